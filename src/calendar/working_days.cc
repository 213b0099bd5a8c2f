#include "calendar/working_days.h"

#include <algorithm>
#include <map>

namespace calendar {
namespace {

using std::chrono::sys_days;

const DayHours kClosed;

const DayHours* find_hours(const std::map<unsigned, DayHours>& hours, unsigned weekday) {
  const auto found = hours.find(weekday);
  return found == hours.end() ? nullptr : &found->second;
}

bool any_unofficial(const std::map<sys_days, SpecialDay>& days, sys_days from, sys_days to) {
  return std::any_of(days.lower_bound(from), days.upper_bound(to),
                     [](const auto& entry) { return entry.second.status != DayStatus::kOfficial; });
}

}  // namespace

WorkingDays::WorkingDays(const Calendar& calendar, std::string_view unit)
    : calendar_(calendar),
      first_(std::chrono::year(calendar.first_year) / 1 / 1),
      last_(std::chrono::year(calendar.last_year) / 12 / 31) {
  const auto found = calendar.units.find(unit);
  if (found != calendar.units.end()) unit_ = &found->second;
  for (unsigned weekday = 1; weekday <= 7; ++weekday) {
    const DayHours* hours = unit_ ? find_hours(unit_->hours, weekday) : nullptr;
    if (!hours) hours = find_hours(calendar.hours, weekday);
    week_[weekday] = hours ? hours : &kClosed;
  }
}

bool WorkingDays::has_hours() const {
  return std::any_of(week_.begin() + 1, week_.end(), [](const DayHours* hours) { return !hours->empty(); });
}

base::Result<const DayHours*> WorkingDays::hours(sys_days day) const {
  if (day < first_ || day > last_) {
    const int year = static_cast<int>(base::LocalDate(day).year());
    return base::refuse("year_without_calendar", {{"year", std::to_string(year)}});
  }
  const SpecialDay* entry = special(day);
  return entry ? &special_hours(*entry) : &weekday_hours(day);
}

base::Result<sys_days> WorkingDays::first_worked(sys_days day) const {
  for (;; day += std::chrono::days(1)) {
    const auto spans = hours(day);
    if (!spans) return tl::unexpected(spans.error());
    if (!(*spans)->empty()) return day;
  }
}

bool WorkingDays::rests_on_unofficial(sys_days from, sys_days to) const {
  return any_unofficial(calendar_.days, from, to) || (unit_ && any_unofficial(unit_->days, from, to));
}

const SpecialDay* WorkingDays::special(sys_days day) const {
  if (unit_) {
    const auto own = unit_->days.find(day);
    if (own != unit_->days.end()) return &own->second;
  }
  const auto common = calendar_.days.find(day);
  return common == calendar_.days.end() ? nullptr : &common->second;
}

const DayHours& WorkingDays::special_hours(const SpecialDay& special) const {
  const bool worked = special.kind == DayKind::kSwappedWork || special.kind == DayKind::kLocalOpened ||
                      special.kind == DayKind::kShortened;
  if (!worked) return kClosed;
  if (special.hours) return *special.hours;
  if (special.pair) {
    const DayHours& pair = weekday_hours(sys_days{*special.pair});
    if (!pair.empty()) return pair;
  }
  return *week_[1];  // a worked day without hours or a worked pair has Monday's
}

const DayHours& WorkingDays::weekday_hours(sys_days day) const {
  return *week_[std::chrono::weekday(day).iso_encoding()];
}

}  // namespace calendar
