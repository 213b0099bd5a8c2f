#include <algorithm>

#include "api/edge.h"
#include "api/routes.h"
#include "base/text.h"

namespace api {
namespace {

constexpr std::string_view kUnitKinds[] = {"commune", "district", "department", "centre", "other_authority"};

// A page of a list that is sorted by id: what comes after the cursor.
template <class Item, class Wanted>
http::Response page(const std::vector<const Item*>& all, const std::string& after, int most, Wanted wanted) {
  base::JsonArray items;
  std::string next;
  std::string last;
  for (const Item* item : all) {
    if (item->id <= after || !wanted(*item)) continue;
    if (items.size() == static_cast<std::size_t>(most)) {
      next = last;
      break;
    }
    items.push_back(catalog::to_json(*item));
    last = item->id;
  }
  return json_response(200, base::Json().set("items", std::move(items)).set("next", next_json(next)));
}

constexpr std::size_t kMostQueryBytes = 800;

// Every folded word that was asked for begins a word of the name, Vietnamese or English, or of the official code.
bool is_called(const catalog::Unit& unit, const std::vector<std::string>& asked) {
  const std::string folded = " " + base::fold(unit.name + " " + unit.name_en + " " + unit.official_code);
  return std::ranges::all_of(asked,
                             [&](const std::string& word) { return folded.find(" " + word) != std::string::npos; });
}

base::Result<http::Response> units(app::Record& record, const http::Request& request) {
  const auto most = page_size(request);
  if (!most) return tl::unexpected(most.error());
  base::LocalDate day = base::local_date(record.clock().now());
  if (const std::string on = request.query_text("on"); !on.empty()) {
    const auto parsed = base::parse_date(on);
    if (!parsed) return base::refuse(parsed.error().code, parsed.error().facts, "on");
    day = *parsed;
  }
  const std::string kind = request.query_text("kind");
  if (!kind.empty() && std::ranges::find(kUnitKinds, kind) == std::end(kUnitKinds))
    return base::refuse("value_unknown", {{"value", kind}}, "kind");
  const std::string q = request.query_text("q");
  if (q.size() > kMostQueryBytes) return base::refuse("text_too_long", {{"most", "200"}}, "q");
  const std::vector<std::string> asked = base::words(base::fold(q));
  const auto catalog = record.catalog();
  return page(catalog->units(), request.query_text("after"), *most, [&](const catalog::Unit& unit) {
    return (kind.empty() || catalog::to_json(unit).text("kind") == kind) &&
           catalog::valid_on(unit.valid_from, unit.valid_to, day) && is_called(unit, asked);
  });
}

base::Result<http::Response> points(app::Record& record, const http::Request& request) {
  const auto most = page_size(request);
  if (!most) return tl::unexpected(most.error());
  const base::LocalDate today = base::local_date(record.clock().now());
  const std::string unit = request.query_text("unit");
  const auto catalog = record.catalog();
  return page(catalog->points(), request.query_text("after"), *most, [&](const catalog::Point& point) {
    return (unit.empty() || point.unit == unit) && catalog::valid_on(point.valid_from, point.valid_to, today);
  });
}

}  // namespace

void add_units(http::Router& router, app::Record& record) {
  router.add("GET", "/api/v1/units",
             reading(record, [&record](const http::Request& request, Language) { return units(record, request); }));
  router.add("GET", "/api/v1/points",
             reading(record, [&record](const http::Request& request, Language) { return points(record, request); }));
}

}  // namespace api
