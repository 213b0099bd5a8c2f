#include "access/rights.h"

#include <algorithm>
#include <array>

namespace rights {
namespace {

constexpr std::array<std::string_view, 6> kRoleNames = {"counter",   "specialist", "head",
                                                        "inspector", "controller", "operator"};
constexpr std::array<std::string_view, 6> kPurposeNames = {"reception", "casework",  "delivery",
                                                           "enquiry",   "complaint", "inspection"};

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

template <class Listed, class Item>
bool among(const Listed& list, const Item& item) {
  return std::ranges::find(list, item) != std::ranges::end(list);
}

bool covers(const Right& right, std::string_view procedure) {
  return right.procedures.empty() || among(right.procedures, procedure);
}

bool at_desk(const Right& right, std::string_view point, std::string_view unit) {
  return right.role == Role::kCounter && (right.point.empty() ? right.unit == unit : right.point == point);
}

bool is_decider(const Right& right) { return right.role == Role::kSpecialist || right.role == Role::kHead; }

bool decides(const Right& right, const dossier::State& state) {
  return is_decider(right) && !state.deciding_unit.empty() && right.unit == state.deciding_unit;
}

// The competent unit follows what its delegate decides; it decides only itself when it is the deciding one.
bool is_competent(const Right& right, const dossier::State& state) {
  return is_decider(right) && !state.competent_unit.empty() && right.unit == state.competent_unit;
}

bool supervises(const Right& right, const std::vector<std::string>& supervisors) {
  return right.role == Role::kInspector && among(supervisors, right.unit);
}

bool sees(const Right& right, const Facts& facts) {
  const dossier::State& state = facts.state;
  return covers(right, state.procedure) &&
         (at_desk(right, state.point, state.receiving_unit) || decides(right, state) || is_competent(right, state) ||
          supervises(right, facts.supervisors));
}

// Who does which act: the desk takes in and hands over, the deciding unit decides and releases, both may deliver.
bool does(const Right& right, std::string_view act, const dossier::State& state, std::string_view account,
          std::string_view assignee) {
  if (!covers(right, state.procedure)) return false;
  const bool desk = at_desk(right, state.point, state.receiving_unit);
  const bool decider = decides(right, state);
  const bool head = decider && right.role == Role::kHead;
  if (act == "receive" || act == "refuse-reception" || act == "hand-over") return desk;
  if (act == "assign") return head || (decider && assignee == account);
  if (act == "approve" || act == "refuse") return head || (decider && state.handler == account);
  if (act == "release") return decider;
  if (act == "deliver") return desk || decider;
  return false;
}

// What each role reads particulars for.
bool reads_for(Role role, Purpose purpose) {
  switch (role) {
    case Role::kCounter:
      return purpose == Purpose::kReception || purpose == Purpose::kDelivery || purpose == Purpose::kEnquiry;
    case Role::kSpecialist:
    case Role::kHead:
      return purpose == Purpose::kCasework || purpose == Purpose::kEnquiry || purpose == Purpose::kComplaint;
    case Role::kInspector:
      return purpose == Purpose::kInspection || purpose == Purpose::kComplaint;
    case Role::kController:
    case Role::kOperator:
      return false;
  }
  return false;
}

std::optional<Sight::Part> part_of(const Right& right, std::string_view unit,
                                   const std::vector<std::string>& supervisors) {
  if (supervises(right, supervisors)) return Sight::Part{Sight::Of::kAll, "", right.procedures};
  if (right.unit != unit) return std::nullopt;
  if (right.role == Role::kCounter) return Sight::Part{Sight::Of::kReceivedThere, right.point, right.procedures};
  if (is_decider(right)) return Sight::Part{Sight::Of::kDecidedThere, "", right.procedures};
  return std::nullopt;
}

}  // namespace

std::string_view to_text(Role role) { return kRoleNames[static_cast<std::size_t>(role)]; }

base::Result<Role> role_from_text(std::string_view text) {
  const auto found = std::ranges::find(kRoleNames, text);
  if (found == kRoleNames.end()) return base::refuse("role_unknown", {{"role", std::string(text)}});
  return kRoles[static_cast<std::size_t>(found - kRoleNames.begin())];
}

std::string_view to_text(Purpose purpose) { return kPurposeNames[static_cast<std::size_t>(purpose)]; }

base::Result<Purpose> purpose_from_text(std::string_view text) {
  if (text.empty()) return base::refuse("purpose_needed", {}, "purpose");
  const auto found = std::ranges::find(kPurposeNames, text);
  if (found == kPurposeNames.end()) return base::refuse("purpose_unknown", {{"purpose", std::string(text)}}, "purpose");
  return static_cast<Purpose>(found - kPurposeNames.begin());
}

base::Result<Right> may_receive_at(const Actor& actor, std::string_view point, std::string_view point_unit,
                                   std::string_view procedure, base::LocalDate day) {
  auto right = first_right(actor, day, [&](const Right& one) { return at_desk(one, point, point_unit); });
  if (!right) return base::refuse("forbidden", {{"role", "counter"}}, "/point");
  right = first_right(actor, day,
                      [&](const Right& one) { return at_desk(one, point, point_unit) && covers(one, procedure); });
  if (!right) return base::refuse("forbidden", {{"procedure", std::string(procedure)}}, "/procedure");
  return *right;
}

base::Result<Right> may_serve_at(const Actor& actor, std::string_view point, std::string_view point_unit,
                                 base::LocalDate day) {
  if (auto right = first_right(actor, day, [&](const Right& one) { return at_desk(one, point, point_unit); })) {
    return *right;
  }
  return base::refuse("forbidden", {{"role", "counter"}}, "/point");
}

base::Result<Right> may_see_counts_at(const Actor& actor, std::string_view point, std::string_view point_unit,
                                      const std::vector<std::string>& supervisors, base::LocalDate day) {
  const auto right = first_right(actor, day, [&](const Right& one) {
    return at_desk(one, point, point_unit) || (one.role == Role::kHead && one.unit == point_unit) ||
           supervises(one, supervisors);
  });
  if (right) return *right;
  return base::refuse("forbidden", {{"point", std::string(point)}});
}

base::Result<Right> may_see(const Actor& actor, const Facts& facts, base::LocalDate day) {
  if (auto right = first_right(actor, day, [&](const Right& one) { return sees(one, facts); })) return *right;
  return base::refuse("not_found");
}

base::Result<Right> may_act(const Actor& actor, std::string_view act, const Facts& facts, std::string_view assignee,
                            base::LocalDate day) {
  if (auto seen = may_see(actor, facts, day); !seen) return seen;
  const dossier::State& state = facts.state;
  auto right =
      first_right(actor, day, [&](const Right& one) { return does(one, act, state, actor.account, assignee); });
  if (!right) return base::refuse("forbidden", {{"act", std::string(act)}});
  // Receiving and deciding are separate hands (practice G19), but for what is done while the person waits.
  if ((act == "approve" || act == "refuse") && state.received_by == actor.account && !state.same_officer_may_decide) {
    return base::refuse("receiver_may_not_decide");
  }
  const bool claims = act == "assign" && right->role == Role::kSpecialist;
  if (claims && !state.handler.empty() && state.handler != actor.account) {
    return base::refuse("already_held", {{"holder", state.handler}});
  }
  return *right;
}

base::Result<Right> may_see_particulars(const Actor& actor, const Facts& facts, Purpose purpose,
                                        std::string_view reference, base::LocalDate day) {
  if (auto seen = may_see(actor, facts, day); !seen) return seen;
  auto right =
      first_right(actor, day, [&](const Right& one) { return sees(one, facts) && reads_for(one.role, purpose); });
  if (!right) return base::refuse("forbidden", {{"purpose", std::string(to_text(purpose))}}, "purpose");
  if (right->role == Role::kInspector && reference.empty()) return base::refuse("reference_needed", {}, "reference");
  return *right;
}

base::Result<Sight> may_see_worklist(const Actor& actor, std::string_view unit,
                                     const std::vector<std::string>& supervisors, base::LocalDate day) {
  Sight sight;
  for (const Right& right : actor.rights) {
    if (!valid(right, day)) continue;
    if (auto part = part_of(right, unit, supervisors)) sight.parts.push_back(std::move(*part));
  }
  if (sight.parts.empty()) return base::refuse("forbidden", {{"unit", std::string(unit)}}, "unit");
  return sight;
}

base::Result<Right> may_publish_procedure(const Actor& actor, std::string_view procedure, base::LocalDate day) {
  auto right = first_right(actor, day,
                           [&](const Right& one) { return one.role == Role::kController && covers(one, procedure); });
  if (right) return *right;
  return base::refuse("forbidden", {{"role", std::string(to_text(Role::kController))}});
}

bool may_handle(const Actor& actor, const dossier::State& state, base::LocalDate day) {
  return first_right(actor, day, [&](const Right& one) { return decides(one, state) && covers(one, state.procedure); })
      .has_value();
}

base::Done may_set_occurred_at(const Actor& actor, base::Instant occurred_at, base::Instant now, bool has_ground,
                               const OccurredLimits& limits) {
  const auto allowed = first_right(actor, base::local_date(now),
                                   [](const Right& one) { return one.role == Role::kCounter || is_decider(one); });
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
