// GET /points?q=&unit=: service points. Without a place all of them, by name; near a ward or commune that was typed or
// chosen the nearest, by straight line. With JavaScript the reader's own position sorts them, and stays in the browser.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "base/text.h"
#include "catalog/nearest.h"
#include "pages/of_today.h"
#include "pages/routes.h"
#include "pages/shell.h"

namespace pages {
namespace {

constexpr std::size_t kNearest = 20;
constexpr std::size_t kMostWords = 100;
constexpr std::size_t kMostChoices = 30;

// As every answer's, but this page may ask for the position.
constexpr std::string_view kPermissions =
    "accelerometer=(), camera=(), display-capture=(), geolocation=(self), gyroscope=(), magnetometer=(), "
    "microphone=(), midi=(), payment=(), usb=()";

template <class Named>
std::string called(const Named& named, Language language) {
  return language == Language::kEnglish && !named.name_en.empty() ? named.name_en : named.name;
}

std::string kilometres(std::int64_t metres, Language language) {
  std::string text = fmt::format("{:.1f}", static_cast<double>(metres) / 1000);
  if (language == Language::kVietnamese) std::ranges::replace(text, '.', ',');
  return text;
}

void write_form(Html& html, std::string_view typed, Language language) {
  html << "<form class=\"mc-search\" action=\"/points\" method=\"get\" role=\"search\"><label class=\"govuk-label\" "
       << "for=\"q\">"
       << say(language, "Ông/bà đang ở phường, xã nào? Ví dụ: Ba Đình, dong anh",
              "Which ward or commune are you in? For example: Ba Dinh, dong anh")
       << "</label><input class=\"govuk-input\" id=\"q\" name=\"q\" type=\"search\" maxlength=\"100\" "
       << "autocomplete=\"off\" value=\"" << Text(typed) << "\"><button class=\"govuk-button\" type=\"submit\">"
       << say(language, "Tìm nơi gần nhất", "Find the nearest") << "</button></form>";
}

// Hidden until the script that answers to it is there.
void write_button(Html& html, Language language) {
  html << "<p class=\"govuk-body mc-screen\"><button class=\"govuk-button\" type=\"button\" "
          "hidden "
       << "data-near=\"points\" data-status=\"near\" data-distance=\""
       << say(language, "cách {km} km theo đường chim bay", "{km} km in a straight line") << "\" data-waiting=\""
       << say(language, "Đang hỏi trình duyệt vị trí của ông/bà.", "Asking your browser where you are.")
       << "\" data-done=\""
       << say(language, "Đã xếp theo khoảng cách. Vị trí chỉ ở trong trình duyệt, không gửi đi đâu.",
              "Sorted by distance. Your position stays in the browser and is sent nowhere.")
       << "\" data-failed=\""
       << say(language, "Trình duyệt không cho biết vị trí. Xin ông/bà gõ tên phường, xã.",
              "The browser does not tell the position. Please type your ward or commune.")
       << "\">" << say(language, "Xếp theo vị trí của tôi", "Sort by where I am")
       << "</button> <span id=\"near\" role=\"status\"></span></p>";
}

void write_point(Html& html, const catalog::PlacedPoint& one, Language language) {
  html << "<li class=\"mc-points__point\"";
  if (one.point->position) {
    html << " data-lat=\"" << one.point->position->lat_microdegrees << "\" data-lon=\""
         << one.point->position->lon_microdegrees << "\"";
  }
  html << "><strong>" << Text(called(*one.point, language)) << "</strong><span lang=\"vi\">"
       << (one.point->address.empty() ? Text("—") : Text(one.point->address))
       << "</span><span class=\"mc-points__distance\">";
  if (one.metres) {
    html << say(language, "cách ", "") << Text(kilometres(*one.metres, language))
         << say(language, " km theo đường chim bay", " km in a straight line");
  }
  html << "</span></li>";
}

void write_points(Html& html, const std::vector<catalog::PlacedPoint>& points, Language language) {
  html << "<ol class=\"mc-points\" id=\"points\">";
  for (const auto& one : points) write_point(html, one, language);
  html << "</ol>";
}

using Points = std::vector<catalog::PlacedPoint>;

Points by_name(const catalog::Catalog& catalog, base::LocalDate day) {
  Points all;
  for (const catalog::Point* point : catalog.points()) {
    if (catalog::valid_on(point->valid_from, point->valid_to, day)) all.push_back({point, std::nullopt});
  }
  std::ranges::sort(all, {}, [](const catalog::PlacedPoint& one) { return base::collation_key(one.point->name); });
  return all;
}

struct Asked {
  const catalog::Catalog& catalog;
  const Points& by_name;
  base::LocalDate today;
  Language language;
  std::string words;
};

Address address_of(std::string_view words, std::string_view unit) {
  Address address("/points");
  address.query("q", words).query("unit", unit);
  return address;
}

void write_choices(Html& html, const Asked& asked, const std::vector<catalog::NamedCommune>& found) {
  const Language language = asked.language;
  html << "<h2 class=\"govuk-heading-m\">" << say(language, "Ông/bà chọn nơi nào?", "Which one do you mean?")
       << "</h2><ul class=\"govuk-list govuk-list--spaced\">";
  for (std::size_t i = 0; i < std::min(found.size(), kMostChoices); ++i) {
    html << "<li><a class=\"govuk-link\" href=\"" << address_of("", found[i].unit->id) << "\">"
         << Text(called(*found[i].unit, language)) << "</a>";
    if (found[i].before != nullptr) {
      html << say(language, ", trước là ", ", before ") << Text(called(*found[i].before, language));
    }
    html << "</li>";
  }
  html << "</ul>";
}

void write_none(Html& html, const Asked& asked) {
  html << "<p class=\"govuk-body\">"
       << say(asked.language, "Hà Nội không có phường, xã nào tên: ", "Hanoi has no ward or commune called: ")
       << "<strong>" << Text(asked.words) << "</strong>. "
       << say(asked.language, "Xin ông/bà gõ ít chữ hơn, hoặc tên trước ngày 01/07/2025.",
              "Please type fewer letters, or the name of before 1 July 2025.")
       << "</p>";
}

void write_near(Html& html, const Asked& asked, const catalog::Unit& unit) {
  const Language language = asked.language;
  if (!unit.position) {
    html << "<p class=\"govuk-body\">"
         << say(language, "Chưa có vị trí của nơi này, nên danh sách xếp theo tên.",
                "The position of this place is not known, so the list is by name.")
         << "</p>";
    write_points(html, asked.by_name, language);
    return;
  }
  auto points = catalog::points_near(asked.catalog, *unit.position, asked.today);
  points.resize(std::min(points.size(), kNearest));
  html << "<h2 class=\"govuk-heading-m\">" << say(language, "Gần trung tâm ", "Near the centre of ")
       << Text(called(unit, language)) << "</h2><p class=\"govuk-body\">"
       << say(language, "Khoảng cách theo đường chim bay; đường đi thật dài hơn.",
              "Distances are in a straight line; the way there is longer.")
       << " <a class=\"govuk-link mc-screen\" href=\"/points\">"
       << say(language, "Xem tất cả các điểm", "See all points") << "</a></p>";
  write_points(html, points, language);
}

void write_all(Html& html, const Asked& asked) {
  write_button(html, asked.language);
  html << "<h2 class=\"govuk-heading-m\">" << static_cast<std::int64_t>(asked.by_name.size())
       << say(asked.language, " điểm của thành phố, theo tên", " points of the city, by name") << "</h2>";
  write_points(html, asked.by_name, asked.language);
}

http::Response points(const OfToday<Points>::Gathered& gathered, const http::Request& request) {
  const Asked asked{*gathered.catalog, gathered.value, gathered.day, language_of(request), request.query_text("q")};
  if (base::characters(asked.words) > kMostWords) {
    return error_page(400, {"text_too_long", {{"most", std::to_string(kMostWords)}}, "q"}, &request);
  }
  const std::string id = request.query_text("unit");
  const auto found = catalog::find_communes(asked.catalog, asked.words, asked.today);
  const catalog::Unit* unit = id.empty() ? nullptr : asked.catalog.unit_on(id, asked.today);
  if (!id.empty() && unit == nullptr) return error_page(404, {"not_found", {}, {}}, &request);
  if (id.empty() && found.size() == 1) unit = found.front().unit;
  const Literal title = say(asked.language, "Nộp hồ sơ ở đâu", "Where to hand in");
  std::string titled(title.view());
  if (unit != nullptr) titled += ": " + called(*unit, asked.language);
  Page page{asked.language, std::move(titled), address_of(asked.words, id), {}, 200};
  page.script = true;
  page.main << "<h1 class=\"govuk-heading-l\">" << title << "</h1>";
  write_form(page.main, unit != nullptr && asked.words.empty() ? called(*unit, asked.language) : asked.words,
             asked.language);
  if (unit != nullptr) {
    write_near(page.main, asked, *unit);
  } else if (!found.empty()) {
    write_choices(page.main, asked, found);
  } else {
    if (!asked.words.empty()) write_none(page.main, asked);
    write_all(page.main, asked);
  }
  http::Response answer = response(request, std::move(page));
  answer.headers.emplace_back("Permissions-Policy", kPermissions);
  return answer;
}

}  // namespace

void add_points(http::Router& router, app::Record& record) {
  const auto all = std::make_shared<OfToday<Points>>(by_name);
  router.add("GET", "/points", [&record, all](const http::Request& request, const http::Reply& reply) {
    reply(points(*all->of(record), request));
  });
}

}  // namespace pages
