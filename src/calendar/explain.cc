#include "calendar/explain.h"

#include <chrono>

#include "calendar/working_days.h"

namespace calendar {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

sys_days day_of(base::Instant at) { return sys_days{base::local_date(at)}; }

// Treated as received at the opening of the next working day.
bool is_after_cutoff(const WorkingDays& calendar, base::Instant received, const std::optional<Cutoff>& cutoff) {
  const base::LocalMinute local = base::local_minute(received);
  const auto spans = calendar.hours(sys_days{local.date});
  return cutoff && spans && !(*spans)->empty() && local.minute_of_day >= cutoff->minute_of_day;
}

// The day that the first counted one follows.
sys_days counted_after(const WorkingDays& calendar, base::Instant received, base::Instant start, LimitUnit unit,
                       const std::optional<Cutoff>& cutoff) {
  const bool after_cutoff = is_after_cutoff(calendar, received, cutoff);
  if (unit == LimitUnit::kCalendarDay) return after_cutoff ? day_of(start) : day_of(received);
  return day_of(start) - days(after_cutoff && cutoff->next_day_is_day_one ? 1 : 0);
}

void number_days(std::vector<ExplainedDay>& all, sys_days after, const Limit& limit) {
  int number = 0;
  for (ExplainedDay& day : all) {
    if (sys_days{day.date} <= after || number == limit.amount) continue;
    if (day.worked || limit.unit == LimitUnit::kCalendarDay) day.number = ++number;
  }
}

}  // namespace

base::Result<std::vector<ExplainedDay>> days_between(const Calendar& calendar, std::string_view unit,
                                                     base::Instant from, base::Instant to) {
  const WorkingDays working_days(calendar, unit);
  std::vector<ExplainedDay> all;
  for (sys_days day = day_of(from); day <= day_of(to); day += days(1)) {
    const auto spans = working_days.hours(day);
    if (!spans) return tl::unexpected(spans.error());
    ExplainedDay one{base::LocalDate(day), !(*spans)->empty(), 0, std::nullopt};
    if (const SpecialDay* special = working_days.special(day)) one.special = *special;
    all.push_back(std::move(one));
  }
  return all;
}

base::Result<Explanation> explain(const Calendar& calendar, std::string_view unit, base::Instant received,
                                  const Limit& limit, const CountSettings& settings) {
  return deadline(calendar, unit, received, limit, settings).and_then([&](const Deadline& due) {
    return days_between(calendar, unit, received, due.due).map([&](std::vector<ExplainedDay> all) {
      const bool counts_days =
          (limit.unit == LimitUnit::kWorkingDay && settings.count == CountSettings::Count::kDays) ||
          limit.unit == LimitUnit::kCalendarDay;
      if (counts_days) {
        const WorkingDays working_days(calendar, unit);
        number_days(all, counted_after(working_days, received, due.start, limit.unit, settings.cutoff), limit);
      }
      return Explanation{due, std::move(all)};
    });
  });
}

}  // namespace calendar
