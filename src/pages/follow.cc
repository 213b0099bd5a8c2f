// GET /follow: ask for a code. POST /follow: the code, with or without the secret, which so stands in no address and no
// log. GET /follow/{code}: what everybody may know; GET /tracking/{code}, printed on receipts as QR, leads there.
#include <algorithm>

#include "pages/asking.h"
#include "pages/follow_view.h"
#include "pages/routes.h"
#include "pages/shell.h"
#include "words/refusal_text.h"

namespace pages {
namespace {

constexpr std::size_t kMostCode = 60;
constexpr std::size_t kMostSecret = 40;

// As it is read off paper: "h26.00004–261125-0001 " is that code, too.
std::string typed_code(std::string_view typed) {
  std::string code;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const auto dash = typed.substr(i, 3);
    const char c = typed[i];
    if (dash == "–" || dash == "—" || dash == "‑") {
      code.push_back('-');
      i += 2;
    } else if (c >= 'a' && c <= 'z') {
      code.push_back(static_cast<char>(c - 'a' + 'A'));
    } else if (c != ' ' && c != '\t') {
      code.push_back(c);
    }
  }
  return code;
}

// What is wrong with what was typed, said beside the field that it is about.
struct Mistake {
  std::string sentence;
  bool secret = false;
};

struct FollowForm {
  std::string code;
  bool code_known = false;  // the page is about this code: only the secret is asked for
  std::optional<Mistake> mistake;
};

void write_field(Html& html, Literal name, Literal label, Literal hint, std::string_view value,
                 const std::string& mistake) {
  const bool wrong = !mistake.empty();
  html << "<div class=\"" << (wrong ? Literal("govuk-form-group govuk-form-group--error") : Literal("govuk-form-group"))
       << "\"><label class=\"govuk-label\" for=\"" << name << "\">" << label << "</label><p class=\"govuk-hint\" id=\""
       << name << "-hint\">" << hint << "</p>";
  if (wrong) html << "<p class=\"govuk-error-message\" id=\"" << name << "-error\">" << Text(mistake) << "</p>";
  html << "<input class=\"" << (wrong ? Literal("govuk-input govuk-input--error") : Literal("govuk-input"))
       << "\" id=\"" << name << "\" name=\"" << name
       << "\" type=\"text\" maxlength=\"60\" autocomplete=\"off\" spellcheck=\"false\" "
       << "autocapitalize=\"characters\" aria-describedby=\"" << name << "-hint";
  if (wrong) html << " " << name << "-error";
  html << "\"" << (wrong ? Literal(" aria-invalid=\"true\"") : Literal("")) << " value=\"" << Text(value)
       << "\"></div>";
}

// The secret is never written back.
Html form(const FollowForm& asked, Language language) {
  const auto mistake_at = [&](bool secret) {
    return asked.mistake && asked.mistake->secret == secret ? asked.mistake->sentence : std::string();
  };
  Html html;
  html << "<form class=\"mc-form mc-screen\" action=\"/follow\" method=\"post\" novalidate>";
  if (asked.code_known) {
    html << "<input type=\"hidden\" name=\"code\" value=\"" << Text(asked.code) << "\">";
  } else {
    write_field(
        html, "code", say(language, "Mã hồ sơ", "Code of the application"),
        say(language, "In trên giấy hẹn, ví dụ H26.00004-261125-0001. Nộp trực tuyến: số bắt đầu bằng S.",
            "Printed on the receipt, for example H26.00004-261125-0001. Sent online: the number that begins with S."),
        asked.code, mistake_at(false));
  }
  write_field(html, "secret",
              asked.code_known ? say(language, "Mã bí mật", "Secret")
                               : say(language, "Mã bí mật (không bắt buộc)", "Secret (optional)"),
              say(language, "Sáu chữ và số ghi kèm mã hồ sơ. Có mã này thì xem được giờ, giấy tờ, phí và lý do.",
                  "Six letters and digits given with the code. With it you see times, papers, fees and reasons."),
              "", mistake_at(true));
  html << "<button class=\"govuk-button\" type=\"submit\">"
       << (asked.code_known ? say(language, "Xem hồ sơ của tôi", "See my application")
                            : say(language, "Xem hồ sơ", "See the application"))
       << "</button></form>";
  return html;
}

Address address_of(std::string_view code) {
  Address address("/follow");
  if (!code.empty()) address.segment(code);
  return address;
}

Page page_about(std::string title, std::string_view code, Language language) {
  Page page{language, std::move(title), address_of(code), {}, 200};
  page.personal = true;
  return page;
}

http::Response ask(const http::Request& request, const FollowForm& asked, int status) {
  const Language language = language_of(request);
  const Literal title = say(language, "Theo dõi hồ sơ", "Follow an application");
  std::string titled(title.view());
  if (asked.mistake) titled = std::string(say(language, "Lỗi: ", "Error: ").view()) + titled;
  Page page = page_about(std::move(titled), asked.code_known ? asked.code : std::string(), language);
  page.status = status;
  page.main << "<h1 class=\"govuk-heading-l\">" << title << "</h1>";
  if (asked.code_known) {
    page.main << "<p class=\"govuk-body\"><span class=\"mc-code\">" << Text(asked.code) << "</span></p>";
  }
  page.main << form(asked, language);
  return response(request, std::move(page));
}

std::string sentence(const base::Refusal& refusal, Language language) {
  const words::RefusalText& text = words::refusal_text(refusal.code);
  return words::fill(language == Language::kEnglish ? text.en : text.vi, refusal.facts);
}

// What to look at again: most codes that are not found are misread.
http::Response not_found(const app::Record& record, const http::Request& request, const std::string& code) {
  const Language language = language_of(request);
  const Literal title = say(language, "Không có hồ sơ mang mã này", "There is no application with this code");
  Page page = page_about(std::string(title.view()), code, language);
  page.status = 404;
  page.main << "<h1 class=\"govuk-heading-l\">" << title << "</h1><p class=\"govuk-body\"><strong class=\"mc-code\">"
            << Text(code) << "</strong></p><p class=\"govuk-body\">"
            << say(language, "Xin ông/bà kiểm tra:", "Please check:")
            << "</p><ul class=\"govuk-list govuk-list--bullet\"><li>"
            << say(language, "Mã có đủ ba phần như trên giấy hẹn, ví dụ H26.00004-261125-0001.",
                   "The code has all three parts as on the receipt, for example H26.00004-261125-0001.")
            << "</li><li>"
            << say(language, "Số 0 và chữ O, số 1 và chữ I dễ nhầm nhau.", "0 and O, 1 and I are easily mistaken.")
            << "</li><li>"
            << say(language, "Hồ sơ nộp nơi khác có mã riêng và xem ở nơi ấy.",
                   "What was handed in elsewhere has a code of its own and is followed there.")
            << "</li><li>" << say(language, "Vẫn không thấy? Gọi đường dây nóng ", "Still nothing? Call the hotline ")
            << Text(record.center().hotline)
            << say(language, " hoặc hỏi bất kỳ điểm phục vụ nào.", " or ask at any service point.") << "</li></ul>"
            << form({code, false, std::nullopt}, language);
  return response(request, std::move(page));
}

http::Response refused(const app::Record& record, const http::Request& request, const std::string& code,
                       const base::Refusal& refusal) {
  if (refusal.code == "not_found") return not_found(record, request, code);
  const Language language = language_of(request);
  const int status = words::refusal_text(refusal.code).status;
  http::Response answer = ask(request, {code, true, Mistake{sentence(refusal, language), true}}, status);
  if (const auto seconds = refusal.facts.find("seconds"); seconds != refusal.facts.end()) {
    answer.headers.emplace_back("Retry-After", seconds->second);
  }
  return answer;
}

// A procedure that is not made public is not named to who has no secret.
http::Response closed(const http::Request& request, const std::string& code) {
  const Language language = language_of(request);
  const Literal title = say(language, "Hồ sơ không công khai", "Not a public file");
  Page page = page_about(std::string(title.view()), code, language);
  page.main << "<p class=\"govuk-caption-l\">" << say(language, "Hồ sơ ", "Application ") << "<span class=\"mc-code\">"
            << Text(code) << "</span></p><h1 class=\"govuk-heading-l\">" << title << "</h1><p class=\"govuk-body\">"
            << say(language, "Nhập mã bí mật trên giấy hẹn để xem.", "Enter the secret from your receipt to see it.")
            << "</p>" << form({code, true, std::nullopt}, language);
  return response(request, std::move(page));
}

void write_around(Page& page, const app::CenterSettings& center, const app::Tracked& tracked, const std::string& code) {
  const Language language = page.language;
  if (!tracked.personal) {
    page.main << "<h2 class=\"govuk-heading-m\">" << say(language, "Xem đầy đủ", "See all of it") << "</h2>"
              << form({code, true, std::nullopt}, language);
  } else {
    page.main << "<p class=\"govuk-body mc-screen\"><a class=\"govuk-link\" href=\"/follow\">"
              << say(language, "Xem xong, xóa khỏi màn hình này", "Done: take it off this screen") << "</a></p>";
  }
  page.main << "<p class=\"mc-print govuk-body\">" << say(language, "Theo dõi tại: ", "Follow it at: ")
            << Text(center.public_url) << address_of(code) << "</p>";
}

http::Response follow(app::Record& record, const http::Request& request, const std::string& code,
                      std::optional<std::string_view> secret) {
  const auto tracked = app::track(record, code, secret, request.peer);
  if (!tracked) return refused(record, request, code, tracked.error());
  const dossier::State& state = tracked->state;
  const std::string number = state.code.empty() ? code : state.code;  // who follows a submission learns its code
  if (!tracked->personal && state.publicity != "full") return closed(request, number);
  const auto catalog = record.catalog();
  const Language language = language_of(request);
  const Followed followed{record, *catalog, *tracked, number, record.clock().now(), language};
  Page page = page_about(headline_of(followed) + " · " + number, number, language);
  page.main << followed_view(followed);
  write_around(page, record.center(), *tracked, number);
  return response(request, std::move(page));
}

http::Response lead_to(const Address& address, int status) {
  http::Response answer{status, "text/plain; charset=utf-8", "", {}};
  answer.headers.emplace_back("Location", std::string(address.view()));
  return answer;
}

http::Response sent(app::Record& record, const http::Request& request) {
  const auto fields = form_of(request);
  if (!fields) return error_page(words::refusal_text(fields.error().code).status, fields.error(), &request);
  const Language language = language_of(request);
  const std::string code = typed_code(field(*fields, "code"));
  const std::string secret = typed_code(field(*fields, "secret"));
  if (code.empty() || code.size() > kMostCode || secret.size() > kMostSecret) {
    const Literal hint = say(language, "Nhập mã hồ sơ in trên giấy hẹn.", "Enter the code printed on the receipt.");
    return ask(request, {"", false, Mistake{std::string(hint.view()), false}}, 400);
  }
  if (secret.empty()) return lead_to(address_of(code), 303);
  return follow(record, request, code, secret);
}

}  // namespace

void add_follow(http::Router& router, app::Record& record) {
  router.add("GET", "/follow",
             [](const http::Request& request, const http::Reply& reply) { reply(ask(request, {}, 200)); });
  router.add("POST", "/follow", guarded([&record](const http::Request& request, const http::Reply& reply) {
               reply(sent(record, request));
             }));
  router.add("GET", "/follow/{code}", guarded([&record](const http::Request& request, const http::Reply& reply) {
               reply(follow(record, request, typed_code(request.parameters.at("code")), std::nullopt));
             }));
  router.add("GET", "/tracking/{code}", [](const http::Request& request, const http::Reply& reply) {
    reply(lead_to(address_of(request.parameters.at("code")), 301));
  });
}

}  // namespace pages
