#include "dossier/promise.h"

#include <algorithm>

namespace dossier {
namespace {

// What the numbers say about the days from reception on: a boundary-free count starts later than they do.
void keep_numbers(std::vector<calendar::ExplainedDay>& days, const std::vector<calendar::ExplainedDay>& counted) {
  for (const calendar::ExplainedDay& one : counted) {
    const auto found = std::ranges::find(days, one.date, &calendar::ExplainedDay::date);
    if (found != days.end()) found->number = one.number;
  }
}

}  // namespace

calendar::CountSettings settings_of(const catalog::ExecutionCase& execution_case) {
  calendar::CountSettings settings;
  settings.cutoff = execution_case.cutoff;
  return settings;
}

base::Result<base::Instant> latest_hand_over(const calendar::Calendar& calendar, const std::string& unit,
                                             base::Instant received_at, catalog::Channel channel,
                                             const ReceptionSettings& settings) {
  if (channel == catalog::Channel::kOnline) return received_at;
  const base::LocalMinute local = base::local_minute(received_at);
  const auto hours = calendar::worked(calendar, unit, local.date);
  if (!hours) return tl::unexpected(hours.error());
  if (!hours->empty() && local.minute_of_day < settings.hand_over_cutoff_minute) {
    return base::at_local(local.date, hours->back().to);
  }
  const auto after_closing = base::at_local(local.date, 24 * 60);
  const auto next = calendar::deadline(calendar, unit, after_closing, {calendar::LimitUnit::kWorkingHour, 1});
  if (!next) return tl::unexpected(next.error());
  return next->start;
}

std::optional<WhyPromised> why_promised(const calendar::Calendar& calendar,
                                        const catalog::ExecutionCase& execution_case, const State& state,
                                        const ReceptionSettings& settings) {
  const auto& limit = execution_case.limit.limit;
  if (!state.received_at || !state.promised_due || !limit) return std::nullopt;
  auto days = calendar::days_between(calendar, state.deciding_unit, *state.received_at, *state.promised_due);
  if (!days) return std::nullopt;
  WhyPromised why{*limit, *state.received_at, *state.received_at, false, false, std::move(*days)};
  if (state.boundary_free) {
    const auto channel = catalog::channel_from_text(state.channel).value_or(catalog::Channel::kCounter);
    const auto hand_over = latest_hand_over(calendar, state.receiving_unit, *state.received_at, channel, settings);
    if (!hand_over) return why;
    why.counted_from = *hand_over;
  }
  const auto counted =
      calendar::explain(calendar, state.deciding_unit, why.counted_from, *limit, settings_of(execution_case));
  if (!counted || counted->deadline.due != *state.promised_due) return why;
  why.holds = true;
  why.start = counted->deadline.start;
  why.rests_on_unofficial = counted->deadline.rests_on_unofficial;
  keep_numbers(why.days, counted->days);
  return why;
}

std::optional<DueMark> due_mark(const calendar::Calendar& calendar, const State& state, base::Instant now) {
  const auto& due = state.stage == Stage::kSubmitted ? state.reception_due : state.promised_due;
  if (!due || state.stage == Stage::kReceptionRefused) return std::nullopt;
  // The promise never moves: past it is late for the person, whatever the deciding unit's own limit is.
  const bool late = is_late(state, now) || state.released_at.value_or(now) > *due;
  if (state.released_at) return late ? DueMark::kMissed : DueMark::kMet;
  if (late) return DueMark::kLate;
  const auto days = calendar::days_between(calendar, state.deciding_unit, now, *due);
  if (!days) return DueMark::kInTime;
  const bool spare = days->size() > 2 && std::any_of(days->begin() + 1, days->end() - 1,
                                                     [](const calendar::ExplainedDay& day) { return day.worked; });
  return spare ? DueMark::kInTime : DueMark::kNear;
}

}  // namespace dossier
