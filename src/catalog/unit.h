// Units (cơ quan, đơn vị), reception points (điểm tiếp nhận) and areas: dated, with ids of our own. The official code
// is an attribute with dates, because all 126 codes of 2025-07-01 were used before and 103 of them under another name.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/time.h"

namespace catalog {

enum class UnitKind { kCommune, kDistrict, kDepartment, kCentre, kOtherAuthority };

struct Position {
  std::int64_t lat_microdegrees = 0;  // WGS84
  std::int64_t lon_microdegrees = 0;
  bool operator==(const Position&) const = default;
};

struct Successor {
  std::string unit;
  bool whole = false;  // the old unit went undivided into this one
};

struct Unit {
  std::string id;  // "H26.local.ward-00004"; never an official code
  UnitKind kind = UnitKind::kCommune;
  std::string name;           // "Phường Ba Đình"
  std::string name_en;        // "Ba Dinh Ward"; empty when no source gives one
  std::string official_code;  // the statistics code valid in this unit's time: "00004"
  std::string code_setting;   // agency part of dossier codes: "H26.00004"; a local setting, not official
  std::string parent;         // unit id
  std::optional<base::LocalDate> valid_from;  // inclusive; none: before our data
  std::optional<base::LocalDate> valid_to;    // exclusive
  std::int64_t population = 0;
  std::int64_t area_m2 = 0;
  std::string seat;  // address
  std::optional<Position> position;
  std::vector<Successor> successors;  // empty while valid; {"unknown"} when no source says
  std::string status = "local";       // "local" | "official"
  std::string source;
};

struct Point {
  std::string id;    // "H26.local.point-00004"
  std::string unit;  // the unit whose desk it is; its code_setting begins the dossier code
  std::string name;
  std::string name_en;
  std::string address;
  std::optional<Position> position;
  std::optional<base::LocalDate> valid_from;
  std::optional<base::LocalDate> valid_to;
  std::string status = "local";
  std::string source;
};

// The ground that a commune covers: polygons, each an outer ring then holes, rings closed, in microdegrees.
struct Area {
  std::string unit;
  std::vector<std::vector<std::vector<Position>>> polygons;
  std::optional<base::LocalDate> valid_from;
  std::optional<base::LocalDate> valid_to;
  std::string source;
};

bool valid_on(const std::optional<base::LocalDate>& from, const std::optional<base::LocalDate>& to,
              base::LocalDate day);
bool contains(const Area& area, Position position);  // even-odd rule; a point on the edge may be in either neighbour

base::Json to_json(const Unit& unit);
base::Json to_json(const Point& point);
base::Json to_json(const Area& area);
base::Result<Unit> unit_from_json(const base::Json& json);
base::Result<Point> point_from_json(const base::Json& json);
base::Result<Area> area_from_json(const base::Json& json);

}  // namespace catalog
