// How a dossier goes through the office: what is done to it and at which working minutes, around its limit. Only a
// plan: whether each act is allowed is decided when it is done.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "calendar/calendar.h"
#include "simulation/chance.h"

namespace simulation {

// Minutes that an office works, counted on from any instant.
class OfficeHours {
 public:
  explicit OfficeHours(const calendar::Calendar& calendar) : calendar_(calendar) {}
  const calendar::DayHours& of(base::LocalDate day);  // none on a day off, or outside the calendar's years
  base::Instant after(base::Instant at, std::int64_t worked_minutes);
  std::int64_t between(base::Instant from, base::Instant to);  // worked minutes

 private:
  const calendar::Calendar& calendar_;
  std::map<std::chrono::sys_days, calendar::DayHours> days_;
};

struct Step {
  base::Instant at;      // on a tick
  std::string_view act;  // "hand-over", as in the REST path
  bool operator==(const Step&) const = default;
};

struct CourseSettings {
  int tick_minutes = 1;
  int late_per_mille = 60;    // released after its due
  int refuse_per_mille = 40;  // decided with no
};

base::Instant next_tick(base::Instant at, int tick_minutes);

// From the reception to the delivery, each a tick or more after the one before. `due`: when it should be released.
std::vector<Step> course(Chance& chance, OfficeHours& hours, base::Instant received, base::Instant due,
                         const CourseSettings& settings);

// The same acts, moved together so that the last is done by `end`, as far as there are ticks.
void finish_by(std::vector<Step>& steps, OfficeHours& hours, base::Instant received, base::Instant end,
               int tick_minutes);

}  // namespace simulation
