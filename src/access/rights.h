// May this person do or see this? Pure decisions on plain facts: role × unit or point × procedure × relation to the
// dossier × purpose. What a person may not know of is the refusal not_found; what they know of and may not do is
// forbidden (blueprint §9). Lists and counts ask the same questions through a Sight.
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
  std::string point;                    // counter only; empty: all points of the unit
  std::vector<std::string> procedures;  // codes; empty: all
  std::optional<base::LocalDate> valid_from, valid_to;
  bool operator==(const Right&) const = default;
};

struct Actor {
  std::string account;  // empty: nobody signed in
  std::vector<Right> rights;
};

// A dossier as a decision sees it. `supervisors` are the offices whose inspectors look after one of its units.
struct Facts {
  const dossier::State& state;
  std::vector<std::string> supervisors;
};

// The right that lets the actor act, so that the event says in which role and unit it was done.
// Refuses forbidden (everybody may know of points and procedures).
base::Result<Right> may_receive_at(const Actor& actor, std::string_view point, std::string_view point_unit,
                                   std::string_view procedure, base::LocalDate day);

// Serving people at the desk of a point, whatever the procedure: looking up, showing the right door, its favourites.
// Refuses forbidden.
base::Result<Right> may_serve_at(const Actor& actor, std::string_view point, std::string_view point_unit,
                                 base::LocalDate day);

// What is counted at a point is for its desk, the head of its unit and the inspectors over it. Refuses forbidden.
base::Result<Right> may_see_counts_at(const Actor& actor, std::string_view point, std::string_view point_unit,
                                      const std::vector<std::string>& supervisors, base::LocalDate day);

// `assignee` is the account that an `assign` names. A specialist names themself: claims the dossier, which nobody else
// may hold then.
// Refuses not_found, forbidden, receiver_may_not_decide, already_held.
base::Result<Right> may_act(const Actor& actor, std::string_view act, const Facts& facts, std::string_view assignee,
                            base::LocalDate day);

// Refuses not_found.
base::Result<Right> may_see(const Actor& actor, const Facts& facts, base::LocalDate day);

// What particulars are read for. A closed list, because the read log is kept for ever and must hold no free text.
enum class Purpose { kReception, kCasework, kDelivery, kEnquiry, kComplaint, kInspection };

std::string_view to_text(Purpose purpose);                       // "reception", …
base::Result<Purpose> purpose_from_text(std::string_view text);  // refuses purpose_needed, purpose_unknown

// `reference` is the number of the inspection's or complaint's file; an inspector's reading needs one.
// Refuses not_found, forbidden (a purpose of another role), reference_needed.
base::Result<Right> may_see_particulars(const Actor& actor, const Facts& facts, Purpose purpose,
                                        std::string_view reference, base::LocalDate day);

// Which dossiers that one unit is accountable for the actor may see: those that fit one of the parts. The same as
// may_see, said as a condition for lists and counts.
struct Sight {
  enum class Of { kAll, kReceivedThere, kDecidedThere };
  struct Part {
    Of of = Of::kAll;
    std::string point;                    // kReceivedThere: empty: any
    std::vector<std::string> procedures;  // empty: any
  };
  std::vector<Part> parts;
};

// Refuses forbidden.
base::Result<Sight> may_see_worklist(const Actor& actor, std::string_view unit,
                                     const std::vector<std::string>& supervisors, base::LocalDate day);

base::Result<Right> may_publish_procedure(const Actor& actor, std::string_view procedure, base::LocalDate day);

// Only one who decides in the unit on this procedure can be made its handler.
bool may_handle(const Actor& actor, const dossier::State& state, base::LocalDate day);

// Setting the legal instant apart from the recorded one needs a right, a ground and has a limit (practice B5).
struct OccurredLimits {
  int most_days_back = 30;  // [I] a setting
};
// Refuses occurred_in_future, occurred_too_far_back, ground_needed, forbidden.
base::Done may_set_occurred_at(const Actor& actor, base::Instant occurred_at, base::Instant now, bool has_ground,
                               const OccurredLimits& limits);

}  // namespace rights
