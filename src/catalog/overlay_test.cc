#include "catalog/overlay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/test_city.h"

namespace catalog {
namespace {

using test::procedure;

base::Json parsed(std::string_view text) {
  auto json = base::parse_json(text);
  EXPECT_TRUE(json) << text;
  return json.value_or(base::Json());
}

constexpr std::string_view kLine = R"({"code":"1.001193",
  "cases":[{"id":"1","limit":{"kind":"stated","limit":"sd"},"cutoff":"15:00"}],
  "competence":[{"id":"r1","authority":"commune_pc","place_kind":"residence_subject","taken_at":"helped_online"}],
  "publicity":"count_only",
  "sources":{"cases":{"basis":"sau 15 giờ thì ngày làm việc tiếp theo","status":"assumed"},
             "competence":{"basis":"nơi cư trú","status":"confirmed"},
             "publicity":{"basis":"thành phố quyết định","status":"confirmed"}}})";

TEST(Overlay, values_stand_on_their_basis) {
  const auto overlay = overlay_from_json(parsed(kLine));
  ASSERT_TRUE(overlay) << overlay.error().code << overlay.error().where;
  ProcedureVersion record = procedure("1.001193", "Thủ tục đăng ký khai sinh");
  record.problems = {"limit_missing", "fee_not_stated", "agency_missing"};
  const auto version = apply(*overlay, record);
  ASSERT_TRUE(version) << version.error().code << version.error().where;
  EXPECT_EQ(version->source, "overlay-hanoi");
  EXPECT_EQ(version->name, record.name);
  EXPECT_EQ(version->cases.at(0).limit.limit->unit, calendar::LimitUnit::kWithinDay);
  EXPECT_EQ(version->cases.at(0).limit.basis, "sau 15 giờ thì ngày làm việc tiếp theo");
  EXPECT_EQ(version->cases.at(0).limit.trust, Trust::kAssumed);
  EXPECT_EQ(version->cases.at(0).cutoff->minute_of_day, 15 * 60);
  EXPECT_EQ(version->publicity, Publicity::kCountOnly);
  EXPECT_EQ(version->publicity_trust, Trust::kConfirmed);
  EXPECT_THAT(version->problems, testing::ElementsAre("fee_not_stated"));
  ASSERT_EQ(overlay->rules.size(), 1U);
  EXPECT_EQ(overlay->rules[0].procedure, "1.001193");
  EXPECT_EQ(overlay->rules[0].source, "nơi cư trú");
  EXPECT_EQ(overlay->rules[0].trust, Trust::kConfirmed);
}

TEST(Overlay, a_value_without_basis_is_refused) {
  for (const char* field : {"cases", "competence", "publicity"}) {
    base::Json line = parsed(kLine);
    line.object().at("sources").object().erase(field);
    const auto overlay = overlay_from_json(line);
    ASSERT_FALSE(overlay) << field;
    EXPECT_EQ(overlay.error(), (base::Refusal{"overlay_without_basis", {{"field", field}}, std::string("/") + field}));
  }
  base::Json line = parsed(kLine);
  line.object().at("sources").object().at("cases").set("basis", "");
  EXPECT_EQ(overlay_from_json(line).error().code, "overlay_without_basis");
}

TEST(Overlay, what_it_may_not_change_is_refused) {
  base::Json line = parsed(kLine);
  line.set("name", "Tên khác");
  EXPECT_EQ(overlay_from_json(line).error(), (base::Refusal{"overlay_member_unknown", {{"field", "name"}}, "/name"}));
  EXPECT_EQ(apply(*overlay_from_json(parsed(kLine)), procedure("1.000656", "Khai tử")).error().code,
            "overlay_other_procedure");
}

TEST(Overlay, broken_lines_say_where) {
  base::Json line = parsed(kLine);
  line.object().at("competence").array()[0].set("taken_at", "moon");
  EXPECT_EQ(overlay_from_json(line).error().where, "/competence/0/taken_at");
  line = parsed(kLine);
  line.object().at("competence").array().push_back(line.object().at("competence").array()[0]);
  EXPECT_EQ(overlay_from_json(line).error().code, "rule_id_repeated");
  EXPECT_EQ(overlay_from_json(parsed(R"({"code":"1.1"})")).error().where, "/sources");
  EXPECT_EQ(overlay_from_json(parsed("[]")).error().code, "field_wrong_type");
}

}  // namespace
}  // namespace catalog
