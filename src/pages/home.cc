// GET /: one question, one search box, and what wards do all day.
#include <algorithm>
#include <functional>
#include <map>
#include <memory>

#include "dossier/reception.h"
#include "pages/of_today.h"
#include "pages/routes.h"
#include "pages/search_box.h"
#include "pages/shell.h"

namespace pages {
namespace {

constexpr std::size_t kMostCommon = 8;
constexpr std::size_t kMostFields = 12;

struct Named {
  std::string code;  // of a procedure; empty for a field
  std::string name;
  std::size_t count = 0;
};

// What the first page lists of the catalogue; asking 2,800 procedures costs more than a page may.
struct Front {
  std::vector<Named> common;
  std::vector<Named> fields;
};

// The city's own overlay speaks of what a ward does all day (practice B1).
bool is_common(const catalog::ProcedureVersion& version) {
  return version.source == "overlay-hanoi" || version.source == "controller";
}

Front gather(const catalog::Catalog& catalog, base::LocalDate today) {
  Front front;
  std::map<std::string, std::size_t> fields;
  for (const auto& published : catalog.published(today)) {
    const catalog::ProcedureVersion& version = published->procedure;
    if (!dossier::why_not_receivable(catalog, version).empty()) continue;
    ++fields[version.field];
    if (is_common(version) && front.common.size() < kMostCommon) front.common.push_back({version.code, version.name});
  }
  for (const auto& [name, count] : fields) front.fields.push_back({"", name, count});
  std::ranges::stable_sort(front.fields, std::greater<>(), &Named::count);
  front.fields.resize(std::min(front.fields.size(), kMostFields));
  return front;
}

void write_common(Html& html, const std::vector<Named>& common, Language language) {
  if (common.empty()) return;
  html << "<h2 class=\"govuk-heading-m\">" << say(language, "Hay làm nhất", "Asked for most")
       << "</h2><ul class=\"govuk-list govuk-list--spaced\">";
  for (const Named& one : common) {
    html << "<li><a class=\"govuk-link\" lang=\"vi\" href=\"" << Address("/procedures").segment(one.code) << "\">"
         << Text(one.name) << "</a></li>";
  }
  html << "</ul>";
}

void write_fields(Html& html, const std::vector<Named>& fields, Language language) {
  if (fields.empty()) return;
  html << "<h2 class=\"govuk-heading-m\">" << say(language, "Theo lĩnh vực", "By field")
       << "</h2><ul class=\"mc-fields govuk-body\">";
  for (const Named& one : fields) {
    html << "<li><a class=\"govuk-link\" lang=\"vi\" href=\"" << Address("/procedures").query("field", one.name)
         << "\">" << Text(one.name) << "</a></li>";
  }
  html << "</ul>";
}

void write_doors(Html& html, Language language) {
  html << "<ul class=\"mc-doors govuk-body\"><li><a class=\"govuk-link\" href=\"/follow\">"
       << say(language, "Theo dõi hồ sơ đã nộp", "Follow what you handed in")
       << "</a></li><li><a class=\"govuk-link\" href=\"/points\">"
       << say(language, "Nơi nộp hồ sơ gần nhất", "The nearest place to hand in") << "</a></li></ul>";
}

http::Response home(const Front& front, const http::Request& request) {
  const Language language = language_of(request);
  const Literal title = say(language, "Ông/bà cần làm thủ tục gì?", "What do you need to get done?");
  Page page{language, std::string(title.view()), Address("/"), {}, 200};
  page.script = true;
  page.main << "<h1 class=\"govuk-heading-xl\">" << title << "</h1>" << search_box("", language);
  write_doors(page.main, language);
  write_common(page.main, front.common, language);
  write_fields(page.main, front.fields, language);
  return response(request, std::move(page));
}

}  // namespace

void add_home(http::Router& router, app::Record& record) {
  const auto front = std::make_shared<OfToday<Front>>(gather);
  router.add("GET", "/", [&record, front](const http::Request& request, const http::Reply& reply) {
    reply(home(front->of(record)->value, request));
  });
}

}  // namespace pages
