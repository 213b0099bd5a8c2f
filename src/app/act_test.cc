#include "app/act.h"

#include <set>

#include "app/test_record.h"

namespace app {
namespace {

using namespace std::chrono_literals;

const rights::Sight kAll{.parts = {rights::Sight::Part{}}};

class ActTest : public RecordTest {
 protected:
  std::string received() { return take(intake())->event.payload.text("code"); }

  // The main road up to delivery, with words that only a person could have typed.
  std::string delivered() {
    const std::string code = received();
    EXPECT_TRUE(act_as(counter_, code, "hand-over"));
    EXPECT_TRUE(act_as(head_, code, "assign", [&](ActRequest& request) { request.assignee = specialist_; }));
    EXPECT_TRUE(
        act_as(specialist_, code, "approve", [](ActRequest& request) { request.note = "Ghi chú Chim Hoàng Yến"; }));
    EXPECT_TRUE(act_as(specialist_, code, "release", [](ActRequest& request) {
      request.title = "Giấy khai sinh Chim Hoàng Yến";
      request.number = "45/2026";
    }));
    const auto done = act_as(counter_, code, "deliver", [](ActRequest& request) {
      request.method = "counter";
      request.to = "applicant";
      request.note = "đưa cho Chim Hoàng Yến";
    });
    EXPECT_TRUE(done);
    EXPECT_EQ(dossier::national_state(done->state), 10);
    return code;
  }

  std::string refused_online(const std::string& number) {
    const auto done = act_as(counter_, number, "refuse-reception", [](ActRequest& request) {
      request.reason = "Thiếu giấy của Chim Hoàng Yến";
      request.basis = "Nghị định thử, điều 1";
    });
    return done ? "" : done.error().code;
  }

  void refuse(const std::string& code) {
    ASSERT_TRUE(act_as(counter_, code, "hand-over"));
    ASSERT_TRUE(act_as(head_, code, "refuse", [](ActRequest& request) {
      request.reason = "Chim Hoàng Yến không đủ điều kiện";
      request.basis = "Luật thử, điều 2";
    }));
  }
};

TEST_F(ActTest, TheMainRoadEndsInDeliveryAndVerifies) {
  const std::string code = delivered();
  const auto verification = record_->store().verify({});
  EXPECT_EQ(verification.difference, "");
  EXPECT_EQ(verification.events, static_cast<std::int64_t>(journal().size()));
  record_->store().rebuild({});
  EXPECT_EQ(record_->store().verify({}).difference, "");
  EXPECT_EQ(boards::find_dossier(*record_->store().read(), code)->state.results.size(), 1u);
}

// Each kind of event is folded here, and no payload may hold what lies in the vault (blueprint §4).
TEST_F(ActTest, EveryEventKindIsFoldedAndNoPayloadHoldsAWordOfTheVault) {
  delivered();
  refuse(received());
  const auto online = take(intake(catalog::Channel::kOnline));
  EXPECT_EQ(refused_online(online->event.payload.text("submission")), "");
  std::set<std::string> kinds;
  for (const store::Event& event : journal()) {
    kinds.insert(event.kind);
    const std::string text = store::envelope_text(event);
    for (const char* word : {"Chim Hoàng Yến", "001090987654", "45/2026", online->secret.c_str()}) {
      EXPECT_EQ(text.find(word), std::string::npos) << event.kind << " holds " << word;
    }
  }
  for (const std::string_view kind : dossier::kEventKinds) EXPECT_TRUE(kinds.contains(std::string(kind))) << kind;
}

TEST_F(ActTest, AnActOutOfOrderOrByAStrangerWritesNothing) {
  const std::string code = received();
  const std::size_t before = journal().size();
  EXPECT_EQ(act_as(head_, code, "release", [](ActRequest& request) { request.title = "x"; }).error().code,
            "out_of_order");
  EXPECT_EQ(act_as(stranger_, code, "approve").error().code, "not_found");
  EXPECT_EQ(act_as(head_, code, "hand-over").error().code, "forbidden");
  EXPECT_EQ(act_as(counter_, "H26.00004-260821-9999", "hand-over").error().code, "not_found");
  EXPECT_EQ(journal().size(), before);
}

TEST_F(ActTest, AStaleVersionIsRefused) {
  const std::string code = received();
  EXPECT_EQ(act_as(counter_, code, "hand-over", [](ActRequest& request) { request.if_version = 7; }).error().code,
            "stale");
  EXPECT_TRUE(act_as(counter_, code, "hand-over", [](ActRequest& request) { request.if_version = 1; }));
}

TEST_F(ActTest, TheSameKeyDoesAnActOnce) {
  const std::string code = received();
  const auto keyed = [](ActRequest& request) { request.key = store::IdempotencyKey{"s", "k", "b"}; };
  const auto first = act_as(counter_, code, "hand-over", keyed);
  const auto again = act_as(counter_, code, "hand-over", keyed);
  ASSERT_TRUE(first && again);
  EXPECT_EQ(first->state.version, again->state.version);
}

TEST_F(ActTest, OnlyOneWhoWorksThereIsMadeHandler) {
  const std::string code = received();
  ASSERT_TRUE(act_as(counter_, code, "hand-over"));
  const auto assign = [&](const std::string& account) {
    return act_as(head_, code, "assign", [&](ActRequest& request) { request.assignee = account; });
  };
  EXPECT_EQ(assign(stranger_).error().code, "account_not_in_unit");
  EXPECT_EQ(assign(counter_).error().code, "account_not_in_unit");
  EXPECT_TRUE(assign(specialist_));
}

TEST_F(ActTest, CC_6_TheSecondToTakeAnUnassignedDossierLearnsWhoWasQuicker) {
  const std::string code = received();
  ASSERT_TRUE(act_as(counter_, code, "hand-over"));
  const auto assign = [&](const std::string& account, std::optional<std::int64_t> seen = {}) {
    return act_as(head_, code, "assign", [&](ActRequest& request) {
      request.assignee = account;
      request.if_version = seen;
    });
  };
  ASSERT_TRUE(assign(specialist_));
  const auto lost = assign(head_);
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().code, "already_held");
  EXPECT_EQ(lost.error().facts.at("holder"), login_of(*record_, specialist_));
  EXPECT_EQ(assign(specialist_).error().code, "already_done");
  EXPECT_EQ(assign(head_, 2).error().facts.at("holder"), login_of(*record_, specialist_)) << "stale";
  EXPECT_TRUE(assign(head_, 3)) << "who has seen the handler may assign anew";
  ASSERT_TRUE(act_as(head_, code, "approve"));
  EXPECT_EQ(act_as(head_, code, "approve").error().code, "already_done");
}

TEST_F(ActTest, TZ_5_OneActIsTheSameInstantEverywhere) {
  clock_.set(local("2026-08-21T14:54"));
  const std::string code = received();
  const auto row = boards::find_dossier(*record_->store().read(), code);
  const auto file = look_at_dossier(*record_, record_->accounts()->actor(counter_), code);
  boards::RegisterFilter filter;
  filter.unit = kWard;
  filter.national_state = 2;
  const auto page = boards::register_page(*record_->store().read(), filter, "", 10);
  ASSERT_TRUE(row && file && page);
  const std::string wanted = "2026-08-21T14:54:00+07:00";
  EXPECT_EQ(base::format_instant(*row->state.received_at), wanted);
  EXPECT_EQ(base::format_instant(*file->state.received_at), wanted);
  EXPECT_EQ(base::format_instant(file->events.front().at), wanted);
  ASSERT_EQ(page->rows.size(), 1u);
  EXPECT_EQ(base::format_instant(*page->rows[0].state.received_at), wanted);
}

TEST_F(ActTest, LI_1_EveryRowStandsOnOnePageOnce) {
  std::set<std::string> all;
  for (int i = 0; i < 45; ++i) all.insert(received());
  std::set<std::string> seen;
  std::string after;
  do {
    const auto page = boards::worklist_page(*record_->store().read(), kWard, kAll, {}, clock_.now(), after, 20);
    ASSERT_TRUE(page);
    for (const auto& row : page->rows) EXPECT_TRUE(seen.insert(row.state.code).second) << row.state.code;
    after = page->next;
    received();  // an insert in between
  } while (!after.empty() && seen.size() < 200);
  for (const std::string& code : all) EXPECT_TRUE(seen.contains(code)) << code;
  EXPECT_EQ(boards::register_page(*record_->store().read(), {}, "nonsense", 5).error().code, "cursor_malformed");
}

TEST_F(ActTest, CountsEqualTheList) {
  received();
  clock_.set(local("2026-09-03T08:00"));
  received();
  const auto counts = boards::worklist_counts(*record_->store().read(), kWard, kAll, {}, clock_.now());
  EXPECT_EQ(counts.open, 2);
  EXPECT_EQ(counts.today, 1);
  EXPECT_EQ(counts.late, 0);
  EXPECT_EQ(boards::worklist_counts(*record_->store().read(), kWard, kAll, {}, local("2026-09-03T09:01")).late, 1);
}

TEST_F(ActTest, TrackingNeedsTheRightSecretForThePersonalView) {
  const auto taken = take(intake());
  const std::string code = taken->event.payload.text("code");
  EXPECT_FALSE(track(*record_, code, std::nullopt, kAddress)->personal);
  EXPECT_TRUE(track(*record_, code, taken->secret, kAddress)->personal);
  EXPECT_EQ(track(*record_, code, "AAAAAA", kAddress).error().code, "secret_wrong");
  EXPECT_EQ(track(*record_, "H26.0000", std::nullopt, kAddress).error().code, "not_found");
}

TEST_F(ActTest, ADossierStaysPinnedToItsVersion) {
  const std::string code = received();
  publish("procedure", kProcedure, "ProcedurePublished", catalog::to_json(procedure("3d")));
  EXPECT_EQ(look_at_dossier(*record_, record_->accounts()->actor(head_), code)->state.procedure_version, 1);
  EXPECT_EQ(take(intake())->event.payload.number("procedure_version"), 2);
}

}  // namespace
}  // namespace app
