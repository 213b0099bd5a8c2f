// What a promised date was counted from, and why it is that day: shared by the reception that promises and by whoever
// explains it later. Decree 118/2025 art. 17, 18.2. Pure.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "calendar/explain.h"
#include "catalog/procedure.h"
#include "dossier/reception.h"
#include "dossier/state.h"

namespace dossier {

calendar::CountSettings settings_of(const catalog::ExecutionCase& execution_case);

// Paper is handed over on the same working day, after the cut-off at the start of the next (art. 18.2); what came over
// the portal is handed over at once.
base::Result<base::Instant> latest_hand_over(const calendar::Calendar& calendar, const std::string& unit,
                                             base::Instant received_at, catalog::Channel channel,
                                             const ReceptionSettings& settings);

struct WhyPromised {
  calendar::Limit limit;
  base::Instant counted_from;  // the reception, or the latest lawful hand-over of a boundary-free one
  base::Instant start;         // effective start; `counted_from` when the calendar has changed since
  // Counted again, the calendar of today gives the promised date. If not it has changed since the promise, which
  // stands: the days are then shown without numbers.
  bool holds = false;
  bool rests_on_unofficial = false;
  std::vector<calendar::ExplainedDay> days;  // from the local day of reception to that of the promise
};

// Nothing when nothing was promised by a count: not received yet, none due, or no calendar for those years any more.
std::optional<WhyPromised> why_promised(const calendar::Calendar& calendar,
                                        const catalog::ExecutionCase& execution_case, const State& state,
                                        const ReceptionSettings& settings);

// How a promised date stands, for the one word and shape that go with it everywhere.
enum class DueMark { kInTime, kNear, kLate, kPaused, kMet, kMissed };

// Near: no whole working day lies between today and the day it is due. Met and missed: a result was released.
// Nothing when no date is promised, or reception was refused.
std::optional<DueMark> due_mark(const calendar::Calendar& calendar, const State& state, base::Instant now);

}  // namespace dossier
