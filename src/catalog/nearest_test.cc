#include "catalog/nearest.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "catalog/test_city.h"

namespace catalog {
namespace {

using test::City;
using test::kDay;

// "Phường Ba Đình | Phường Cửa Nam (Phường Trúc Bạch)"
std::string found(const City& city, std::string_view typed) {
  std::string text;
  for (const NamedCommune& one : find_communes(city.catalog, typed, kDay)) {
    text += (text.empty() ? "" : " | ") + one.unit->name;
    if (one.before != nullptr) text += " (" + one.before->name + ")";
  }
  return text;
}

TEST(Nearest, DistanceIsThatAlongTheSphere) {
  const Position hanoi{21'028'500, 105'854'200};
  const Position saigon{10'823'100, 106'629'700};
  EXPECT_EQ(distance_m(hanoi, hanoi), 0);
  EXPECT_LT(std::abs(distance_m(hanoi, saigon) - 1'138'000), 5'000);  // by any table of cities
  EXPECT_EQ(distance_m(hanoi, saigon), distance_m(saigon, hanoi));
  EXPECT_LT(std::abs(distance_m({0, 0}, {1'000'000, 0}) - 111'195), 2);  // a degree of a great circle
}

TEST(Nearest, ACommuneIsFoundByNameWithTonesOrWithoutAndTheKindLeftAway) {
  const City city;
  EXPECT_EQ(found(city, "Phường Ba Đình"), "Phường Ba Đình");
  EXPECT_EQ(found(city, "ba dinh"), "Phường Ba Đình");
  EXPECT_EQ(found(city, "  BA  di"), "Phường Ba Đình");
  EXPECT_EQ(found(city, "dong anh"), "Xã Đông Anh");
  EXPECT_EQ(found(city, "quoc tu giam"), "Phường Văn Miếu - Quốc Tử Giám");
  EXPECT_EQ(found(city, "Sài Gòn"), "");
  EXPECT_EQ(found(city, " "), "");
  EXPECT_EQ(found(city, "phuong"),
            "Phường Ba Đình | Phường Cửa Nam | Phường Hoàn Kiếm | Phường Văn Miếu - Quốc Tử Giám | Phường Ba Đình "
            "(Phường Trúc Bạch) | Phường Ba Đình (Phường Cửa Nam) | Phường Cửa Nam (Phường Cửa Nam) | Phường Hoàn Kiếm "
            "(Phường Cửa Nam) | Phường Văn Miếu - Quốc Tử Giám (Phường Cửa Nam)");
}

TEST(Nearest, ANameOfBeforeTheReformLeadsToWhatItBecame) {
  const City city;
  EXPECT_EQ(found(city, "truc bach"), "Phường Ba Đình (Phường Trúc Bạch)");
  EXPECT_EQ(found(city, "Cửa Nam"), "Phường Cửa Nam");  // the one of today, though another had that name
}

TEST(Nearest, PointsValidTodayByDistanceThoseWithoutPositionLast) {
  City city;
  const auto place = [&](const char* id, std::int64_t lat) {
    Point point = *city.catalog.point(id);
    point.position = Position{lat, 105'838'000};
    city.fold("PointPublished", to_json(point));
  };
  place("H26.local.point-00004", 21'038'600);
  place("H26.local.point-00082", 21'025'000);
  Point closed = *city.catalog.point("H26.local.point-00454");
  closed.valid_to = kDay;
  city.fold("PointPublished", to_json(closed));
  const auto near = points_near(city.catalog, {21'026'000, 105'838'000}, kDay);
  ASSERT_EQ(near.size(), 3u);
  EXPECT_EQ(near[0].point->id, "H26.local.point-00082");
  EXPECT_EQ(near[0].metres, 111);
  EXPECT_EQ(near[1].point->id, "H26.local.point-00004");
  EXPECT_EQ(near[2].point->id, "H26.local.point-centre");
  EXPECT_FALSE(near[2].metres);
}

}  // namespace
}  // namespace catalog
