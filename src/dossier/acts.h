// The acts on a dossier after it was taken in: hand over, assign, approve, refuse, release, deliver, refuse reception.
// decide(state, act) → what happened, or a refusal. Whether this person may do it is asked in `access` before.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "calendar/calendar.h"
#include "calendar/limit.h"
#include "dossier/reception.h"
#include "dossier/state.h"

namespace dossier {

struct HandOver {};
struct Assign {
  std::string account;
  bool holder_seen = false;  // the asker has seen who holds it, and means to take it from them
};
struct Approve {
  std::optional<SealedRef> note;
};
struct Refuse {
  SealedRef reason;
  std::string basis;
};
struct Release {
  SealedRef result;  // title and number lie in the vault
};
struct Deliver {
  std::string method;  // counter | post | electronic
  std::string to;      // applicant | representative
  std::optional<SealedRef> note;
};
struct RefuseReception {
  SealedRef reason;
  std::string basis;
};

using Act = std::variant<HandOver, Assign, Approve, Refuse, Release, Deliver, RefuseReception>;

// Refuses out_of_order (facts: state, act), already_done when the same act already stands, already_held when an
// assignment would take the dossier from its handler unknowingly, and at hand-over of a
// boundary-free dossier what the calendar refuses.
base::Result<Happened> decide(const State& state, const Act& act, base::Instant occurred_at,
                              const calendar::Calendar* calendar);

// What the state allows, whoever asks: names as in the REST path.
std::vector<std::string_view> acts_possible(const State& state);

std::string_view act_name(const Act& act);  // "hand-over", as in the REST path

}  // namespace dossier
