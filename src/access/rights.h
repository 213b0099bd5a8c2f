// May this person do or see this? Pure decisions on plain facts: role × unit or point × relation to the dossier. What a
// person may not know of is the refusal not_found; what they know of and may not do is forbidden. The complete rights
// are the next stage; these are the ones of the first acts.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "dossier/state.h"

namespace rights {

enum class Role { kCounter, kSpecialist, kHead, kInspector, kController, kOperator };

std::string_view to_text(Role role);                       // "counter", …
base::Result<Role> role_from_text(std::string_view text);  // refuses role_unknown
inline constexpr Role kRoles[] = {Role::kCounter,   Role::kSpecialist, Role::kHead,
                                  Role::kInspector, Role::kController, Role::kOperator};

// One role in one unit, at one point when it is a desk's. A person may hold several, with dates (secondment).
struct Right {
  Role role = Role::kCounter;
  std::string unit;
  std::string point;  // counter only; empty: all points of the unit
  std::optional<base::LocalDate> valid_from, valid_to;
  bool operator==(const Right&) const = default;
};

struct Actor {
  std::string account;  // empty: nobody signed in
  std::vector<Right> rights;
};

// The right that lets the actor act, so that the event says in which role and unit it was done.
base::Result<Right> may_receive_at(const Actor& actor, std::string_view point, std::string_view point_unit,
                                   base::LocalDate day);

// Refuses not_found, forbidden, receiver_may_not_decide.
base::Result<Right> may_act(const Actor& actor, std::string_view act, const dossier::State& state, base::LocalDate day);

base::Result<Right> may_see(const Actor& actor, const dossier::State& state, base::LocalDate day);
// Particulars need a purpose; the read goes into the read log. Refuses purpose_needed beside the others.
base::Result<Right> may_see_particulars(const Actor& actor, const dossier::State& state, std::string_view purpose,
                                        base::LocalDate day);
base::Result<Right> may_see_worklist(const Actor& actor, std::string_view unit, base::LocalDate day);
base::Result<Right> may_publish_procedures(const Actor& actor, base::LocalDate day);
base::Result<Right> may_operate(const Actor& actor, base::LocalDate day);

// Setting the legal instant apart from the recorded one needs a right, a ground and has a limit (practice B5).
struct OccurredLimits {
  int most_days_back = 30;  // [I] a setting
};
// Refuses occurred_in_future, occurred_too_far_back, ground_needed, forbidden.
base::Done may_set_occurred_at(const Actor& actor, base::Instant occurred_at, base::Instant now, bool has_ground,
                               const OccurredLimits& limits);

}  // namespace rights
