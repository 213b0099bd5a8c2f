// Legal time: which minutes are worked, and when a limit ends. Pure; a day outside the calendar's years is the refusal
// year_without_calendar, never "no holidays". All wall-clock times are Hanoi's (+07:00), to the minute: seconds are
// dropped. Contract: the calendar file of data/schema/calendar.schema.json; meaning of counting: deadline below.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "calendar/limit.h"

namespace calendar {

struct Span {  // half-open, minutes since local midnight
  int from = 0;
  int to = 0;
  bool operator==(const Span&) const = default;
};

using DayHours = std::vector<Span>;  // in order, not touching

enum class DayKind { kHoliday, kSubstitute, kSwappedOff, kSwappedWork, kLocalClosed, kLocalOpened, kShortened };
enum class DayStatus { kOfficial, kProjected, kProposed, kUnconfirmed };

struct SpecialDay {
  base::LocalDate date;
  DayKind kind = DayKind::kHoliday;
  std::string name;
  std::string name_en;
  DayStatus status = DayStatus::kOfficial;
  std::string source;
  std::optional<base::LocalDate> pair;
  std::optional<base::LocalDate> known_from;
  std::optional<DayHours> hours;
};

struct UnitCalendar {
  std::map<unsigned, DayHours> hours;  // by ISO weekday 1…7; empty: the common ones
  std::map<std::chrono::sys_days, SpecialDay> days;
};

struct Calendar {
  std::string version;
  int first_year = 0;
  int last_year = 0;
  std::map<unsigned, DayHours> hours;  // ISO weekday 1…7
  std::map<std::chrono::sys_days, SpecialDay> days;
  std::map<std::string, UnitCalendar, std::less<>> units;
};

// Reads the calendar file. Refuses field_missing, field_wrong_type, value_unknown, date_malformed, hours_malformed
// (spans that overlap, are out of order or cross midnight; hours on a closed day), day_outside_years, day_twice (facts:
// date), calendar_without_hours (nobody, or a unit, has no working hour in the week); `where` is a JSON pointer.
base::Result<Calendar> calendar_from_json(const base::Json& json);
base::Json to_json(const Calendar& calendar);

// The worked spans of a day for a unit ("" = common). A unit's weekdays and days override the common ones one by one.
// Refuses year_without_calendar (facts: year).
base::Result<DayHours> worked(const Calendar& calendar, std::string_view unit, base::LocalDate day);

struct CountSettings {
  std::optional<Cutoff> cutoff;
  enum class Count { kDays, kHours } count = Count::kDays;
  enum class Ends { kSameTime, kClosing } ends = Ends::kSameTime;
};

struct Deadline {
  base::Instant start;  // effective start
  base::Instant due;
  bool rests_on_unofficial = false;  // a projected, proposed or unconfirmed entry lies in between
};

// When a limit ends that began with a complete reception. The effective start is the first working instant at or after
// reception; a reception at or after the cut-off of a working day is treated as received at the opening of the next.
//   working days    the same time of day on the N-th working day after the start's day (closed then: the next working
//                   instant); Ends::kClosing: that day's closing. Cut-off with day 1: closing of the N-th, the next
//                   working day being the first. Count::kHours: as N × 8 working hours.
//   working hours   the earliest instant at which they have passed: a span used up to its end gives its end.
//   calendar days   from the local date of reception, which is not counted (Civil Code art. 147), to the closing of the
//                   last; a closed last day moves to the next working day (art. 148).
//   months, years   to the same day number, else the month's last day; then as calendar days.
//   clock hours     passed by the clock from reception; a closed end moves to the next working instant, an end at a
//                   closing time stays (our reading; no article speaks of it).
//   within the day  the closing of the start's day.
// Refuses year_without_calendar (facts: year), calendar_without_hours, limit_malformed (an amount that is not
// 1…kMostAmount).
base::Result<Deadline> deadline(const Calendar& calendar, std::string_view unit, base::Instant received,
                                const Limit& limit, const CountSettings& settings = {});

}  // namespace calendar
