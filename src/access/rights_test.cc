#include "access/rights.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace rights {
namespace {

using namespace std::chrono_literals;
using dossier::Stage;

constexpr base::LocalDate kDay = 2026y / 8 / 21;
constexpr std::string_view kProcedure = "1.001193";

// Taken in at point-a of ward-a, for ward-b to decide, which has let its delegate ward-d do so. The centre supervises.
dossier::State handed_over() {
  dossier::State state;
  state.stage = Stage::kHandedOver;
  state.procedure = kProcedure;
  state.point = "point-a";
  state.receiving_unit = "ward-a";
  state.competent_unit = "ward-b";
  state.deciding_unit = "ward-d";
  state.received_by = "officer";
  return state;
}

Facts facts(const dossier::State& state) { return {state, {"ward-a", "ward-b", "ward-d", "centre"}}; }

Right right(Role role, std::string unit, std::string point = "", std::vector<std::string> procedures = {}) {
  return {role, std::move(unit), std::move(point), std::move(procedures), {}, {}};
}

Actor with(std::string account, Right one) { return {std::move(account), {std::move(one)}}; }

std::string code(const base::Result<Right>& result) { return result ? "" : result.error().code; }

TEST(Rights, NamesOfRolesRoundTrip) {
  for (const Role role : kRoles) EXPECT_EQ(*role_from_text(to_text(role)), role);
  EXPECT_EQ(role_from_text("boss").error().code, "role_unknown");
}

// Every role in every relation to the dossier: whether it may know of it.
TEST(Rights, WhoSeesADossier) {
  const dossier::State state = handed_over();
  const std::map<std::string, std::map<Role, bool>> sees = {
      {"ward-a", {{Role::kCounter, true}, {Role::kInspector, true}}},
      {"ward-b", {{Role::kSpecialist, true}, {Role::kHead, true}, {Role::kInspector, true}}},
      {"ward-d", {{Role::kSpecialist, true}, {Role::kHead, true}, {Role::kInspector, true}}},
      {"ward-c", {}},
      {"centre", {{Role::kInspector, true}}},
  };
  for (const auto& [unit, roles] : sees) {
    for (const Role role : kRoles) {
      const auto found = may_see(with("x", right(role, unit)), facts(state), kDay);
      EXPECT_EQ(code(found), roles.contains(role) ? "" : "not_found") << to_text(role) << " of " << unit;
    }
  }
  EXPECT_EQ(code(may_see({}, facts(state), kDay)), "not_found");
  EXPECT_EQ(code(may_see(with("x", right(Role::kCounter, "ward-a", "point-a")), facts(state), kDay)), "");
  EXPECT_EQ(code(may_see(with("x", right(Role::kCounter, "ward-a", "point-z")), facts(state), kDay)), "not_found");
}

// Every act by everyone who may know of the dossier; all others get not_found for every act.
TEST(Rights, WhoDoesWhichAct) {
  const dossier::State state = handed_over();
  const std::map<std::string, Actor> actors = {
      {"desk", with("desk", right(Role::kCounter, "ward-a", "point-a"))},
      {"specialist", with("specialist", right(Role::kSpecialist, "ward-d"))},
      {"head", with("head", right(Role::kHead, "ward-d"))},
      {"competent head", with("competent", right(Role::kHead, "ward-b"))},
      {"inspector", with("inspector", right(Role::kInspector, "centre"))},
  };
  const std::map<std::string, std::vector<std::string>> may = {
      {"receive", {"desk"}},
      {"refuse-reception", {"desk"}},
      {"hand-over", {"desk"}},
      {"assign", {"head"}},
      {"approve", {"head"}},
      {"refuse", {"head"}},
      {"release", {"specialist", "head"}},
      {"deliver", {"desk", "specialist", "head"}},
      {"paint", {}},
  };
  for (const auto& [act, doers] : may) {
    for (const auto& [name, actor] : actors) {
      const bool allowed = std::ranges::find(doers, name) != doers.end();
      EXPECT_EQ(code(may_act(actor, act, facts(state), "someone", kDay)), allowed ? "" : "forbidden") << name << act;
    }
    for (const Role role : kRoles) {
      EXPECT_EQ(code(may_act(with("x", right(role, "ward-c")), act, facts(state), "x", kDay)), "not_found") << act;
    }
  }
}

TEST(Rights, TheHandlerDecides) {
  dossier::State state = handed_over();
  const Actor specialist = with("s", right(Role::kSpecialist, "ward-d"));
  EXPECT_EQ(code(may_act(specialist, "approve", facts(state), "", kDay)), "forbidden");
  state.handler = "s";
  EXPECT_EQ(code(may_act(specialist, "approve", facts(state), "", kDay)), "");
}

TEST(Rights, ADossierIsClaimedWhileNobodyHoldsIt) {
  dossier::State state = handed_over();
  const Actor specialist = with("s", right(Role::kSpecialist, "ward-d"));
  const Actor head = with("h", right(Role::kHead, "ward-d"));
  EXPECT_EQ(code(may_act(specialist, "assign", facts(state), "s", kDay)), "");
  EXPECT_EQ(code(may_act(specialist, "assign", facts(state), "other", kDay)), "forbidden");
  state.handler = "other";
  const auto late = may_act(specialist, "assign", facts(state), "s", kDay);
  EXPECT_EQ(code(late), "already_held");
  EXPECT_EQ(late.error().facts.at("holder"), "other");
  EXPECT_EQ(code(may_act(head, "assign", facts(state), "h", kDay)), "");
  EXPECT_EQ(code(may_act(head, "assign", facts(state), "s", kDay)), "");
}

TEST(Rights, TheReceiverMayNotDecideUnlessThePersonWaits) {
  dossier::State state = handed_over();
  state.handler = "officer";
  const Actor both{"officer", {right(Role::kCounter, "ward-a", "point-a"), right(Role::kSpecialist, "ward-d")}};
  EXPECT_EQ(code(may_act(both, "approve", facts(state), "", kDay)), "receiver_may_not_decide");
  EXPECT_EQ(code(may_act(both, "refuse", facts(state), "", kDay)), "receiver_may_not_decide");
  state.same_officer_may_decide = true;
  const auto found = may_act(both, "approve", facts(state), "", kDay);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->role, Role::kSpecialist);
}

TEST(Rights, HaveDates) {
  const dossier::State state = handed_over();
  const Actor seconded = with("x", {Role::kHead, "ward-b", "", {}, 2026y / 9 / 1, 2026y / 10 / 1});
  EXPECT_EQ(code(may_see(seconded, facts(state), kDay)), "not_found");
  EXPECT_EQ(code(may_see(seconded, facts(state), 2026y / 9 / 30)), "");
  EXPECT_EQ(code(may_see(seconded, facts(state), 2026y / 10 / 1)), "not_found");
}

TEST(Rights, MayBeForSomeProceduresOnly) {
  const dossier::State state = handed_over();
  const auto head = [](const char* procedure) { return with("h", right(Role::kHead, "ward-d", "", {procedure})); };
  EXPECT_EQ(code(may_act(head("1.001193"), "approve", facts(state), "", kDay)), "");
  EXPECT_EQ(code(may_see(head("1.000894"), facts(state), kDay)), "not_found");
  const Actor desk = with("d", right(Role::kCounter, "ward-a", "point-a", {"1.000894"}));
  EXPECT_EQ(code(may_receive_at(desk, "point-a", "ward-a", "1.000894", kDay)), "");
  EXPECT_EQ(may_receive_at(desk, "point-a", "ward-a", kProcedure, kDay).error().where, "/procedure");
  EXPECT_EQ(may_receive_at(desk, "point-b", "ward-a", "1.000894", kDay).error().where, "/point");
  EXPECT_FALSE(may_handle(head("1.000894"), state, kDay));
  EXPECT_TRUE(may_handle(head("1.001193"), state, kDay));
  EXPECT_FALSE(may_handle(with("h", right(Role::kHead, "ward-b")), state, kDay));
}

// Every role of every unit and point: who serves at a desk, and who sees what is counted there.
TEST(Rights, ADeskIsServedByItsOwnAndCountedForItsHeadAndInspectors) {
  const std::vector<std::string> over = {"ward-a", "centre"};
  const auto serves = [](Right one) { return code(may_serve_at(with("x", one), "point-a", "ward-a", kDay)); };
  const auto counts = [&](Right one) {
    return code(may_see_counts_at(with("x", one), "point-a", "ward-a", over, kDay));
  };
  for (const Role role : kRoles) {
    for (const std::string unit : {"ward-a", "ward-b", "centre"}) {
      const bool desk = role == Role::kCounter && unit == "ward-a";
      const bool head = role == Role::kHead && unit == "ward-a";
      const bool inspector = role == Role::kInspector && unit != "ward-b";
      EXPECT_EQ(serves(right(role, unit)), desk ? "" : "forbidden") << to_text(role) << " of " << unit;
      EXPECT_EQ(counts(right(role, unit)), desk || head || inspector ? "" : "forbidden")
          << to_text(role) << " of " << unit;
    }
  }
  EXPECT_EQ(serves(right(Role::kCounter, "ward-a", "point-a", {"1.000894"})), "") << "whatever the procedure";
  EXPECT_EQ(serves(right(Role::kCounter, "ward-a", "point-z")), "forbidden");
  EXPECT_EQ(counts(right(Role::kCounter, "ward-a", "point-z")), "forbidden");
  EXPECT_EQ(serves({Role::kCounter, "ward-a", "", {}, {}, kDay}), "forbidden") << "it has ended";
}

TEST(Rights, EachRoleReadsParticularsForItsPurposes) {
  const dossier::State state = handed_over();
  const std::map<Role, Actor> actors = {
      {Role::kCounter, with("c", right(Role::kCounter, "ward-a"))},
      {Role::kSpecialist, with("s", right(Role::kSpecialist, "ward-d"))},
      {Role::kHead, with("h", right(Role::kHead, "ward-d"))},
      {Role::kInspector, with("i", right(Role::kInspector, "centre"))},
  };
  using enum Purpose;
  const std::map<Role, std::vector<Purpose>> purposes = {{Role::kCounter, {kReception, kDelivery, kEnquiry}},
                                                         {Role::kSpecialist, {kCasework, kEnquiry, kComplaint}},
                                                         {Role::kHead, {kCasework, kEnquiry, kComplaint}},
                                                         {Role::kInspector, {kComplaint, kInspection}}};
  for (const Purpose purpose : {kReception, kCasework, kDelivery, kEnquiry, kComplaint, kInspection}) {
    EXPECT_EQ(*purpose_from_text(to_text(purpose)), purpose);
    for (const auto& [role, actor] : actors) {
      const bool allowed = std::ranges::find(purposes.at(role), purpose) != purposes.at(role).end();
      EXPECT_EQ(code(may_see_particulars(actor, facts(state), purpose, "12/QD", kDay)), allowed ? "" : "forbidden")
          << to_text(role) << " for " << to_text(purpose);
    }
    for (const Role role : kRoles) {
      EXPECT_EQ(code(may_see_particulars(with("x", right(role, "ward-c")), facts(state), purpose, "", kDay)),
                "not_found");
    }
  }
  EXPECT_EQ(code(may_see_particulars(actors.at(Role::kInspector), facts(state), kInspection, "", kDay)),
            "reference_needed");
  EXPECT_EQ(purpose_from_text("").error().code, "purpose_needed");
  EXPECT_EQ(purpose_from_text("curiosity").error().code, "purpose_unknown");
}

TEST(Rights, TheLegalInstantHasALimitAndAGround) {
  const base::Instant now = base::at_local(kDay, 600);
  const Actor counter = with("x", right(Role::kCounter, "ward-a", "point-a"));
  const auto refused = [&](base::Instant at, bool ground) {
    const auto done = may_set_occurred_at(counter, at, now, ground, {});
    return done ? std::string() : done.error().code;
  };
  EXPECT_EQ(refused(now - 24h, true), "");
  EXPECT_EQ(refused(now + 1s, true), "occurred_in_future");
  EXPECT_EQ(refused(now - 24h * 31, true), "occurred_too_far_back");
  EXPECT_EQ(refused(now - 24h, false), "ground_needed");
  for (const Role role : {Role::kInspector, Role::kController, Role::kOperator}) {
    EXPECT_EQ(may_set_occurred_at(with("x", right(role, "centre")), now - 24h, now, true, {}).error().code,
              "forbidden");
  }
  EXPECT_EQ(may_set_occurred_at({}, now - 24h, now, true, {}).error().code, "forbidden");
}

TEST(Rights, OnlyControllersPublishTheirProcedures) {
  for (const Role role : kRoles) {
    EXPECT_EQ(code(may_publish_procedure(with("c", right(role, "centre")), kProcedure, kDay)),
              role == Role::kController ? "" : "forbidden");
  }
  const Actor limited = with("c", right(Role::kController, "centre", "", {"1.000894"}));
  EXPECT_EQ(code(may_publish_procedure(limited, kProcedure, kDay)), "forbidden");
}

// The sight of a worklist is may_see said as a condition: both must agree on every dossier the unit is accountable for.
TEST(Rights, TheSightOfAWorklistAgreesWithWhatMayBeSeen) {
  const std::vector<std::string> units = {"ward-a", "ward-b", "centre"};
  std::vector<Actor> actors;
  for (const Role role : kRoles) {
    for (const auto& unit : units) {
      actors.push_back(with("x", right(role, unit)));
      actors.push_back(with("x", right(role, unit, "", {"1.000894"})));
      actors.push_back(with("x", right(role, unit, role == Role::kCounter ? "point of " + unit : "")));
    }
  }
  const auto fits = [](const Sight::Part& part, const std::string& unit, const dossier::State& state) {
    if (!part.procedures.empty() && std::ranges::find(part.procedures, state.procedure) == part.procedures.end()) {
      return false;
    }
    if (part.of == Sight::Of::kReceivedThere) {
      return state.receiving_unit == unit && (part.point.empty() || part.point == state.point);
    }
    return part.of == Sight::Of::kAll || state.deciding_unit == unit || state.competent_unit == unit;
  };
  int seen = 0;
  for (const auto& accountable : units) {
    const std::vector<std::string> supervisors = {accountable, "centre"};
    for (const Actor& actor : actors) {
      const auto sight = may_see_worklist(actor, accountable, supervisors, kDay);
      for (const auto& receiving : units) {
        dossier::State state = handed_over();
        state.receiving_unit = receiving;
        state.point = "point of " + receiving;
        state.competent_unit = accountable;
        state.deciding_unit = accountable;
        state.accountable_unit = accountable;
        const bool listed = sight && std::ranges::any_of(sight->parts, [&](const Sight::Part& part) {
                              return fits(part, accountable, state);
                            });
        const Right& one = actor.rights.front();
        // The desk that took it in sees it too, but finds it in its own unit's list only while it is accountable.
        const bool other_desk = one.role == Role::kCounter && one.unit != accountable;
        const bool sees = may_see(actor, {state, supervisors}, kDay).has_value();
        if (other_desk) continue;
        EXPECT_EQ(listed, sees) << to_text(one.role) << " of " << one.unit << ", list of " << accountable << ", from "
                                << receiving;
        seen += listed ? 1 : 0;
      }
    }
  }
  EXPECT_GT(seen, 20);
}

}  // namespace
}  // namespace rights
