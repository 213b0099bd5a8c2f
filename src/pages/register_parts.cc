#include "pages/register_parts.h"

#include <array>

#include "words/refusal_text.h"

namespace pages {
namespace {

constexpr std::array<std::string_view, 6> kFilters = {"unit", "procedure", "field", "received", "state", "late"};

template <class Named>
std::string called(const Named* named, const std::string& otherwise, Language language) {
  if (named == nullptr) return otherwise;
  return language == Language::kEnglish && !named->name_en.empty() ? named->name_en : named->name;
}

}  // namespace

std::string RegisterAsked::text(std::string_view name) const {
  const auto found = query.find(name);
  return found == query.end() ? std::string() : found->second;
}

std::string unit_called(const RegisterAsked& asked, const std::string& id) {
  return called(asked.catalog.unit(id), id, asked.language);
}

std::string point_called(const RegisterAsked& asked, const std::string& id) {
  return called(asked.catalog.point(id), id, asked.language);
}

std::string procedure_called(const RegisterAsked& asked, const dossier::State& state) {
  const auto* pinned = asked.catalog.version(state.procedure, state.procedure_version);
  return pinned == nullptr ? state.procedure : pinned->procedure.name;
}

std::string state_called(int national, Language language) {
  return std::string(language == Language::kEnglish ? dossier::national_label_en(national)
                                                    : dossier::national_label(national));
}

Address with_filters(Literal path, const RegisterAsked& asked, std::string_view after) {
  Address address(path);
  for (const std::string_view name : kFilters) address.query(name, asked.text(name));
  address.query("after", after);
  return address;
}

base::Result<boards::Page> read_register(app::Record& record, const RegisterAsked& asked, std::string_view after,
                                         int most) {
  return app::register_filter(asked.catalog, asked.query, asked.now)
      .and_then([&](const boards::RegisterFilter& filter) {
        return boards::register_page(*record.store().read(), filter, after, most);
      });
}

http::Response register_refused(const http::Request& request, const base::Refusal& refusal) {
  return error_page(words::refusal_text(refusal.code).status, refusal, &request);
}

}  // namespace pages
