// GET /procedures?q=&field=&after=: what was found, the nearest first.
#include "base/text.h"
#include "dossier/reception.h"
#include "pages/phrases.h"
#include "pages/routes.h"
#include "pages/search_box.h"
#include "pages/shell.h"

namespace pages {
namespace {

constexpr std::size_t kMostItems = 20;
constexpr std::size_t kMostWords = 200;

base::Result<catalog::SearchQuery> query_of(const http::Request& request) {
  catalog::SearchQuery query;
  query.words = request.query_text("q");
  query.field = request.query_text("field");
  query.after = request.query_text("after");
  query.most = kMostItems;
  if (base::characters(query.words) > kMostWords || base::characters(query.field) > kMostWords) {
    return base::refuse("text_too_long", {{"most", std::to_string(kMostWords)}}, "q");
  }
  return query;
}

void write_item(Html& html, const catalog::Catalog& catalog, const catalog::ProcedureVersion& version,
                Language language) {
  html << "<li><a class=\"govuk-link mc-results__name\" lang=\"vi\" href=\""
       << Address("/procedures").segment(version.code) << "\">" << Text(version.name)
       << "</a><p class=\"mc-results__facts\"><span lang=\"vi\">" << Text(version.field) << "</span>";
  if (version.cases.size() == 1 && version.cases.front().limit.kind == catalog::LimitKind::kStated) {
    html << " · " << Text(limit_phrase(*version.cases.front().limit.limit, language));
  }
  html << " · <span class=\"mc-code\">" << Text(version.code) << "</span>";
  if (!dossier::why_not_receivable(catalog, version).empty()) {
    html << " · " << say(language, "chưa nhận hồ sơ tại đây", "not taken in here yet");
  }
  html << "</p></li>";
}

void write_none(Html& html, const catalog::SearchQuery& query, Language language) {
  html << "<p class=\"govuk-body\">"
       << say(language, "Không có thủ tục nào có đủ các từ: ", "No procedure has all of these words: ") << "<strong>"
       << Text(query.words.empty() ? query.field : query.words)
       << "</strong></p><ul class=\"govuk-list govuk-list--bullet\"><li>"
       << say(language, "Thử ít từ hơn, ví dụ “khai sinh”. Gõ không dấu cũng được.",
              "Try fewer words, for example “khai sinh”. Tones may be left out.")
       << "</li><li>" << say(language, "Hỏi tại bất kỳ điểm phục vụ nào.", "Ask at any service point.") << "</li></ul>";
}

std::string title_of(const catalog::SearchQuery& query, Language language) {
  const std::string& about = query.words.empty() ? query.field : query.words;
  const Literal found = say(language, "Kết quả tìm thủ tục", "Procedures found");
  if (about.empty()) return std::string(say(language, "Tất cả thủ tục", "All procedures").view());
  return std::string(found.view()) + ": " + about;
}

Address address_of(const catalog::SearchQuery& query, std::string_view after) {
  Address address("/procedures");
  address.query("q", query.words).query("field", query.field).query("after", after);
  return address;
}

http::Response results(app::Record& record, const http::Request& request) {
  const auto query = query_of(request);
  if (!query) return error_page(400, query.error(), &request);
  const auto found = record.search_index()->find(*query);
  if (!found) return error_page(400, found.error(), &request);
  const Language language = language_of(request);
  Page page{language, title_of(*query, language), address_of(*query, query->after), {}, 200};
  page.script = true;
  page.main << "<h1 class=\"govuk-heading-l\">" << Text(page.title) << "</h1>" << search_box(query->words, language);
  if (found->items.empty()) {
    write_none(page.main, *query, language);
    return response(request, std::move(page));
  }
  page.main << "<p class=\"govuk-body\" role=\"status\">" << static_cast<std::int64_t>(found->total)
            << say(language, " thủ tục", found->total == 1 ? Literal(" procedure") : Literal(" procedures"))
            << "</p><ol class=\"mc-results\">";
  const auto catalog = record.catalog();
  for (const auto& published : found->items) write_item(page.main, *catalog, published->procedure, language);
  page.main << "</ol>";
  if (!found->next.empty()) {
    page.main << "<nav class=\"mc-pages govuk-body\" aria-label=\""
              << say(language, "Trang kết quả", "Pages of results") << "\"><a class=\"govuk-link\" rel=\"next\" href=\""
              << address_of(*query, found->next) << "\">" << say(language, "Xem tiếp", "Next page") << "</a></nav>";
  }
  return response(request, std::move(page));
}

}  // namespace

void add_results(http::Router& router, app::Record& record) {
  router.add("GET", "/procedures",
             [&record](const http::Request& request, const http::Reply& reply) { reply(results(record, request)); });
}

}  // namespace pages
