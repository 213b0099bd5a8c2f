#include "catalog/catalog.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "catalog/test_city.h"

namespace catalog {
namespace {

using namespace test;

ProcedureVersion birth(std::string source, std::string name) {
  ProcedureVersion version = procedure("1.001193", std::move(name));
  version.source = std::move(source);
  return version;
}

TEST(Catalog, a_stream_is_the_same_everywhere) {
  EXPECT_EQ(stream_of("unit", "H26.local.ward-00004"), stream_of("unit", "H26.local.ward-00004"));
  EXPECT_NE(stream_of("unit", "a"), stream_of("unit", "b"));
  EXPECT_NE(stream_of("procedure", "1.001193").substr(10), stream_of("competence", "1.001193").substr(11));
  EXPECT_EQ(stream_of("unit", "a").substr(0, 19), "unit/0197c1c8-0280-");  // 2025-07-01T00:00+07:00 in milliseconds
  EXPECT_EQ(stream_of("unit", "a")[19], '7');
}

TEST(Catalog, the_latest_published_version_that_is_valid_counts) {
  City city;
  city.publish(birth("portal-2026", "một"));
  city.publish(birth("portal-2026", "hai"));
  ProcedureVersion future = birth("portal-2026", "ba");
  future.valid_from = base::LocalDate{2027y, std::chrono::January, 1d};
  city.publish(future);
  EXPECT_EQ(city.catalog.procedure("1.001193", kDay)->procedure.name, "hai");
  EXPECT_EQ(city.catalog.procedure("1.001193", {2027y, std::chrono::January, 1d})->procedure.name, "ba");
  EXPECT_EQ(city.catalog.versions("1.001193")->size(), 3U);
  EXPECT_EQ(city.catalog.procedure("9.9", kDay), nullptr);
}

TEST(Catalog, what_the_city_published_is_not_superseded_by_a_later_crawl) {
  City city;
  city.publish(birth("portal-2026", "cổng"));
  city.publish(birth("overlay-hanoi", "phủ"));
  city.publish(birth("portal-2026", "cổng mới"));
  EXPECT_EQ(city.catalog.procedure("1.001193", kDay)->procedure.name, "phủ");
  city.publish(birth("controller", "kiểm soát"));
  EXPECT_EQ(city.catalog.procedure("1.001193", kDay)->procedure.name, "kiểm soát");
  ProcedureVersion ended = birth("overlay-hanoi", "hết hạn");
  ended.valid_to = kDay;
  city.publish(ended);
  EXPECT_EQ(city.catalog.procedure("1.001193", kDay)->procedure.name, "kiểm soát");
}

TEST(Catalog, a_copy_does_not_see_later_events) {
  City city;
  const Catalog before = city.catalog;
  city.publish(birth("portal-2026", "một"));
  EXPECT_EQ(before.procedure("1.001193", kDay), nullptr);
  EXPECT_EQ(city.catalog.procedures(kDay).size(), 1U);
}

TEST(Catalog, a_corrected_unit_leaves_its_old_code) {
  City city;
  Unit unit = *city.catalog.unit("H26.local.ward-00082");
  unit.official_code = "00099";
  city.publish(unit);
  EXPECT_EQ(city.catalog.unit_on("00099", kDay)->id, "H26.local.ward-00082");
  EXPECT_EQ(city.catalog.unit_on("00082", kDay), nullptr);
  EXPECT_EQ(city.catalog.unit_on("H26.local.ward-00082", kBefore), nullptr);
}

TEST(Catalog, a_corrected_authority_leaves_its_old_word) {
  City city;
  city.publish(Serves{"s1", "H26.local.centre", "wrong", "", "", {}, {}, ""});
  city.publish(Serves{"s1", "H26.local.centre", "right", "", "", {}, {}, ""});
  EXPECT_TRUE(city.catalog.serves("wrong", kDay).empty());
  EXPECT_EQ(city.catalog.serves("right", kDay).size(), 1U);
}

TEST(Catalog, a_delegation_of_the_procedure_comes_before_one_of_its_field) {
  City city;
  city.publish(Delegation{"a", "u", "field", "", "Hộ tịch", {}, {}, "1"});
  city.publish(Delegation{"b", "u", "procedure", "1.001193", "", {}, {}, "2"});
  EXPECT_EQ(city.catalog.delegation("u", "1.001193", "Hộ tịch", kDay)->to_unit, "procedure");
  EXPECT_EQ(city.catalog.delegation("u", "1.000656", "Hộ tịch", kDay)->to_unit, "field");
  EXPECT_EQ(city.catalog.delegation("u", "1.000656", "Đất đai", kDay), nullptr);
  EXPECT_EQ(city.catalog.delegation("other", "1.001193", "Hộ tịch", kDay), nullptr);
}

TEST(Catalog, rules_carry_the_version_of_their_stream) {
  City city;
  city.fold("CompetencePublished", [] {
    base::Json payload;
    payload.set("procedure", "1.013225").set("rules", base::JsonArray{to_json(rule("r1", "commune_pc", "site"))});
    return payload;
  }());
  std::int64_t version = 0;
  const auto* rules = city.catalog.rules("1.013225", &version);
  ASSERT_TRUE(rules);
  EXPECT_EQ(rules->size(), 1U);
  EXPECT_GT(version, 0);
  EXPECT_EQ(city.catalog.rules("none", &version), nullptr);
}

TEST(Catalog, other_events_are_nothing_and_a_broken_payload_is_a_failure) {
  City city;
  EXPECT_NO_THROW(city.fold("DossierReceived", base::Json(1)));
  base::Json broken;
  broken.set("id", 7);
  EXPECT_THROW(city.fold("UnitPublished", broken), std::runtime_error);
}

}  // namespace
}  // namespace catalog
