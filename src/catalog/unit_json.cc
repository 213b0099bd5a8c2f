// The JSON of units, points and areas: the payloads of UnitPublished, PointPublished and AreaPublished, and the lines
// of data/units. Schemas: data/schema/{unit,point,area}.schema.json.
#include <algorithm>
#include <array>
#include <limits>
#include <string_view>
#include <utility>

#include "calendar/members.h"
#include "catalog/unit.h"

namespace catalog {
namespace {

using calendar::Members;
using Failure = std::optional<base::Refusal>;

constexpr std::array<std::pair<std::string_view, UnitKind>, 5> kKinds{{{"commune", UnitKind::kCommune},
                                                                       {"district", UnitKind::kDistrict},
                                                                       {"department", UnitKind::kDepartment},
                                                                       {"centre", UnitKind::kCentre},
                                                                       {"other_authority", UnitKind::kOtherAuthority}}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kStatuses{
    {{"local", "local"}, {"official", "official"}}};
constexpr std::int64_t kMostLat = 90'000'000;
constexpr std::int64_t kMostLon = 180'000'000;
constexpr std::int64_t kMostCount = std::int64_t{1} << 53;

template <class T>
base::Result<T> unless_failed(T value, const Failure& failure) {
  if (failure) return tl::unexpected(*failure);
  return value;
}

std::optional<Position> read_position(Members& members, Failure& failure) {
  const base::Json* json = members.find("position");
  if (!json) return std::nullopt;
  Members position(*json, members.where("position"), failure);
  return Position{position.integer("lat_microdegrees", -kMostLat, kMostLat),
                  position.integer("lon_microdegrees", -kMostLon, kMostLon)};
}

void write_position(const std::optional<Position>& position, base::Json& json) {
  if (!position) return;
  base::Json member;
  member.set("lat_microdegrees", position->lat_microdegrees).set("lon_microdegrees", position->lon_microdegrees);
  json.set("position", std::move(member));
}

// valid_to is the first day on which it is no more; a time of no day is a mistake in the source.
template <class T>
void read_dates(Members& members, T& dated) {
  dated.valid_from = members.date_or_none("valid_from");
  dated.valid_to = members.date_or_none("valid_to");
  if (dated.valid_from && dated.valid_to && *dated.valid_to <= *dated.valid_from) {
    members.fail("dates_reversed",
                 {{"from", base::format_date(*dated.valid_from)}, {"to", base::format_date(*dated.valid_to)}},
                 members.where("valid_to"));
  }
}

template <class T>
void write_dates(const T& dated, base::Json& json) {
  if (dated.valid_from) json.set("valid_from", base::format_date(*dated.valid_from));
  if (dated.valid_to) json.set("valid_to", base::format_date(*dated.valid_to));
}

std::string required_text(Members& members, std::string_view name) {
  std::string text = members.text(name);
  if (text.empty()) members.fail("field_missing", {{"field", std::string(name)}}, members.where(name));
  return text;
}

std::int64_t count(Members& members, std::string_view name) {
  return members.find(name) ? members.integer(name, 0, kMostCount) : 0;
}

std::string status(Members& members) {
  return members.find("status") ? std::string(members.choice<std::string_view>("status", kStatuses)) : "local";
}

std::vector<Successor> read_successors(Members& members, Failure& failure) {
  std::vector<Successor> successors;
  members.each("successors", [&](const base::Json& json, const std::string& where) {
    Members successor(json, where, failure);
    successors.push_back({required_text(successor, "unit"), successor.flag_or("whole", false)});
  });
  return successors;
}

base::Json write_successors(const std::vector<Successor>& successors) {
  base::JsonArray list;
  for (const Successor& successor : successors) {
    base::Json& json = list.emplace_back();
    json.set("unit", successor.unit).set("whole", successor.whole);
  }
  return list;
}

// A corner is [lon, lat], as GeoJSON has it, in whole microdegrees.
Position read_corner(const base::Json& json, const std::string& where, Members& members) {
  const bool pair =
      json.is_array() && json.array().size() == 2 && json.array()[0].is_integer() && json.array()[1].is_integer();
  if (!pair) {
    members.fail("field_wrong_type", {{"expected", "[lon, lat]"}}, where);
    return {};
  }
  const Position corner{json.array()[1].integer(), json.array()[0].integer()};
  const bool on_earth = corner.lat_microdegrees >= -kMostLat && corner.lat_microdegrees <= kMostLat &&
                        corner.lon_microdegrees >= -kMostLon && corner.lon_microdegrees <= kMostLon;
  if (!on_earth) members.fail("value_unknown", {{"value", "position"}}, where);
  return corner;
}

const base::JsonArray& list(const base::Json& json, const std::string& where, Members& members) {
  static const base::JsonArray kNone;
  if (json.is_array() && !json.array().empty()) return json.array();
  members.fail("field_wrong_type", {{"expected", "list"}}, where);
  return kNone;
}

std::vector<Position> read_ring(const base::Json& json, const std::string& where, Members& members) {
  std::vector<Position> ring;
  for (const base::Json& corner : list(json, where, members)) ring.push_back(read_corner(corner, where, members));
  // Four corners with the first repeated are a triangle, the least that covers ground.
  if (ring.size() < 4 || ring.front() != ring.back()) members.fail("ring_open", {}, where);
  return ring;
}

base::Json write_ring(const std::vector<Position>& ring) {
  base::JsonArray corners;
  for (const Position& corner : ring) {
    corners.push_back(base::JsonArray{corner.lon_microdegrees, corner.lat_microdegrees});
  }
  return corners;
}

}  // namespace

base::Json to_json(const Unit& unit) {
  const auto kind =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& known) { return known.second == unit.kind; });
  base::Json json;
  json.set("id", unit.id).set("kind", kind->first).set("name", unit.name).set_text("name_en", unit.name_en);
  json.set_text("official_code", unit.official_code).set_text("code_setting", unit.code_setting);
  json.set_text("parent", unit.parent);
  write_dates(unit, json);
  if (unit.population) json.set("population", unit.population);
  if (unit.area_m2) json.set("area_m2", unit.area_m2);
  json.set_text("seat", unit.seat);
  write_position(unit.position, json);
  if (!unit.successors.empty()) json.set("successors", write_successors(unit.successors));
  return json.set("status", unit.status).set_text("source", unit.source);
}

base::Result<Unit> unit_from_json(const base::Json& json) {
  Failure failure;
  Members members(json, "", failure);
  Unit unit;
  unit.id = required_text(members, "id");
  unit.kind = members.choice<UnitKind>("kind", kKinds);
  unit.name = required_text(members, "name");
  unit.name_en = members.text_or("name_en", "");
  unit.official_code = members.text_or("official_code", "");
  unit.code_setting = members.text_or("code_setting", "");
  unit.parent = members.text_or("parent", "");
  read_dates(members, unit);
  unit.population = count(members, "population");
  unit.area_m2 = count(members, "area_m2");
  unit.seat = members.text_or("seat", "");
  unit.position = read_position(members, failure);
  unit.successors = read_successors(members, failure);
  unit.status = status(members);
  unit.source = members.text_or("source", "");
  return unless_failed(std::move(unit), failure);
}

base::Json to_json(const Point& point) {
  base::Json json;
  json.set("id", point.id).set("unit", point.unit).set("name", point.name).set_text("name_en", point.name_en);
  json.set_text("address", point.address);
  write_position(point.position, json);
  write_dates(point, json);
  return json.set("status", point.status).set_text("source", point.source);
}

base::Result<Point> point_from_json(const base::Json& json) {
  Failure failure;
  Members members(json, "", failure);
  Point point;
  point.id = required_text(members, "id");
  point.unit = required_text(members, "unit");
  point.name = required_text(members, "name");
  point.name_en = members.text_or("name_en", "");
  point.address = members.text_or("address", "");
  point.position = read_position(members, failure);
  read_dates(members, point);
  point.status = status(members);
  point.source = members.text_or("source", "");
  return unless_failed(std::move(point), failure);
}

base::Json to_json(const Area& area) {
  base::JsonArray polygons;
  for (const auto& rings : area.polygons) {
    base::JsonArray polygon;
    for (const auto& ring : rings) polygon.push_back(write_ring(ring));
    polygons.emplace_back(std::move(polygon));
  }
  base::Json json;
  json.set("unit", area.unit).set("polygons", std::move(polygons));
  write_dates(area, json);
  return json.set_text("source", area.source);
}

base::Result<Area> area_from_json(const base::Json& json) {
  Failure failure;
  Members members(json, "", failure);
  Area area;
  area.unit = required_text(members, "unit");
  if (!members.find("polygons")) members.fail("field_missing", {{"field", "polygons"}}, "/polygons");
  members.each("polygons", [&](const base::Json& polygon, const std::string& where) {
    auto& rings = area.polygons.emplace_back();
    for (const base::Json& ring : list(polygon, where, members)) {
      rings.push_back(read_ring(ring, where + "/" + std::to_string(rings.size()), members));
    }
  });
  read_dates(members, area);
  area.source = members.text_or("source", "");
  return unless_failed(std::move(area), failure);
}

}  // namespace catalog
