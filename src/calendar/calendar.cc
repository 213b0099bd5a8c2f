#include "calendar/calendar.h"

#include "calendar/working_days.h"

namespace calendar {

base::Result<DayHours> worked(const Calendar& calendar, std::string_view unit, base::LocalDate day) {
  const auto hours = WorkingDays(calendar, unit).hours(std::chrono::sys_days{day});
  if (!hours) return tl::unexpected(hours.error());
  return **hours;
}

}  // namespace calendar
