#include "catalog/version_members.h"

#include <gtest/gtest.h>

#include "catalog/competence.h"
#include "catalog/test_city.h"

namespace catalog {
namespace {

base::Json whole_version() {
  ProcedureVersion version = test::procedure("9.000001", "Thủ tục thử (giả định)");
  version.channels = {{Channel::kCounter, "Trong ngày", "ghi chú"}};
  version.papers = {{"Giấy tờ phải nộp", PaperGroupKind::kSubmit, {{"p1", "Tờ khai", 1, 0, "Mẫu", true}}}};
  version.results = {{"KQ.1", "Giấy"}};
  FeeLine fee;
  fee.id = "f1";
  fee.label = fee.per = fee.tier = fee.exemption = fee.text = "x";
  fee.case_id = "1";
  fee.cap_minor = 1;
  fee.channel = Channel::kCounter;
  version.fees = {fee};
  CompetenceRule rule = test::rule("r1", "commune_pc", "residence_applicant");
  rule.when = {{"kind", "is", {"x"}}};
  rule.place_alternatives = {"seat"};
  rule.case_id = rule.applicant_kind = rule.direction_vi = rule.direction_en = "x";
  rule.place_question_vi = rule.place_question_en = rule.source = "x";
  rule.valid_from = base::parse_date("2026-01-01").value();
  rule.valid_to = base::parse_date("2027-01-01").value();
  return to_json(version).set("competence", base::JsonArray{to_json(rule)});
}

TEST(VersionMembers, KnowsWhatTheProgramItselfWrites) {
  const auto known = only_known_members(whole_version());
  EXPECT_TRUE(known) << known.error().where;
}

TEST(VersionMembers, RefusesTheFirstOtherWithItsPlace) {
  base::Json body = whole_version();
  body.object()["papers"].array()[0].object()["papers"].array()[0].set("nmae/x", "y");
  const auto known = only_known_members(body);
  ASSERT_FALSE(known);
  EXPECT_EQ(known.error().code, "field_unknown");
  EXPECT_EQ(known.error().where, "/papers/0/papers/0/nmae~1x");
  EXPECT_TRUE(only_known_members(base::Json().set("cases", "no list"))) << "left to who reads it";
}

}  // namespace
}  // namespace catalog
