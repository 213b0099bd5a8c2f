// The data that ship in data/units: the numbers that the city's own sources state, and that everything hangs together.
#include <gtest/gtest.h>
#include <zstd.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>

#include "catalog/competence.h"
#include "catalog/unit.h"

namespace catalog {
namespace {

std::string read_file(const std::string& name) {
  const std::ifstream file(std::string(MOTCUA_SOURCE_DIR "/data/units/") + name, std::ios::binary);
  if (!file) throw std::runtime_error(name + " is missing");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string unpacked(const std::string& packed) {
  std::string text(ZSTD_getFrameContentSize(packed.data(), packed.size()), '\0');
  const std::size_t size = ZSTD_decompress(text.data(), text.size(), packed.data(), packed.size());
  if (ZSTD_isError(size)) throw std::runtime_error(ZSTD_getErrorName(size));
  return text;
}

template <class T>
std::vector<T> records(const std::string& text, base::Result<T> (*read)(const base::Json&)) {
  std::vector<T> list;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const auto record = base::parse_json(line).and_then(read);
    if (!record) throw std::invalid_argument(record.error().code + " " + record.error().where + ": " + line);
    list.push_back(*record);
  }
  return list;
}

const std::map<std::string, Unit>& units() {
  static const std::map<std::string, Unit> kById = [] {
    std::map<std::string, Unit> map;
    for (const Unit& unit : records(read_file("units.jsonl"), unit_from_json)) {
      if (!map.emplace(unit.id, unit).second) throw std::invalid_argument("twice: " + unit.id);
    }
    return map;
  }();
  return kById;
}

std::vector<const Unit*> communes_on(std::string_view day) {
  std::vector<const Unit*> list;
  for (const auto& [id, unit] : units()) {
    const bool valid = valid_on(unit.valid_from, unit.valid_to, base::parse_date(day).value());
    if (valid && unit.kind == UnitKind::kCommune) list.push_back(&unit);
  }
  return list;
}

TEST(ShippedUnits, HaveTheNumbersOfCommunesOfEachTime) {
  EXPECT_EQ(communes_on("2024-12-31").size(), 579u);
  EXPECT_EQ(communes_on("2025-01-01").size(), 526u);
  EXPECT_EQ(communes_on("2025-06-30").size(), 526u);
  EXPECT_EQ(communes_on("2025-07-01").size(), 126u);
}

TEST(ShippedUnits, OfTodayAddUpToTheCity) {
  std::int64_t people = 0;
  std::int64_t square_metres = 0;
  for (const Unit* unit : communes_on("2026-11-25")) {
    people += unit->population;
    square_metres += unit->area_m2;
    EXPECT_FALSE(unit->name_en.empty() || unit->seat.empty() || !unit->position) << unit->id;
    EXPECT_EQ(unit->code_setting, "H26." + unit->official_code);
    EXPECT_EQ(unit->status, "local");  // our setting, never called official
  }
  EXPECT_EQ(people, 8'811'473);
  EXPECT_EQ(square_metres, 3'359'970'000);
}

TEST(ShippedUnits, HaveTheThirtyDistrictsUntilTheReform) {
  int districts = 0;
  for (const auto& [id, unit] : units()) {
    if (unit.kind != UnitKind::kDistrict) continue;
    ++districts;
    EXPECT_EQ(base::format_date(unit.valid_to.value()), "2025-07-01");
  }
  EXPECT_EQ(districts, 30);
}

TEST(ShippedUnits, FollowOldCommunesToEveryHeir) {
  std::size_t pairs = 0;
  int divided = 0;
  for (const Unit* unit : communes_on("2025-06-30")) {
    pairs += unit->successors.size();
    divided += unit->successors.size() > 1 ? 1 : 0;
    for (const Successor& successor : unit->successors) {
      EXPECT_EQ(units().at(successor.unit).kind, UnitKind::kCommune);
      EXPECT_EQ(successor.whole, unit->successors.size() == 1) << unit->id;
    }
  }
  EXPECT_EQ(pairs, 794u);
  EXPECT_EQ(divided, 199);
  EXPECT_EQ(units().at("H26.local.commune526-00073").successors.size(), 4u);  // Cửa Nam
  EXPECT_EQ(units().at("H26.local.commune526-00634").successors.size(), 5u);  // Đại Mỗ
}

TEST(ShippedUnits, AReusedCodeIsAnotherUnit) {
  EXPECT_EQ(units().at("H26.local.commune526-00004").name, "Phường Trúc Bạch");
  EXPECT_EQ(units().at("H26.local.ward-00004").name, "Phường Ba Đình");
  EXPECT_EQ(units().at("H26.local.commune579-00181").name, "Phường Văn Miếu");
  EXPECT_EQ(units().at("H26.local.commune579-00181").successors.at(0).unit, "H26.local.commune526-00181");
  EXPECT_FALSE(units().at("H26.local.commune579-00181").successors.at(0).whole);
  EXPECT_EQ(units().at("H26.local.commune526-00181").name, "Phường Văn Miếu - Quốc Tử Giám");
  EXPECT_EQ(units().at("H26.local.commune579-00010").successors.at(0).unit, "unknown");
  int renamed = 0;
  for (const Unit* unit : communes_on("2025-07-01")) {
    const auto before = units().find("H26.local.commune526-" + unit->official_code);
    ASSERT_NE(before, units().end()) << unit->id;  // every code of today had been used
    renamed += before->second.name != unit->name ? 1 : 0;
  }
  EXPECT_EQ(renamed, 103);
}

TEST(ShippedUnits, ParentsExistAndCodeSettingsAreUnique) {
  std::set<std::string> settings;
  for (const auto& [id, unit] : units()) {
    if (!unit.parent.empty()) {
      EXPECT_EQ(units().count(unit.parent), 1u) << id;
    }
    if (!unit.code_setting.empty()) {
      EXPECT_TRUE(settings.insert(unit.code_setting).second) << id;
    }
  }
}

TEST(ShippedPoints, AreOneAtEveryWardAndTheCentre) {
  std::set<std::string> served;
  for (const Point& point : records(read_file("points.jsonl"), point_from_json)) {
    const Unit& unit = units().at(point.unit);
    EXPECT_TRUE(served.insert(point.unit).second);
    EXPECT_EQ(point.position, unit.position);
    EXPECT_EQ(point.address, unit.seat);
  }
  EXPECT_EQ(served.size(), 127u);
  EXPECT_EQ(served.count("H26.local.centre"), 1u);
}

TEST(ShippedAreas, HoldEverySeatInItsOwnCommuneOnly) {
  const auto areas = records(unpacked(read_file("areas.jsonl.zst")), area_from_json);
  EXPECT_EQ(areas.size(), 126u);
  for (const Unit* unit : communes_on("2026-11-25")) {
    std::vector<std::string> holding;
    for (const Area& area : areas) {
      if (contains(area, *unit->position)) holding.push_back(area.unit);
    }
    EXPECT_EQ(holding, std::vector<std::string>{unit->id});
  }
}

TEST(ShippedServes, GiveEveryCommuneItsAuthoritiesAndTheCityItsDepartments) {
  std::set<std::string> ids;
  std::map<std::string, int> by_authority;
  for (const Serves& serves : records(read_file("serves.jsonl"), serves_from_json)) {
    EXPECT_TRUE(ids.insert(serves.id).second);
    EXPECT_EQ(units().count(serves.unit), 1u) << serves.id;
    if (!serves.area_unit.empty()) {
      EXPECT_EQ(serves.area_unit, serves.unit);
    }
    ++by_authority[serves.authority];
  }
  for (const char* authority : {"commune_pc", "commune_chair", "commune_police", "commune_military"}) {
    EXPECT_EQ(by_authority[authority], 126) << authority;
  }
  for (const char* authority : {"province_pc", "province_chair", "land_office", "department:justice"}) {
    EXPECT_EQ(by_authority[authority], 1) << authority;
  }
  EXPECT_EQ(by_authority.count("land_branch"), 0u);  // no source says which communes a branch serves
}

}  // namespace
}  // namespace catalog
