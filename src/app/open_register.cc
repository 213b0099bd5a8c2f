#include "app/open_register.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"

namespace app {
namespace {

constexpr int kStates = 10;

std::string_view asked(const Query& query, std::string_view name) {
  const auto found = query.find(name);
  return found == query.end() ? std::string_view() : found->second;
}

// Every version counts: a procedure may have changed its field since.
bool was_in_field(const catalog::Catalog& catalog, const std::string& code, const std::string& folded) {
  const auto* versions = catalog.versions(code);
  return versions != nullptr && std::ranges::any_of(*versions, [&](const auto& published) {
           return base::fold(published->procedure.field) == folded;
         });
}

std::vector<std::string> procedures_of_field(const catalog::Catalog& catalog, std::string_view field,
                                             base::LocalDate day) {
  const std::string folded = base::fold(field);
  std::vector<std::string> codes;
  for (const auto* published : catalog.procedures(day)) {
    if (base::fold(published->procedure.field) == folded) codes.push_back(published->procedure.code);
  }
  return codes;
}

std::optional<std::vector<std::string>> procedures_of(const catalog::Catalog& catalog, const Query& query,
                                                      base::Instant now) {
  const std::string code(asked(query, "procedure"));
  const std::string_view field = asked(query, "field");
  if (code.empty() && field.empty()) return std::nullopt;
  if (code.empty()) return procedures_of_field(catalog, field, base::local_date(now));
  if (!field.empty() && !was_in_field(catalog, code, base::fold(field))) return std::vector<std::string>();
  return std::vector{code};
}

base::Done read_month(std::string_view text, boards::RegisterFilter& filter) {
  if (text.empty()) return std::monostate{};
  const auto first = base::parse_date(std::string(text) + "-01");
  if (!first || text.size() != 7) return base::refuse("month_malformed", {{"value", std::string(text)}}, "received");
  const auto next = std::chrono::year_month(first->year(), first->month()) + std::chrono::months(1);
  filter.from = base::at_local(*first, 0);
  filter.until = base::at_local(next / 1, 0);
  return std::monostate{};
}

base::Done read_state(std::string_view text, boards::RegisterFilter& filter) {
  if (text.empty()) return std::monostate{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), filter.national_state);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (whole && filter.national_state >= 1 && filter.national_state <= kStates) return std::monostate{};
  return base::refuse("value_out_of_range", {{"least", "1"}, {"most", std::to_string(kStates)}}, "state");
}

base::Done read_late(std::string_view text, boards::RegisterFilter& filter) {
  if (text.empty()) return std::monostate{};
  if (text != "true" && text != "false") {
    return base::refuse("value_unknown", {{"value", std::string(text)}}, "late");
  }
  filter.late = text == "true";
  return std::monostate{};
}

}  // namespace

base::Result<boards::RegisterFilter> register_filter(const catalog::Catalog& catalog, const Query& query,
                                                     base::Instant now) {
  boards::RegisterFilter filter;
  filter.now = now;
  filter.unit = asked(query, "unit");
  const auto read = read_month(asked(query, "received"), filter)
                        .and_then([&](std::monostate) { return read_state(asked(query, "state"), filter); })
                        .and_then([&](std::monostate) { return read_late(asked(query, "late"), filter); });
  if (!read) return tl::unexpected(read.error());
  filter.procedures = procedures_of(catalog, query, now);
  return filter;
}

}  // namespace app
