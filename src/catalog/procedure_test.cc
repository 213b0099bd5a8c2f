#include "catalog/procedure.h"

#include <gtest/gtest.h>

namespace catalog {
namespace {

ProcedureVersion full_version() {
  ProcedureVersion version;
  version.code = "1.001193";
  version.name = "Thủ tục đăng ký khai sinh";
  version.field = "Hộ tịch";
  version.levels = {Level::kCommune, Level::kMinistry};
  version.audience = {"Công dân Việt Nam"};
  version.agencies = {"Ủy ban nhân dân cấp xã"};
  version.agency_text = "Ủy ban nhân dân cấp xã";
  version.channels = {{Channel::kCounter, "1", "Tại trụ sở"}, {Channel::kOnline, "1", ""}};
  StatedLimit within_day{LimitKind::kStated,     calendar::Limit{calendar::LimitUnit::kWithinDay, 0},
                         Trust::kAssumed,        "Trong ngày",
                         "Luật Hộ tịch điều 16", {}};
  StatedLimit unclear{LimitKind::kAmbiguous,
                      std::nullopt,
                      Trust::kUnknown,
                      "1; 3",
                      "",
                      {{calendar::LimitUnit::kWorkingDay, 1}, {calendar::LimitUnit::kWorkingDay, 3}}};
  version.cases = {{"1", "Đúng hạn", within_day, calendar::Cutoff{15 * 60, true}, "complete"},
                   {"2", "Cần xác minh", unclear, std::nullopt, "complete_and_fee"}};
  FeeLine fee;
  fee.id = "fee-1";
  fee.label = "Phí";
  fee.status = FeeStatus::kStated;
  fee.amount_minor = 2000;
  fee.per = "trang";
  fee.tier = "từ trang thứ 3";
  fee.cap_minor = 200'000;
  fee.channel = Channel::kPost;
  fee.case_id = "2";
  fee.exemption = "Người thuộc hộ nghèo";
  fee.text = "2.000 đồng/trang";
  fee.trust = Trust::kDoubtful;
  version.fees = {fee};
  version.papers = {{"Giấy tờ phải nộp", PaperGroupKind::kSubmit, {{"p1", "Giấy chứng sinh", 1, 0, "Mẫu 1", false}}},
                    {"", PaperGroupKind::kNote, {{"p2", "Lưu ý", 0, 0, "", true}}}};
  version.results = {{"KQ.G15.000033", "Giấy khai sinh"}};
  version.legal_basis = {"60/2014/QH13"};
  version.decision_no = "163/QĐ-BTP";
  version.conditions = "Không";
  version.steps = "Bước 1";
  version.portal_url = "https://dichvucong.gov.vn/x";
  version.valid_from = base::LocalDate{std::chrono::year{2026}, std::chrono::month{1}, std::chrono::day{1}};
  version.valid_to = base::LocalDate{std::chrono::year{2027}, std::chrono::month{1}, std::chrono::day{1}};
  version.seen_from = base::LocalDate{std::chrono::year{2026}, std::chrono::month{7}, std::chrono::day{17}};
  version.source = "controller";
  version.standing = Standing::kStale;
  version.standing_reason = "cấp huyện";
  version.publicity = Publicity::kCountOnly;
  version.publicity_trust = Trust::kConfirmed;
  version.taken_at = TakenAt::kHelpedOnline;
  version.boundary_free_basis = "Điều 13";
  version.same_officer_may_decide = true;
  version.needs_result_address = false;
  version.master_system = "Bộ Tư pháp";
  version.problems = {"limit_several_in_channel"};
  return version;
}

base::Json smallest() {
  return *base::parse_json(
      R"({"code":"9.000001","name":"Thử","channels":[],"cases":[{"id":"1","limit":{"kind":"not_stated"}}]})");
}

base::Refusal refusal_of(const base::Json& json) {
  const auto version = procedure_from_json(json);
  EXPECT_FALSE(version.has_value());
  return version ? base::Refusal{} : version.error();
}

TEST(Procedure, KeepsEveryMemberThroughItsJson) {
  const base::Json json = to_json(full_version());
  const auto again = procedure_from_json(json);
  ASSERT_TRUE(again.has_value()) << again.error().code << again.error().where;
  EXPECT_EQ(to_json(*again), json);
  EXPECT_EQ(canonical_json(*base::parse_json(canonical_json(json))), canonical_json(json));
  EXPECT_EQ(again->cases[0].cutoff, (calendar::Cutoff{15 * 60, true}));
  EXPECT_EQ(again->cases[1].limit.found.size(), 2U);
  EXPECT_EQ(again->fees[0].cap_minor, 200'000);
  EXPECT_EQ(again->papers[1].kind, PaperGroupKind::kNote);
  EXPECT_TRUE(again->papers[1].papers[0].note);
  EXPECT_EQ(again->valid_to, full_version().valid_to);
  EXPECT_EQ(again->taken_at, TakenAt::kHelpedOnline);
}

TEST(Procedure, ReadsTheSmallestVersionWithWhatTheLawAssumes) {
  const auto version = procedure_from_json(smallest());
  ASSERT_TRUE(version.has_value());
  EXPECT_EQ(version->cases[0].limit.kind, LimitKind::kNotStated);
  EXPECT_EQ(version->cases[0].start, "complete");
  EXPECT_EQ(version->standing, Standing::kReceivable);
  EXPECT_EQ(version->publicity, Publicity::kFull);
  EXPECT_FALSE(version->valid_from.has_value());
  EXPECT_TRUE(version->needs_result_address);
}

TEST(Procedure, RefusesWhatIsMissingOrWrongAndSaysWhere) {
  base::Json json = smallest();
  json.object().erase("name");
  EXPECT_EQ(refusal_of(json), (base::Refusal{"field_missing", {{"field", "name"}}, "/name"}));
  json = smallest();
  json.set("cases", base::JsonArray{});
  EXPECT_EQ(refusal_of(json).code, "field_missing");
  json = smallest();
  json.set("levels", base::JsonArray{"huyện"});
  EXPECT_EQ(refusal_of(json), (base::Refusal{"value_unknown", {{"value", "huyện"}}, "/levels"}));
  json = smallest();
  json.set("valid_from", "01/07/2025");
  EXPECT_EQ(refusal_of(json).code, "date_malformed");
  json = smallest();
  json.set("code", "../../etc");
  EXPECT_EQ(refusal_of(json).code, "procedure_code_malformed");
  EXPECT_EQ(refusal_of(base::Json(base::JsonArray{})).code, "field_wrong_type");
}

TEST(Procedure, RefusesALimitThatDoesNotSayWhatItsKindPromises) {
  base::Json json = smallest();
  json.set("cases", *base::parse_json(R"([{"id":"1","limit":{"kind":"stated"}}])"));
  EXPECT_EQ(refusal_of(json), (base::Refusal{"limit_without_value", {}, "/cases/0/limit"}));
  json.set("cases", *base::parse_json(R"([{"id":"1","limit":{"kind":"not_stated","limit":"3d"}}])"));
  EXPECT_EQ(refusal_of(json).code, "limit_without_value");
  json.set("cases", *base::parse_json(R"([{"id":"1","limit":{"kind":"stated","limit":"3 ngày"}}])"));
  EXPECT_EQ(refusal_of(json).code, "limit_malformed");
}

TEST(Procedure, RefusesIdsUsedTwiceAndFeesOfNoCase) {
  base::Json json = smallest();
  json.set("cases",
           *base::parse_json(R"([{"id":"1","limit":{"kind":"not_stated"}},{"id":"1","limit":{"kind":"none_due"}}])"));
  EXPECT_EQ(refusal_of(json), (base::Refusal{"id_twice", {{"id", "1"}}, "/cases/1/id"}));
  json = smallest();
  json.set("fees", *base::parse_json(R"([{"id":"f","status":"free","case_id":"7"}])"));
  EXPECT_EQ(refusal_of(json), (base::Refusal{"case_unknown", {{"case", "7"}, {"cases", "1"}}, "/fees/0/case_id"}));
  json.set("fees", *base::parse_json(R"([{"id":"f","status":"stated"}])"));
  EXPECT_EQ(refusal_of(json), (base::Refusal{"field_missing", {{"field", "amount_minor"}}, "/fees/0/amount_minor"}));
}

TEST(Procedure, FindsItsCaseAndChannels) {
  const ProcedureVersion version = full_version();
  EXPECT_EQ(find_case(version, "2")->name, "Cần xác minh");
  EXPECT_EQ(find_case(version, ""), nullptr) << "two cases: somebody has to choose";
  EXPECT_EQ(find_case(version, "3"), nullptr);
  EXPECT_EQ(find_case(*procedure_from_json(smallest()), "")->id, "1");
  EXPECT_TRUE(offers(version, Channel::kOnline));
  EXPECT_FALSE(offers(version, Channel::kPost));
  EXPECT_EQ(channel_from_text("post"), Channel::kPost);
  EXPECT_EQ(channel_from_text("fax").error().code, "value_unknown");
}

}  // namespace
}  // namespace catalog
