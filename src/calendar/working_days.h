// The days of one unit, resolved once per count: its week, and the entries that override it. Gives pointers into the
// calendar instead of copies, because a deadline looks at ten days on average and a server counts millions.
#pragma once
#include <array>
#include <chrono>
#include <string_view>

#include "base/result.h"
#include "calendar/calendar.h"

namespace calendar {

class WorkingDays {
 public:
  // The calendar must outlive this object.
  WorkingDays(const Calendar& calendar, std::string_view unit);

  bool has_hours() const;  // some weekday is worked

  // Refuses year_without_calendar. The pointer is never null.
  base::Result<const DayHours*> hours(std::chrono::sys_days day) const;

  // The first worked day at or after `day`. Refuses year_without_calendar.
  base::Result<std::chrono::sys_days> first_worked(std::chrono::sys_days day) const;

  // A projected, proposed or unconfirmed entry lies within [from, to].
  bool rests_on_unofficial(std::chrono::sys_days from, std::chrono::sys_days to) const;

  // What the calendar says of the day beside its weekday, the unit's own entry first; null: nothing.
  const SpecialDay* special(std::chrono::sys_days day) const;

 private:
  const DayHours& special_hours(const SpecialDay& special) const;
  const DayHours& weekday_hours(std::chrono::sys_days day) const;

  const Calendar& calendar_;
  const UnitCalendar* unit_ = nullptr;
  std::chrono::sys_days first_;
  std::chrono::sys_days last_;
  std::array<const DayHours*, 8> week_{};  // by ISO weekday
};

}  // namespace calendar
