#include "access/rights.h"

#include <gtest/gtest.h>

namespace rights {
namespace {

using namespace std::chrono_literals;

constexpr base::LocalDate kDay = 2026y / 8 / 21;

dossier::State handed_over() {
  dossier::State state;
  state.stage = dossier::Stage::kHandedOver;
  state.point = "point-a";
  state.receiving_unit = "ward-a";
  state.competent_unit = "ward-b";
  state.deciding_unit = "ward-b";
  state.received_by = "officer";
  return state;
}

Actor with(std::string account, Right right) { return {std::move(account), {std::move(right)}}; }

std::string code(const base::Result<Right>& result) { return result ? "" : result.error().code; }

TEST(Rights, NamesOfRolesRoundTrip) {
  for (const Role role : kRoles) EXPECT_EQ(*role_from_text(to_text(role)), role);
  EXPECT_EQ(role_from_text("boss").error().code, "role_unknown");
}

TEST(Rights, ADossierOfOthersDoesNotExist) {
  const dossier::State state = handed_over();
  EXPECT_EQ(code(may_see(with("x", {Role::kCounter, "ward-c", "point-c", {}, {}}), state, kDay)), "not_found");
  EXPECT_EQ(code(may_see(with("x", {Role::kHead, "ward-c", "", {}, {}}), state, kDay)), "not_found");
  EXPECT_EQ(code(may_see(with("x", {Role::kController, "ward-a", "", {}, {}}), state, kDay)), "not_found");
  EXPECT_EQ(code(may_see({}, state, kDay)), "not_found");
  EXPECT_EQ(code(may_act(with("x", {Role::kHead, "ward-c", "", {}, {}}), "approve", state, kDay)), "not_found");
}

TEST(Rights, DeskAndDecidingUnitSeeIt) {
  const dossier::State state = handed_over();
  EXPECT_EQ(code(may_see(with("x", {Role::kCounter, "ward-a", "point-a", {}, {}}), state, kDay)), "");
  EXPECT_EQ(code(may_see(with("x", {Role::kCounter, "ward-a", "point-other", {}, {}}), state, kDay)), "not_found");
  EXPECT_EQ(code(may_see(with("x", {Role::kCounter, "ward-a", "", {}, {}}), state, kDay)), "");
  EXPECT_EQ(code(may_see(with("x", {Role::kSpecialist, "ward-b", "", {}, {}}), state, kDay)), "");
  EXPECT_EQ(code(may_see(with("x", {Role::kInspector, "city", "", {}, {}}), state, kDay)), "");
}

TEST(Rights, EachActHasItsHand) {
  const dossier::State state = handed_over();
  const Actor counter = with("x", {Role::kCounter, "ward-a", "point-a", {}, {}});
  const Actor specialist = with("s", {Role::kSpecialist, "ward-b", "", {}, {}});
  const Actor head = with("h", {Role::kHead, "ward-b", "", {}, {}});
  EXPECT_EQ(code(may_act(counter, "hand-over", state, kDay)), "");
  EXPECT_EQ(code(may_act(counter, "approve", state, kDay)), "forbidden");
  EXPECT_EQ(code(may_act(specialist, "hand-over", state, kDay)), "forbidden");
  EXPECT_EQ(code(may_act(specialist, "assign", state, kDay)), "forbidden");
  EXPECT_EQ(code(may_act(head, "assign", state, kDay)), "");
  EXPECT_EQ(code(may_act(specialist, "approve", state, kDay)), "forbidden");  // not the handler
  EXPECT_EQ(code(may_act(head, "approve", state, kDay)), "");
  EXPECT_EQ(code(may_act(head, "paint", state, kDay)), "forbidden");
}

TEST(Rights, TheHandlerMayDecideButNotTheReceiver) {
  dossier::State state = handed_over();
  state.handler = "officer";
  const Actor both{"officer",
                   {{Role::kCounter, "ward-a", "point-a", {}, {}}, {Role::kSpecialist, "ward-b", "", {}, {}}}};
  EXPECT_EQ(code(may_act(both, "approve", state, kDay)), "receiver_may_not_decide");
  state.same_officer_may_decide = true;
  const auto right = may_act(both, "approve", state, kDay);
  ASSERT_TRUE(right);
  EXPECT_EQ(right->role, Role::kSpecialist);
}

TEST(Rights, HaveDates) {
  const Actor seconded = with("x", {Role::kHead, "ward-b", "", 2026y / 9 / 1, 2026y / 10 / 1});
  EXPECT_EQ(code(may_see(seconded, handed_over(), kDay)), "not_found");
  EXPECT_EQ(code(may_see(seconded, handed_over(), 2026y / 9 / 30)), "");
  EXPECT_EQ(code(may_see(seconded, handed_over(), 2026y / 10 / 1)), "not_found");
}

TEST(Rights, ParticularsNeedAPurpose) {
  const Actor head = with("h", {Role::kHead, "ward-b", "", {}, {}});
  EXPECT_EQ(code(may_see_particulars(head, handed_over(), "", kDay)), "purpose_needed");
  EXPECT_EQ(code(may_see_particulars(head, handed_over(), "decide", kDay)), "");
}

TEST(Rights, TheLegalInstantHasALimitAndAGround) {
  const base::Instant now = base::at_local(kDay, 600);
  const Actor counter = with("x", {Role::kCounter, "ward-a", "point-a", {}, {}});
  const auto refused = [&](base::Instant at, bool ground) {
    const auto done = may_set_occurred_at(counter, at, now, ground, {});
    return done ? std::string() : done.error().code;
  };
  EXPECT_EQ(refused(now - 24h, true), "");
  EXPECT_EQ(refused(now + 1s, true), "occurred_in_future");
  EXPECT_EQ(refused(now - 24h * 31, true), "occurred_too_far_back");
  EXPECT_EQ(refused(now - 24h, false), "ground_needed");
  EXPECT_EQ(may_set_occurred_at({}, now - 24h, now, true, {}).error().code, "forbidden");
}

TEST(Rights, PublishingAndOperatingHaveTheirRoles) {
  const Actor controller = with("c", {Role::kController, "city", "", {}, {}});
  EXPECT_EQ(code(may_publish_procedures(controller, kDay)), "");
  EXPECT_EQ(code(may_operate(controller, kDay)), "forbidden");
  EXPECT_EQ(code(may_see_worklist(controller, "city", kDay)), "forbidden");
  EXPECT_EQ(code(may_see_worklist(with("h", {Role::kHead, "ward-b", "", {}, {}}), "ward-b", kDay)), "");
  EXPECT_EQ(code(may_see_worklist(with("h", {Role::kHead, "ward-b", "", {}, {}}), "ward-a", kDay)), "forbidden");
}

}  // namespace
}  // namespace rights
