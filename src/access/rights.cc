#include "access/rights.h"

#include <algorithm>
#include <array>

namespace rights {
namespace {

constexpr std::array<std::string_view, 6> kRoleNames = {"counter",   "specialist", "head",
                                                        "inspector", "controller", "operator"};

bool valid(const Right& right, base::LocalDate day) {
  return (!right.valid_from || *right.valid_from <= day) && (!right.valid_to || day < *right.valid_to);
}

template <class Wanted>
std::optional<Right> first_right(const Actor& actor, base::LocalDate day, Wanted wanted) {
  for (const Right& right : actor.rights) {
    if (valid(right, day) && wanted(right)) return right;
  }
  return std::nullopt;
}

bool at_desk(const Right& right, std::string_view point, std::string_view unit) {
  return right.role == Role::kCounter && (right.point.empty() ? right.unit == unit : right.point == point);
}

bool decides(const Right& right, const dossier::State& state) {
  const bool decider = right.role == Role::kSpecialist || right.role == Role::kHead;
  return decider && !state.deciding_unit.empty() &&
         (right.unit == state.deciding_unit || right.unit == state.competent_unit);
}

bool sees(const Right& right, const dossier::State& state) {
  return at_desk(right, state.point, state.receiving_unit) || decides(right, state) || right.role == Role::kInspector;
}

bool one_of(std::string_view act, std::initializer_list<std::string_view> acts) {
  return std::ranges::find(acts, act) != acts.end();
}

// Who does which act: the desk takes in and hands over, the deciding unit decides and releases, both may deliver.
bool does(const Right& right, std::string_view act, const dossier::State& state, std::string_view account) {
  if (one_of(act, {"receive", "refuse-reception", "hand-over"})) {
    return at_desk(right, state.point, state.receiving_unit);
  }
  if (act == "assign") return decides(right, state) && right.role == Role::kHead;
  if (one_of(act, {"approve", "refuse"})) {
    return decides(right, state) && (right.role == Role::kHead || state.handler == account);
  }
  if (act == "release") return decides(right, state);
  if (act == "deliver") return at_desk(right, state.point, state.receiving_unit) || decides(right, state);
  return false;
}

base::Result<Right> with_role(const Actor& actor, base::LocalDate day, Role role) {
  if (auto right = first_right(actor, day, [&](const Right& one) { return one.role == role; })) return *right;
  return base::refuse("forbidden", {{"role", std::string(to_text(role))}});
}

}  // namespace

std::string_view to_text(Role role) { return kRoleNames[static_cast<std::size_t>(role)]; }

base::Result<Role> role_from_text(std::string_view text) {
  const auto found = std::ranges::find(kRoleNames, text);
  if (found == kRoleNames.end()) return base::refuse("role_unknown", {{"role", std::string(text)}});
  return kRoles[static_cast<std::size_t>(found - kRoleNames.begin())];
}

base::Result<Right> may_receive_at(const Actor& actor, std::string_view point, std::string_view point_unit,
                                   base::LocalDate day) {
  if (auto right = first_right(actor, day, [&](const Right& one) { return at_desk(one, point, point_unit); })) {
    return *right;
  }
  return base::refuse("forbidden", {{"role", "counter"}}, "/point");
}

base::Result<Right> may_see(const Actor& actor, const dossier::State& state, base::LocalDate day) {
  if (auto right = first_right(actor, day, [&](const Right& one) { return sees(one, state); })) return *right;
  return base::refuse("not_found");
}

base::Result<Right> may_act(const Actor& actor, std::string_view act, const dossier::State& state,
                            base::LocalDate day) {
  if (auto seen = may_see(actor, state, day); !seen) return seen;
  auto right = first_right(actor, day, [&](const Right& one) { return does(one, act, state, actor.account); });
  if (!right) return base::refuse("forbidden", {{"act", std::string(act)}});
  // Receiving and deciding are separate hands (practice G19), but for what is done while the person waits.
  if (one_of(act, {"approve", "refuse"}) && state.received_by == actor.account && !state.same_officer_may_decide) {
    return base::refuse("receiver_may_not_decide");
  }
  return *right;
}

base::Result<Right> may_see_particulars(const Actor& actor, const dossier::State& state, std::string_view purpose,
                                        base::LocalDate day) {
  auto right = may_see(actor, state, day);
  if (!right) return right;
  if (purpose.empty()) return base::refuse("purpose_needed", {}, "purpose");
  return right;
}

base::Result<Right> may_see_worklist(const Actor& actor, std::string_view unit, base::LocalDate day) {
  auto right = first_right(actor, day, [&](const Right& one) {
    const bool works_there = one.unit == unit && one.role != Role::kController && one.role != Role::kOperator;
    return works_there || one.role == Role::kInspector;
  });
  if (right) return *right;
  return base::refuse("forbidden", {{"unit", std::string(unit)}}, "unit");
}

base::Result<Right> may_publish_procedures(const Actor& actor, base::LocalDate day) {
  return with_role(actor, day, Role::kController);
}

base::Result<Right> may_operate(const Actor& actor, base::LocalDate day) {
  return with_role(actor, day, Role::kOperator);
}

base::Done may_set_occurred_at(const Actor& actor, base::Instant occurred_at, base::Instant now, bool has_ground,
                               const OccurredLimits& limits) {
  const auto allowed = first_right(actor, base::local_date(now), [](const Right& one) {
    return one.role == Role::kCounter || one.role == Role::kSpecialist || one.role == Role::kHead;
  });
  if (!allowed) return base::refuse("forbidden", {{"act", "occurred_at"}}, "/occurred_at");
  if (occurred_at > now) return base::refuse("occurred_in_future", {}, "/occurred_at");
  if (occurred_at < now - std::chrono::days(limits.most_days_back)) {
    return base::refuse("occurred_too_far_back", {{"most_days", std::to_string(limits.most_days_back)}},
                        "/occurred_at");
  }
  if (!has_ground) return base::refuse("ground_needed", {}, "/ground");
  return std::monostate{};
}

}  // namespace rights
