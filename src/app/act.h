// Acting on a dossier: receive what was submitted online, hand over, assign, approve, refuse, release, deliver, refuse
// reception. One command for all; the words that a person typed go sealed into the vault, the event names them.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/record.h"
#include "dossier/acts.h"
#include "dossier/state.h"

namespace app {

// The body of an act, as far as this act has it; checked by the caller for shape, here for meaning.
struct ActRequest {
  std::string account;
  std::string code;  // or submission number
  std::string act;   // "hand-over", as in the path
  std::optional<base::Instant> occurred_at;
  base::Json ground;
  std::optional<std::int64_t> if_version;  // If-Match
  std::optional<store::IdempotencyKey> key;

  std::string assignee;                                    // assign: the account's UUID
  std::optional<std::string> note;                         // approve, deliver
  std::string reason, basis;                               // refuse, refuse-reception
  std::string title, number;                               // release
  std::string method, to;                                  // deliver
  std::optional<std::vector<dossier::PaperTaken>> papers;  // receive: as counted at the check
  std::optional<std::vector<dossier::FeeTaken>> fees;
  std::optional<std::int64_t> sets;
};

struct ActDone {
  std::string stream;
  dossier::State state;  // after the act
};

using ThenActDone = std::function<void(base::Result<ActDone>, std::int64_t position)>;

inline constexpr std::string_view kActs[] = {"receive", "hand-over", "assign",  "approve",
                                             "refuse",  "release",   "deliver", "refuse-reception"};

// Answers later, on a thread for answers. Refuses not_found, forbidden, receiver_may_not_decide, stale, out_of_order,
// already_done, already_held (these four with the fact `holder`: who was quicker), account_not_in_unit,
// idempotency_conflict, what may_set_occurred_at and the receptions refuse, and the writer's refusals.
void act(Record& record, ActRequest request, ThenActDone then);

// The state of a dossier from its events.
dossier::State fold(const std::vector<store::Event>& events);

}  // namespace app
