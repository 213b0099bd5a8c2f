// Why a date is that date: every day from a reception to what was promised, with what the calendar says of it and the
// number that it has in the count. Pure; refuses what deadline refuses. Explains, and decides nothing.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "calendar/calendar.h"

namespace calendar {

struct ExplainedDay {
  base::LocalDate date;
  bool worked = false;
  int number = 0;                     // in the count of the limit; 0: not counted
  std::optional<SpecialDay> special;  // what the calendar says of this day beside its weekday
};

// The local days from one instant to another, both included, without numbers. Empty when `to` is before `from`.
// Refuses year_without_calendar (facts: year).
base::Result<std::vector<ExplainedDay>> days_between(const Calendar& calendar, std::string_view unit,
                                                     base::Instant from, base::Instant to);

struct Explanation {
  Deadline deadline;
  std::vector<ExplainedDay> days;  // from the local day of reception to that of the due date
};

// The deadline with its days. Numbered are only the days that the limit counts: working days the worked ones after the
// start's day (a cut-off with day 1: from it), calendar days every day after reception. Hours, months, years and
// "within the day" count no days, so nothing is numbered.
base::Result<Explanation> explain(const Calendar& calendar, std::string_view unit, base::Instant received,
                                  const Limit& limit, const CountSettings& settings = {});

}  // namespace calendar
