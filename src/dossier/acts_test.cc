#include "dossier/acts.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace dossier {
namespace {

using namespace std::chrono_literals;

const base::Instant kReceived = base::parse_instant("2026-08-21T09:00:00+07:00").value();

State after(std::initializer_list<Happened> events) {
  State state;
  base::Instant at = kReceived;
  for (const Happened& event : events) {
    state = evolve(std::move(state), event.kind, event.payload, {at, at}, "officer");
    at += 1h;
  }
  return state;
}

Happened received() {
  return {"DossierReceived",
          base::Json()
              .set("code", "H26.00004-260821-0001")
              .set("receiving_unit", "ward-a")
              .set("competence", base::Json().set("competent_unit", "ward-b").set("deciding_unit", "ward-b"))
              .set("statutory_due", base::to_micros(kReceived + 48h))
              .set("promised_due", base::to_micros(kReceived + 48h))};
}

Happened submitted() {
  return {"DossierSubmitted", base::Json().set("submission", "S-1").set("receiving_unit", "ward-a")};
}
const Happened kHandedOver{"DossierHandedOver", base::JsonObject()};
const Happened kApproved{"DossierApproved", base::JsonObject()};
const Happened kRefused{"DossierRefused", base::JsonObject()};
Happened released() { return {"ResultReleased", base::Json().set("result_item", "r1").set("result_kind", "positive")}; }

std::string refused(const State& state, const Act& act, base::Instant at = kReceived + 10h) {
  const auto decided = decide(state, act, at, nullptr);
  return decided ? "" : decided.error().code;
}

TEST(Acts, FollowTheMainRoad) {
  EXPECT_EQ(refused(after({received()}), HandOver{}), "");
  EXPECT_EQ(refused(after({received(), kHandedOver}), Assign{"a"}), "");
  EXPECT_EQ(refused(after({received(), kHandedOver}), Approve{}), "");
  EXPECT_EQ(refused(after({received(), kHandedOver}), Refuse{{"i", "c"}, "basis"}), "");
  EXPECT_EQ(refused(after({received(), kHandedOver, kApproved}), Release{{"i", "c"}}), "");
  EXPECT_EQ(refused(after({received(), kHandedOver, kApproved, released()}), Deliver{"counter", "applicant", {}}), "");
  EXPECT_EQ(refused(after({submitted()}), RefuseReception{{"i", "c"}, "basis"}), "");
}

TEST(Acts, OutOfOrderIsRefusedAtEveryStage) {
  const std::vector<Act> acts = {HandOver{},
                                 Assign{"a"},
                                 Approve{},
                                 Refuse{{}, "basis"},
                                 Release{{"i", "c"}},
                                 Deliver{"post", "applicant", {}},
                                 RefuseReception{{}, "basis"}};
  const std::vector<State> states = {after({}),
                                     after({submitted()}),
                                     after({received()}),
                                     after({received(), kHandedOver}),
                                     after({received(), kHandedOver, kApproved}),
                                     after({received(), kHandedOver, kApproved, released()}),
                                     after({received(), kHandedOver, kApproved, released(), {"ResultDelivered", {}}}),
                                     after({submitted(), {"ReceptionRefused", {}}})};
  for (const State& state : states) {
    const auto possible = acts_possible(state);
    for (const Act& act : acts) {
      const bool may = std::ranges::find(possible, act_name(act)) != possible.end();
      const bool again = state.outcome == Outcome::kApproved && std::holds_alternative<Approve>(act);
      const std::string wanted = may ? "" : again ? "already_done" : "out_of_order";
      EXPECT_EQ(refused(state, act), wanted) << act_name(act) << " at " << int(state.stage);
    }
  }
}

TEST(Acts, TheSameAssignmentTwiceGivesNoEvent) {
  const State state = after({received(), kHandedOver, {"DossierAssigned", base::Json().set("account", "a")}});
  EXPECT_EQ(refused(state, Assign{"a"}), "already_done");
  EXPECT_EQ(refused(state, Assign{"b"}), "already_held");
  EXPECT_EQ(refused(state, Assign{"b", true}), "");
}

TEST(Acts, ANegativeAnswerHasOneResult) {
  const State state = after({received(), kHandedOver, kRefused});
  const auto first = decide(state, Release{{"i", "c"}}, kReceived + 10h, nullptr);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->payload.text("result_kind"), "negative");
  const State out = after({received(), kHandedOver, kRefused, *first});
  EXPECT_EQ(refused(out, Release{{"j", "c"}}), "already_done");
}

TEST(Acts, MayNotBeDatedBeforeReception) {
  EXPECT_EQ(refused(after({received()}), HandOver{}, kReceived - 1s), "occurred_before_reception");
}

TEST(State, MapsToTheNationalList) {
  EXPECT_EQ(national_state(after({})), 0);
  EXPECT_EQ(national_state(after({submitted()})), 1);
  EXPECT_EQ(national_state(after({received()})), 2);
  EXPECT_EQ(national_state(after({submitted(), {"ReceptionRefused", {}}})), 3);
  EXPECT_EQ(national_state(after({received(), kHandedOver})), 4);
  EXPECT_EQ(national_state(after({received(), kHandedOver, kApproved})), 4);
  EXPECT_EQ(national_state(after({received(), kHandedOver, kApproved, released()})), 9);
  EXPECT_EQ(national_state(after({received(), kHandedOver, kApproved, released(), {"ResultDelivered", {}}})), 10);
  for (int state = 1; state <= 10; ++state) {
    EXPECT_FALSE(national_label(state).empty());
    EXPECT_FALSE(national_label_en(state).empty());
  }
}

TEST(State, HasOneAccountableUnitUntilTheEnd) {
  EXPECT_EQ(after({received()}).accountable_unit, "ward-a");
  const State handed = after({received(), kHandedOver, {"DossierAssigned", base::Json().set("account", "a")}});
  EXPECT_EQ(handed.accountable_unit, "ward-b");
  ASSERT_EQ(handed.open_steps.size(), 1u);
  EXPECT_EQ(handed.open_steps[0].assignee, "a");
  EXPECT_TRUE(is_open(handed));
  EXPECT_FALSE(is_open(after({received(), kHandedOver, kApproved, released(), {"ResultDelivered", {}}})));
}

TEST(State, IsLateAfterItsDueUnlessReleasedBefore) {
  const State open = after({received(), kHandedOver});
  EXPECT_FALSE(is_late(open, kReceived + 48h));
  EXPECT_TRUE(is_late(open, kReceived + 48h + 1us));
  const State done = after({received(), kHandedOver, kApproved, released()});
  EXPECT_FALSE(is_late(done, kReceived + 1000h));
}

}  // namespace
}  // namespace dossier
