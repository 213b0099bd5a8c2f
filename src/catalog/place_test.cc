#include "catalog/place.h"

#include <gtest/gtest.h>

#include "catalog/test_city.h"

namespace catalog {
namespace {

using namespace test;

base::Result<ResolvedPlace> resolve(const City& city, PlaceGiven given, std::string unit, base::LocalDate day = kDay) {
  return resolve_place(city.catalog, {given, std::move(unit), {}}, day);
}

TEST(Place, a_code_means_the_unit_that_had_it_on_the_day) {
  const City city;
  EXPECT_EQ(resolve(city, PlaceGiven::kUnit, "00004")->unit->name, "Phường Ba Đình");
  EXPECT_EQ(resolve(city, PlaceGiven::kUnit, "00004", kBefore)->unit->name, "Phường Trúc Bạch");
}

TEST(Place, an_old_unit_is_followed_where_it_went_undivided) {
  const City city;
  const auto place = resolve(city, PlaceGiven::kOldUnit, "00004");
  ASSERT_TRUE(place);
  EXPECT_EQ(place->unit->id, "H26.local.ward-00004");
  EXPECT_EQ(place->resolved, PlaceResolved::kBySuccessor);
}

// Acceptance example 18: "Cửa Nam" given as 00073 on a dossier of 2026.
TEST(Place, G18_a_divided_unit_gives_its_candidates_never_the_first) {
  const City city;
  const auto place = resolve(city, PlaceGiven::kOldUnit, "00073");
  ASSERT_FALSE(place);
  EXPECT_EQ(place.error().code, "place_divided");
  EXPECT_EQ(place.error().facts.at("candidates"),
            "H26.local.ward-00004,H26.local.ward-00070,H26.local.ward-00082,H26.local.ward-00226");
  EXPECT_EQ(place.error().facts.at("candidate_names"),
            "Phường Ba Đình; Phường Hoàn Kiếm; Phường Cửa Nam; Phường Văn Miếu - Quốc Tử Giám");
}

TEST(Place, an_ended_unit_given_as_current_is_refused) {
  const City city;
  for (const char* given : {"00073", "H26.local.commune526-00073"}) {
    const auto place = resolve(city, PlaceGiven::kUnit, given);
    ASSERT_FALSE(place);
    EXPECT_EQ(place.error().code, "unit_abolished");
    EXPECT_EQ(place.error().facts.at("name"), "Phường Cửa Nam");
    EXPECT_EQ(place.error().facts.at("valid_to"), "2025-07-01");
    EXPECT_TRUE(place.error().facts.contains("day")) << "the sentence names it";
  }
}

TEST(Place, successors_are_followed_through_two_reforms) {
  City city;
  Unit oldest = old_commune("H26.local.commune579-00005", "Phường Thử (giả định)", "00005",
                            {{"H26.local.commune526-00004", true}});
  oldest.valid_to = base::LocalDate{2025y, std::chrono::January, 1d};
  city.publish(oldest);
  EXPECT_EQ(resolve(city, PlaceGiven::kOldUnit, "00005")->unit->id, "H26.local.ward-00004");
  oldest.successors[0].unit = "H26.local.commune526-00073";
  city.publish(oldest);
  EXPECT_EQ(resolve(city, PlaceGiven::kOldUnit, "00005").error().code, "place_divided");
}

TEST(Place, one_code_with_two_old_names_that_went_apart_is_divided) {
  City city;
  city.publish(
      old_commune("H26.local.commune579-00004", "Phường Khác (giả định)", "00004", {{"H26.local.ward-00082", true}}));
  EXPECT_EQ(resolve(city, PlaceGiven::kOldUnit, "00004").error().code, "place_divided");
  EXPECT_TRUE(resolve(city, PlaceGiven::kOldUnit, "H26.local.commune526-00004"));
}

TEST(Place, an_unknown_successor_is_no_place) {
  City city;
  city.publish(old_commune("old-1", "Xã Thử (giả định)", "09999", {{"unknown", false}}));
  EXPECT_EQ(resolve(city, PlaceGiven::kOldUnit, "09999").error().code, "place_unknown");
  EXPECT_EQ(resolve(city, PlaceGiven::kOldUnit, "12345").error().code, "place_unknown");
  EXPECT_EQ(resolve(city, PlaceGiven::kUnit, "12345").error().code, "place_unknown");
}

TEST(Place, a_position_finds_the_commune_that_covers_it) {
  City city;
  Area area;
  area.unit = "H26.local.commune-00454";
  area.polygons = {{{{21'100'000, 105'800'000},
                     {21'100'000, 105'900'000},
                     {21'200'000, 105'900'000},
                     {21'200'000, 105'800'000},
                     {21'100'000, 105'800'000}}}};
  area.valid_from = kReform;
  city.publish(area);
  const Place inside{PlaceGiven::kPosition, "", {21'150'000, 105'850'000}};
  const auto place = resolve_place(city.catalog, inside, kDay);
  ASSERT_TRUE(place);
  EXPECT_EQ(place->unit->name, "Xã Đông Anh");
  EXPECT_EQ(place->resolved, PlaceResolved::kByPosition);
  EXPECT_EQ(resolve_place(city.catalog, inside, kBefore).error().code, "place_unknown");
  const auto outside = resolve_place(city.catalog, {PlaceGiven::kPosition, "", {16'463'000, 107'590'000}}, kDay);
  EXPECT_EQ(outside.error(), (base::Refusal{"place_unknown", {{"unit", "position"}}, ""}));
}

}  // namespace
}  // namespace catalog
