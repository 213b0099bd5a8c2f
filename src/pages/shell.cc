#include "pages/shell.h"

#include "pages/assets.h"
#include "words/refusal_text.h"

namespace pages {
namespace {

constexpr std::string_view kCookie = "motcua-lang";
// Nothing but our own style and pictures, no frames, no scripts of anybody (blueprint §9).
constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; font-src "
    "'self'; form-action "
    "'self';"
    " base-uri 'none'; frame-ancestors 'none'";

Address with_language(Address address, Language language) {
  address.query("lang", words::to_text(language));
  return address;
}

// The doorway, the leaf ajar, light on the floor.
constexpr Literal kMark =
    "<svg class=\"mc-header__mark\" viewBox=\"0 0 32 32\" aria-hidden=\"true\" focusable=\"false\">"
    "<path d=\"M10 27 14 27 26 31 17 31z\" fill=\"#FFD24A\"/>"
    "<path d=\"M6 27V4h15v23M3 27h7M21 27h8M10 27V8l7-4\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\""
    " stroke-linejoin=\"round\" stroke-linecap=\"round\"/><path d=\"M14.5 16v2\" stroke=\"currentColor\""
    " stroke-width=\"2\" stroke-linecap=\"round\"/></svg>";

void write_languages(Html& html, const Page& page) {
  const bool vietnamese = page.language == Language::kVietnamese;
  html << "<nav aria-label=\"" << say(page.language, "Ngôn ngữ", "Language")
       << "\"><ul class=\"mc-header__languages\">";
  html << "<li>";
  if (vietnamese) {
    html << "<span lang=\"vi\" aria-current=\"true\">Tiếng Việt</span>";
  } else {
    html << "<a rel=\"alternate\" lang=\"vi\" hreflang=\"vi\" href=\""
         << with_language(page.here, Language::kVietnamese) << "\">Tiếng Việt</a>";
  }
  html << "</li><li>";
  if (vietnamese) {
    html << "<a rel=\"alternate\" lang=\"en\" hreflang=\"en\" href=\"" << with_language(page.here, Language::kEnglish)
         << "\">English</a>";
  } else {
    html << "<span lang=\"en\" aria-current=\"true\">English</span>";
  }
  html << "</li></ul></nav>";
}

void write_head(Html& html, const Page& page) {
  html << "<!DOCTYPE html><html lang=\"" << Text(words::to_text(page.language)) << "\" class=\"govuk-template\"><head>"
       << "<meta charset=\"utf-8\"><title>" << Text(page.title) << " · Một cửa</title>"
       << "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
       << "<meta name=\"theme-color\" content=\"#0b5560\"><link rel=\"icon\" href=\"" << asset_address(AssetName::kMark)
       << "\" type=\"image/svg+xml\"><link rel=\"stylesheet\" href=\"" << asset_address(AssetName::kStyle) << "\">";
  if (page.script) html << "<script src=\"" << asset_address(AssetName::kScript) << "\" defer></script>";
  html << "</head>";
}

// The way to every public page, on every public page.
Html doors(Language language) {
  Html html;
  html << "<nav aria-label=\"" << say(language, "Các trang", "Pages")
       << "\"><ul><li><a class=\"govuk-link\" href=\"/\">" << say(language, "Tìm thủ tục", "Find a procedure")
       << "</a></li><li><a class=\"govuk-link\" href=\"/follow\">"
       << say(language, "Theo dõi hồ sơ", "Follow an application")
       << "</a></li><li><a class=\"govuk-link\" href=\"/points\">"
       << say(language, "Nộp hồ sơ ở đâu", "Where to hand in")
       << "</a></li><li><a class=\"govuk-link\" href=\"/register\">"
       << say(language, "Sổ hồ sơ công khai", "Open register") << "</a></li></ul></nav>";
  return html;
}

Html document(const Page& page) {
  Html html;
  write_head(html, page);
  html << "<body class=\"govuk-template__body\"><a href=\"#main\" class=\"govuk-skip-link\">"
       << say(page.language, "Đến nội dung chính", "Skip to main content")
       << "</a><header class=\"mc-header\"><div class=\"govuk-width-container mc-header__row\">"
       << "<a class=\"mc-header__home\" href=\"/\">" << kMark << "<span>Một cửa</span></a>";
  write_languages(html, page);
  html << "</div></header><div class=\"govuk-width-container\"><main class=\"govuk-main-wrapper\" id=\"main\" "
       << "tabindex=\"-1\">" << page.main << "</main></div><footer class=\"mc-footer\">"
       << "<div class=\"govuk-width-container\">" << doors(page.language)
       << say(page.language,
              "Trung tâm Phục vụ hành chính công: nộp hồ sơ ở điểm nào cũng được, theo dõi được đến khi nhận kết quả.",
              "Public Administration Service Center: hand in at any point, follow it until you have the result.")
       << "</div></footer></body></html>";
  return html;
}

Literal headline(int status, Language language) {
  if (status == 403) return say(language, "Không làm được việc này", "This cannot be done");
  if (status == 429) return say(language, "Xin ông/bà chờ một lát", "Please wait a little");
  if (status == 404) return say(language, "Không tìm thấy trang này", "This page cannot be found");
  if (status >= 500) return say(language, "Chưa trả lời được lúc này", "We cannot answer just now");
  return say(language, "Không đọc được yêu cầu này", "This request cannot be read");
}

Literal what_next(int status, Language language) {
  if (status >= 500) {
    return say(language, "Dữ liệu đã nộp vẫn an toàn. Xin ông/bà thử lại sau ít phút.",
               "What has been handed in is safe. Please try again in a few minutes.");
  }
  return say(language, "Ông/bà có thể tìm thủ tục theo tên, hoặc gọi đường dây nóng.",
             "You can look for a procedure by its name, or call the hotline.");
}

}  // namespace

Literal say(Language language, Literal vi, Literal en) { return language == Language::kEnglish ? en : vi; }

Language language_of(const http::Request& request) {
  Language language = words::preferred_language(request.header("accept-language"));
  if (const auto chosen = request.cookies.find(kCookie); chosen != request.cookies.end()) {
    language = words::named_language(chosen->second, language);
  }
  return words::named_language(request.query_text("lang"), language);
}

http::Response response(const http::Request& request, Page page) {
  http::Response answer{page.status, "text/html; charset=utf-8", document(page).take(), {}};
  answer.headers.emplace_back("Content-Security-Policy", kPolicy);
  answer.headers.emplace_back("Content-Language", words::to_text(page.language));
  answer.headers.emplace_back("Vary", "Accept-Language, Cookie");
  if (page.personal) {
    answer.compress = false;
    answer.headers.emplace_back("Cache-Control", "no-store");
    answer.headers.emplace_back("X-Robots-Tag", "noindex");
  }
  if (request.query.contains("lang")) {
    answer.sets_secret = false;
    answer.headers.emplace_back("Set-Cookie", std::string(kCookie) + "=" + std::string(words::to_text(page.language)) +
                                                  "; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax");
  }
  return answer;
}

http::Response error_page(int status, const base::Refusal& refusal, const http::Request* request) {
  static const http::Request kNone;
  const http::Request& asked = request == nullptr ? kNone : *request;
  const Language language = language_of(asked);
  const words::RefusalText& text = words::refusal_text(refusal.code);
  const Literal title = headline(status, language);
  Page page{language, std::string(title.view()), Address("/"), {}, status};
  page.main << "<h1 class=\"govuk-heading-l\">" << title << "</h1><p class=\"govuk-body\">"
            << Text(words::fill(language == Language::kEnglish ? text.en : text.vi, refusal.facts))
            << "</p><p class=\"govuk-body\">" << what_next(status, language)
            << "</p><p class=\"govuk-body\"><a class=\"govuk-link\" href=\"/\">"
            << say(language, "Về trang đầu", "To the first page") << "</a></p>";
  http::Response answer = response(asked, std::move(page));
  if (const auto seconds = refusal.facts.find("seconds"); status == 429 && seconds != refusal.facts.end()) {
    answer.headers.emplace_back("Retry-After", seconds->second);
  }
  return answer;
}

}  // namespace pages
