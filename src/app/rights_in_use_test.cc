// Rights where they are used: what is seen, listed and counted is one and the same, and what is not seen is noted.
#include <gtest/gtest.h>

#include "app/facts.h"
#include "app/look.h"
#include "app/test_record.h"
#include "store/plain_tables.h"

namespace app {
namespace {

using rights::Role;
using namespace std::chrono_literals;

constexpr const char* kSecond = "9.000002";
constexpr const char* kElsewhere = "H26.local.ward-00082";

class RightsInUseTest : public RecordTest {
 protected:
  rights::Actor actor(const std::string& account) { return record_->accounts()->actor(account); }

  std::string handed_over() {
    const auto taken = take(intake());
    EXPECT_TRUE(taken) << taken.error().code;
    const std::string code = taken->event.payload.text("code");
    EXPECT_TRUE(act_as(counter_, code, "hand-over"));
    return code;
  }

  std::vector<std::vector<std::string>> read_log() {
    std::vector<std::vector<std::string>> lines;
    using store::ColumnType;
    for (const store::Row& row :
         record_->store().read()->rows("SELECT account, role, purpose, what FROM read_log ORDER BY id", {},
                                       {ColumnType::kText, ColumnType::kText, ColumnType::kText, ColumnType::kText})) {
      lines.push_back({store::text(row, 0), store::text(row, 1), store::text(row, 2), store::text(row, 3)});
    }
    return lines;
  }

  void publish_second_procedure() {
    catalog::ProcedureVersion second = procedure("3d");
    second.code = kSecond;
    publish("procedure", kSecond, "ProcedurePublished", catalog::to_json(second));
  }

  void settle() {  // what was noted without waiting is written once this is
    ASSERT_TRUE(commit_and_wait<std::monostate>(record_->writer(), {},
                                                [](store::Batch&) -> base::Done { return std::monostate{}; }));
  }

  // The codes of the worklist and its count of open ones; "forbidden" when it may not be seen.
  std::pair<std::vector<std::string>, std::int64_t> worklist(const std::string& account, const std::string& unit) {
    const auto sight = rights::may_see_worklist(actor(account), unit, supervisors_of(*record_->catalog(), unit),
                                                base::local_date(clock_.now()));
    if (!sight) return {{sight.error().code}, -1};
    const auto read = record_->store().read();
    std::vector<std::string> codes;
    const auto page = boards::worklist_page(*read, unit, *sight, {}, clock_.now(), "", 50);
    for (const auto& row : page->rows) codes.push_back(row.state.code);
    return {codes, boards::worklist_counts(*read, unit, *sight, {}, clock_.now()).open};
  }
};

TEST_F(RightsInUseTest, SE1_ADossierOfOthersIsNotFoundAndTheLookIsNoted) {
  const std::string code = handed_over();
  EXPECT_EQ(look_at_dossier(*record_, actor(stranger_), code).error().code, "not_found");
  EXPECT_EQ(look_at_particulars(*record_, actor(stranger_), code, rights::Purpose::kCasework, "").error().code,
            "not_found");
  EXPECT_EQ(act_as(stranger_, code, "approve").error().code, "not_found");
  settle();
  const std::vector<std::string> line = {stranger_, "", "", "refused"};
  EXPECT_EQ(read_log(), (std::vector{line, line, line}));
  EXPECT_EQ(look_at_dossier(*record_, actor(stranger_), "H26.00004-260821-9999").error().code, "not_found");
  settle();
  EXPECT_EQ(read_log().size(), 3u);  // there was nothing to look at
}

TEST_F(RightsInUseTest, ParticularsAreReadForAPurposeAndEachReadIsLogged) {
  const std::string code = handed_over();
  const std::string inspector = user("inspector", {Role::kInspector, kWard, "", {}, {}, {}});
  using rights::Purpose;
  EXPECT_EQ(look_at_particulars(*record_, actor(counter_), code, Purpose::kInspection, "").error().code, "forbidden");
  EXPECT_EQ(look_at_particulars(*record_, actor(inspector), code, Purpose::kInspection, "").error().code,
            "reference_needed");
  EXPECT_TRUE(read_log().empty());
  EXPECT_TRUE(look_at_particulars(*record_, actor(inspector), code, Purpose::kInspection, "12/QĐ-TTr"));
  clock_.advance(1s);
  const auto read = look_at_particulars(*record_, actor(head_), code, Purpose::kCasework, "");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->words.find("applicant")->text("name"), "Nguyễn Văn Chim Hoàng Yến (giả định)");
  EXPECT_EQ(read_log(),
            (std::vector<std::vector<std::string>>{{inspector, "inspector", "inspection 12/QĐ-TTr", "particulars"},
                                                   {head_, "head", "casework", "particulars"}}));
}

TEST_F(RightsInUseTest, TheWorklistAndItsCountsShowWhatMaybeSeen) {
  const std::string code = handed_over();
  const std::string waiting = take(intake())->event.payload.text("code");
  publish_second_procedure();
  const std::string other_point = user("other-desk", {Role::kCounter, kWard, "", {kSecond}, {}, {}});
  const auto all = worklist(head_, kWard);
  EXPECT_EQ(all.second, 2);
  EXPECT_EQ(all.first.size(), 2u);
  EXPECT_EQ(worklist(counter_, kWard), all);
  EXPECT_EQ(worklist(other_point, kWard), (std::pair<std::vector<std::string>, std::int64_t>({}, 0)));
  EXPECT_EQ(worklist(stranger_, kWard).first, std::vector<std::string>{"forbidden"});
  EXPECT_EQ(worklist(controller_, kWard).first, std::vector<std::string>{"forbidden"});
  for (const auto& one : {code, waiting}) {
    EXPECT_TRUE(look_at_dossier(*record_, actor(head_), one));
    EXPECT_EQ(look_at_dossier(*record_, actor(other_point), one).error().code, "not_found");
  }
}

TEST_F(RightsInUseTest, ARightForSomeProceduresIsForThoseOnly) {
  const std::string code = handed_over();
  publish_second_procedure();
  const std::string limited = user("limited", {Role::kHead, kWard, "", {kProcedure}, {}, {}});
  const std::string desk = user("limited-desk", {Role::kCounter, kWard, kPoint, {kSecond}, {}, {}});
  EXPECT_TRUE(look_at_dossier(*record_, actor(limited), code));
  EXPECT_EQ(worklist(limited, kWard).second, 1);
  Intake asked = intake();
  asked.account = desk;
  const auto refused = take(std::move(asked));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "forbidden");
  EXPECT_EQ(refused.error().where, "/procedure");
}

TEST_F(RightsInUseTest, InspectorsSeeTheirOwnAndWhatLiesBelow) {
  const std::string code = handed_over();
  const std::string here = user("inspector-here", {Role::kInspector, kWard, "", {}, {}, {}});
  const std::string elsewhere = user("inspector-elsewhere", {Role::kInspector, kElsewhere, "", {}, {}, {}});
  EXPECT_TRUE(look_at_dossier(*record_, actor(here), code));
  EXPECT_EQ(worklist(here, kWard).second, 1);
  EXPECT_EQ(look_at_dossier(*record_, actor(elsewhere), code).error().code, "not_found");
  EXPECT_EQ(worklist(elsewhere, kWard).first, std::vector<std::string>{"forbidden"});
}

TEST_F(RightsInUseTest, CC6_TwoClaimAtOnceOneWinsAndTheOtherSeesWhoHoldsIt) {
  const std::string code = handed_over();
  const std::string second = user("specialist-two", {Role::kSpecialist, kWard, "", {}, {}, {}});
  const auto claim = [&](const std::string& account) {
    return std::async(std::launch::async, [&, account] {
      return act_as(account, code, "assign", [&](ActRequest& request) { request.assignee = account; });
    });
  };
  auto one = claim(specialist_);
  auto two = claim(second);
  const auto first_answer = one.get();
  const auto second_answer = two.get();
  ASSERT_NE(first_answer.has_value(), second_answer.has_value());
  const auto& lost = first_answer ? second_answer : first_answer;
  EXPECT_EQ(lost.error().code, "already_held");
  EXPECT_EQ(lost.error().facts.at("holder"), first_answer ? "specialist" : "specialist-two");
  // A head who has seen that may still give it to somebody else.
  EXPECT_TRUE(act_as(head_, code, "assign", [&](ActRequest& request) {
    request.assignee = first_answer ? second : specialist_;
    request.if_version = 3;
  }));
}

TEST_F(RightsInUseTest, SE4_APartOfACodeFindsNothingAndGuessingIsSlowed) {
  const std::string code = handed_over();
  for (const std::string_view part : {"H2", "H26", "%", "_", "*", ""}) {
    EXPECT_EQ(track(*record_, part, std::nullopt, kAddress).error().code, "not_found") << part;
  }
  for (int i = 0; i < 94; ++i) EXPECT_EQ(track(*record_, "H26", std::nullopt, kAddress).error().code, "not_found");
  EXPECT_EQ(track(*record_, "H26", std::nullopt, kAddress).error().code, "too_many_tries");
  EXPECT_TRUE(track(*record_, code, std::nullopt, "203.0.113.8"));  // another address
  clock_.advance(1s);
  EXPECT_TRUE(track(*record_, code, std::nullopt, kAddress));
}

TEST_F(RightsInUseTest, WrongSecretsAreSlowedPerCodeAndAddress) {
  const auto taken = take(intake());
  const std::string code = taken->event.payload.text("code");
  const std::string other = take(intake())->event.payload.text("code");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(track(*record_, code, "AAAAAA", kAddress).error().code, "secret_wrong");
  EXPECT_EQ(track(*record_, code, taken->secret, kAddress).error().code, "too_many_tries");
  EXPECT_EQ(track(*record_, other, "AAAAAA", kAddress).error().code, "secret_wrong");
  EXPECT_TRUE(track(*record_, code, taken->secret, "203.0.113.8"));
  EXPECT_TRUE(track(*record_, code, std::nullopt, kAddress));  // the public view asks for no secret
  clock_.advance(2s);
  EXPECT_TRUE(track(*record_, code, taken->secret, kAddress)->personal);
}

}  // namespace
}  // namespace app
