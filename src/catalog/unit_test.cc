#include "catalog/unit.h"

#include <gtest/gtest.h>

namespace catalog {
namespace {

base::Json json_of(std::string_view text) { return base::parse_json(text).value(); }
base::LocalDate date(std::string_view text) { return base::parse_date(text).value(); }

constexpr std::string_view kUnit =
    R"({"area_m2":2970000,"code_setting":"H26.00004","id":"H26.local.ward-00004","kind":"commune",)"
    R"("name":"Phường Ba Đình","name_en":"Ba Dinh Ward","official_code":"00004","parent":"H26.local.province-pc",)"
    R"("population":65023,"position":{"lat_microdegrees":21038600,"lon_microdegrees":105838000},)"
    R"("seat":"Số 2, phố Trúc Bạch","source":"s","status":"local",)"
    R"("successors":[{"unit":"H26.local.a","whole":true},{"unit":"unknown","whole":false}],)"
    R"("valid_from":"2025-07-01","valid_to":"2030-01-01"})";
constexpr std::string_view kPoint =
    R"({"address":"Số 2","id":"H26.local.point-00004","name":"Điểm","name_en":"Point",)"
    R"("position":{"lat_microdegrees":-1,"lon_microdegrees":0},"source":"s","status":"local",)"
    R"("unit":"H26.local.ward-00004","valid_from":"2025-07-01"})";
// A square of 10 with a square hole of 4 to 6, and an island at 20 to 22.
constexpr std::string_view kArea =
    R"({"polygons":[[[[0,0],[10,0],[10,10],[0,10],[0,0]],[[4,4],[4,6],[6,6],[6,4],[4,4]]],)"
    R"([[[20,20],[22,20],[22,22],[20,22],[20,20]]]],"source":"s","unit":"u","valid_from":"2025-07-01"})";

TEST(UnitJson, IsWrittenAsItWasRead) {
  EXPECT_EQ(base::canonical_json(to_json(unit_from_json(json_of(kUnit)).value())), kUnit);
  EXPECT_EQ(base::canonical_json(to_json(point_from_json(json_of(kPoint)).value())), kPoint);
  EXPECT_EQ(base::canonical_json(to_json(area_from_json(json_of(kArea)).value())), kArea);
}

TEST(UnitJson, LeavesOutWhatIsUnknown) {
  const Unit unit = unit_from_json(json_of(R"({"id":"u","kind":"centre","name":"Trung tâm"})")).value();
  EXPECT_EQ(unit.status, "local");
  EXPECT_FALSE(unit.position);
  EXPECT_EQ(base::canonical_json(to_json(unit)), R"({"id":"u","kind":"centre","name":"Trung tâm","status":"local"})");
}

template <class Read>
std::string refusal(Read read, std::string_view good, std::string_view from, std::string_view to) {
  std::string text(good);
  text.replace(text.find(from), from.size(), to);
  const auto result = read(json_of(text));
  return result ? "accepted" : result.error().code + " " + result.error().where;
}

TEST(UnitJson, RefusesWhatIsWrongAndSaysWhere) {
  const auto unit = [](std::string_view from, std::string_view to) { return refusal(unit_from_json, kUnit, from, to); };
  EXPECT_EQ(unit(R"("id":"H26.local.ward-00004",)", ""), "field_missing /id");
  EXPECT_EQ(unit(R"("H26.local.ward-00004")", R"("")"), "field_missing /id");
  EXPECT_EQ(unit(R"("commune")", R"("village")"), "value_unknown /kind");
  EXPECT_EQ(unit(R"("name":"Phường Ba Đình")", R"("name":1)"), "field_wrong_type /name");
  EXPECT_EQ(unit("65023", "-1"), "value_unknown /population");
  EXPECT_EQ(unit("21038600", "90000001"), "value_unknown /position/lat_microdegrees");
  EXPECT_EQ(unit(R"("lat_microdegrees":21038600,)", ""), "field_missing /position/lat_microdegrees");
  EXPECT_EQ(unit("true", "1"), "field_wrong_type /successors/0/whole");
  EXPECT_EQ(unit(R"("unit":"unknown",)", ""), "field_missing /successors/1/unit");
  EXPECT_EQ(unit(R"("status":"local")", R"("status":"confirmed")"), "value_unknown /status");
  EXPECT_EQ(unit("2030-01-01", "2025-07-01"), "dates_reversed /valid_to");
  EXPECT_EQ(unit("2030-01-01", "2030-13-01"), "date_malformed /valid_to");
  EXPECT_EQ(refusal(point_from_json, kPoint, R"("unit":"H26.local.ward-00004",)", ""), "field_missing /unit");
}

TEST(AreaJson, RefusesWhatIsNoRing) {
  const auto area = [](std::string_view from, std::string_view to) { return refusal(area_from_json, kArea, from, to); };
  EXPECT_EQ(area("[[20,20],[22,20],[22,22],[20,22],[20,20]]", "[[20,20],[22,20],[22,22],[20,22]]"),
            "ring_open /polygons/1/0");
  EXPECT_EQ(area("[[20,20],[22,20],[22,22],[20,22],[20,20]]", "[[1,1],[2,2],[1,1]]"), "ring_open /polygons/1/0");
  EXPECT_EQ(area("[22,22]", "[22]"), "field_wrong_type /polygons/1/0");
  EXPECT_EQ(area("[22,22]", "[180000001,22]"), "value_unknown /polygons/1/0");
  EXPECT_EQ(area("[[[20,20],[22,20],[22,22],[20,22],[20,20]]]", "[]"), "field_wrong_type /polygons/1");
  EXPECT_EQ(area(R"("unit":"u",)", ""), "field_missing /unit");
}

TEST(ValidOn, BeginsOnItsFirstDayAndEndsBeforeItsLast) {
  EXPECT_TRUE(valid_on(date("2025-07-01"), std::nullopt, date("2025-07-01")));
  EXPECT_FALSE(valid_on(date("2025-07-01"), std::nullopt, date("2025-06-30")));
  EXPECT_FALSE(valid_on(std::nullopt, date("2025-07-01"), date("2025-07-01")));
  EXPECT_TRUE(valid_on(std::nullopt, date("2025-07-01"), date("2025-06-30")));
  EXPECT_TRUE(valid_on(std::nullopt, std::nullopt, date("1900-01-01")));
}

TEST(Contains, CountsHolesAsOutsideAndIslandsAsInside) {
  const Area area = area_from_json(json_of(kArea)).value();
  EXPECT_TRUE(contains(area, {2, 2}));
  EXPECT_TRUE(contains(area, {5, 9}));
  EXPECT_FALSE(contains(area, {5, 5}));
  EXPECT_TRUE(contains(area, {21, 21}));
  EXPECT_FALSE(contains(area, {15, 15}));
  EXPECT_FALSE(contains(area, {5, -1}));
  EXPECT_FALSE(contains(area, {11, 5}));
}

TEST(Contains, GivesAPointOnASharedEdgeToExactlyOneOfTwoNeighbours) {
  const Area west = area_from_json(json_of(R"({"unit":"w","polygons":[[[[0,0],[5,0],[5,9],[0,9],[0,0]]]]})")).value();
  const Area east = area_from_json(json_of(R"({"unit":"e","polygons":[[[[5,0],[9,0],[9,9],[5,9],[5,0]]]]})")).value();
  for (std::int64_t lat = 0; lat < 9; ++lat) EXPECT_NE(contains(west, {lat, 5}), contains(east, {lat, 5})) << lat;
}

TEST(Contains, SlantedEdgesAreExact) {
  const Area triangle = area_from_json(json_of(R"({"unit":"t","polygons":[[[[0,0],[10,0],[0,10],[0,0]]]]})")).value();
  EXPECT_TRUE(contains(triangle, {4, 5}));
  EXPECT_FALSE(contains(triangle, {5, 6}));
  EXPECT_TRUE(contains(triangle, {1, 8}));
  EXPECT_FALSE(contains(triangle, {8, 8}));
}

}  // namespace
}  // namespace catalog
