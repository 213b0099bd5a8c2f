#include <algorithm>
#include <chrono>

#include "calendar/calendar.h"
#include "calendar/working_days.h"

namespace calendar {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

constexpr std::int64_t kMinutesPerWorkingDay = 8 * 60;  // as Hanoi's approved processes print: 30 days = 240 hours

struct Moment {
  sys_days day;
  int minute = 0;  // of the local day
};

// Where counting begins: the moment a reception is treated as made at, and the first working instant from there.
struct Beginning {
  Moment received;
  Moment start;
  bool after_cutoff = false;
};

base::Instant instant(const Moment& moment) { return base::at_local(base::LocalDate(moment.day), moment.minute); }

base::Result<Moment> opening(const WorkingDays& calendar, sys_days from) {
  return calendar.first_worked(from).and_then([&](sys_days day) {
    return calendar.hours(day).map([&](const DayHours* spans) { return Moment{day, spans->front().from}; });
  });
}

base::Result<Moment> closing(const WorkingDays& calendar, sys_days from) {
  return calendar.first_worked(from).and_then([&](sys_days day) {
    return calendar.hours(day).map([&](const DayHours* spans) { return Moment{day, spans->back().to}; });
  });
}

// The first working instant at or after a moment.
base::Result<Moment> working(const WorkingDays& calendar, const Moment& from) {
  const auto spans = calendar.hours(from.day);
  if (!spans) return tl::unexpected(spans.error());
  for (const Span& span : **spans) {
    if (from.minute < span.to) return Moment{from.day, std::max(from.minute, span.from)};
  }
  return opening(calendar, from.day + days(1));
}

base::Result<Beginning> begin(const WorkingDays& calendar, const Moment& received,
                              const std::optional<Cutoff>& cutoff) {
  const auto spans = calendar.hours(received.day);
  if (!spans) return tl::unexpected(spans.error());
  const bool after_cutoff = cutoff && !(*spans)->empty() && received.minute >= cutoff->minute_of_day;
  if (after_cutoff) {
    return opening(calendar, received.day + days(1)).map([](const Moment& next) {
      return Beginning{next, next, true};
    });
  }
  return working(calendar, received).map([&](const Moment& start) { return Beginning{received, start, false}; });
}

base::Result<Moment> after_working_minutes(const WorkingDays& calendar, const Moment& start, std::int64_t minutes) {
  Moment at = start;
  while (true) {
    const auto spans = calendar.hours(at.day);
    if (!spans) return tl::unexpected(spans.error());
    for (const Span& span : **spans) {
      const int from = std::max(at.minute, span.from);
      if (from >= span.to) continue;
      if (minutes <= span.to - from) return Moment{at.day, from + static_cast<int>(minutes)};
      minutes -= span.to - from;
    }
    at = Moment{at.day + days(1), 0};
  }
}

// The N-th working day after a day; the day itself when `count` is 0 and it is worked.
base::Result<sys_days> working_day_after(const WorkingDays& calendar, sys_days day, int count) {
  for (; count > 0; --count) {
    const auto next = calendar.first_worked(day + days(1));
    if (!next) return next;
    day = *next;
  }
  return day;
}

base::Result<Moment> after_working_days(const WorkingDays& calendar, const Beginning& beginning, int count,
                                        const CountSettings& settings) {
  const bool day_one = beginning.after_cutoff && settings.cutoff->next_day_is_day_one;
  const auto last = working_day_after(calendar, beginning.start.day, day_one ? count - 1 : count);
  if (!last) return tl::unexpected(last.error());
  if (day_one || settings.ends == CountSettings::Ends::kClosing) return closing(calendar, *last);
  return working(calendar, Moment{*last, beginning.start.minute});
}

// Civil Code art. 148: the same day number, else the last day of the month. Past the year 9999 every calendar ends.
sys_days after_months(sys_days from, int months) {
  using std::chrono::last;
  const base::LocalDate date(from);
  const int total = static_cast<int>(date.year()) * 12 + static_cast<int>(unsigned{date.month()}) - 1 + months;
  const std::chrono::year_month month =
      std::chrono::year(std::min(total / 12, 9999)) / std::chrono::month(static_cast<unsigned>(total % 12) + 1);
  const base::LocalDate same = month / date.day();
  return same.ok() ? sys_days(same) : sys_days(month / last);
}

base::Result<Moment> after_clock_hours(const WorkingDays& calendar, const Moment& received, int hours) {
  const std::int64_t minutes = received.minute + std::int64_t{hours} * 60;
  const Moment end{received.day + days(minutes / (24 * 60)), static_cast<int>(minutes % (24 * 60))};
  const auto spans = calendar.hours(end.day);
  if (!spans) return tl::unexpected(spans.error());
  const bool at_closing =
      std::any_of((*spans)->begin(), (*spans)->end(), [&](const Span& span) { return span.to == end.minute; });
  return at_closing ? base::Result<Moment>(end) : working(calendar, end);
}

base::Result<Moment> end_of(const WorkingDays& calendar, const Beginning& beginning, const Limit& limit,
                            const CountSettings& settings) {
  switch (limit.unit) {
    case LimitUnit::kWorkingDay:
      if (settings.count == CountSettings::Count::kHours) {
        return after_working_minutes(calendar, beginning.start, limit.amount * kMinutesPerWorkingDay);
      }
      return after_working_days(calendar, beginning, limit.amount, settings);
    case LimitUnit::kWorkingHour:
      return after_working_minutes(calendar, beginning.start, std::int64_t{limit.amount} * 60);
    case LimitUnit::kCalendarDay:
      return closing(calendar, beginning.received.day + days(limit.amount));
    case LimitUnit::kMonth:
      return closing(calendar, after_months(beginning.received.day, limit.amount));
    case LimitUnit::kYear:
      return closing(calendar, after_months(beginning.received.day, limit.amount * 12));
    case LimitUnit::kClockHour:
      return after_clock_hours(calendar, beginning.received, limit.amount);
    case LimitUnit::kWithinDay:
      break;
  }
  return closing(calendar, beginning.start.day);
}

}  // namespace

base::Result<Deadline> deadline(const Calendar& calendar, std::string_view unit, base::Instant received,
                                const Limit& limit, const CountSettings& settings) {
  if (limit.unit != LimitUnit::kWithinDay && (limit.amount < 1 || limit.amount > kMostAmount)) {
    return base::refuse("limit_malformed", {{"value", format_limit(limit)}});
  }
  const WorkingDays working_days(calendar, unit);
  if (!working_days.has_hours()) return base::refuse("calendar_without_hours", {{"unit", std::string(unit)}});
  const base::LocalMinute local = base::local_minute(received);
  const Moment received_at{sys_days{local.date}, local.minute_of_day};
  return begin(working_days, received_at, settings.cutoff).and_then([&](const Beginning& beginning) {
    return end_of(working_days, beginning, limit, settings).map([&](const Moment& due) {
      return Deadline{instant(beginning.start), instant(due),
                      working_days.rests_on_unofficial(received_at.day, due.day)};
    });
  });
}

}  // namespace calendar
