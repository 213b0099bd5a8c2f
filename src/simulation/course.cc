#include "simulation/course.h"

#include <algorithm>

namespace simulation {
namespace {

constexpr std::int64_t kLeastMinutes = 15;
constexpr std::int64_t kMostHandOverMinutes = 240;
constexpr int kMostDays = 400;  // looked ahead for a worked day

base::Instant plus_minutes(base::Instant at, std::int64_t minutes) { return at + std::chrono::minutes(minutes); }

// Each on a tick of its own, in order.
void settle(std::vector<Step>& steps, base::Instant received, int tick_minutes) {
  base::Instant before = received;
  for (Step& step : steps) {
    step.at = std::max(next_tick(step.at, tick_minutes), plus_minutes(before, tick_minutes));
    before = step.at;
  }
}

}  // namespace

base::Instant next_tick(base::Instant at, int tick_minutes) {
  const auto tick = std::chrono::microseconds(std::chrono::minutes(tick_minutes));
  const auto since = at.time_since_epoch();
  return base::Instant((since + tick - std::chrono::microseconds(1)) / tick * tick);
}

const calendar::DayHours& OfficeHours::of(base::LocalDate day) {
  const auto [found, fresh] = days_.try_emplace(std::chrono::sys_days(day));
  if (fresh) found->second = calendar::worked(calendar_, "", day).value_or(calendar::DayHours());
  return found->second;
}

base::Instant OfficeHours::after(base::Instant at, std::int64_t worked_minutes) {
  base::LocalMinute local = base::local_minute(at);
  std::int64_t left = worked_minutes;
  for (int days = 0; days < kMostDays; ++days) {
    for (const calendar::Span& span : of(local.date)) {
      const int from = std::max(span.from, local.minute_of_day);
      if (from >= span.to) continue;
      if (left < span.to - from) return base::at_local(local.date, from + static_cast<int>(left));
      left -= span.to - from;
    }
    local = {base::LocalDate(std::chrono::sys_days(local.date) + std::chrono::days(1)), 0};
  }
  return base::at_local(local.date, 0);  // the calendar has no year for it
}

std::int64_t OfficeHours::between(base::Instant from, base::Instant to) {
  std::int64_t minutes = 0;
  const auto last = std::chrono::sys_days(base::local_date(to));
  for (auto day = std::chrono::sys_days(base::local_date(from)); day <= last; day += std::chrono::days(1)) {
    for (const calendar::Span& span : of(base::LocalDate(day))) {
      const base::Instant begins = std::max(from, base::at_local(base::LocalDate(day), span.from));
      const base::Instant ends = std::min(to, base::at_local(base::LocalDate(day), span.to));
      if (begins < ends) minutes += std::chrono::duration_cast<std::chrono::minutes>(ends - begins).count();
    }
  }
  return minutes;
}

std::vector<Step> course(Chance& chance, OfficeHours& hours, base::Instant received, base::Instant due,
                         const CourseSettings& settings) {
  const std::int64_t limit = std::max(kLeastMinutes, hours.between(received, due));
  const bool late = chance.per_mille(settings.late_per_mille);
  // Most are out well before their due, and many on the last day.
  const std::int64_t per_mille = late                    ? chance.between(1030, 1700)
                                 : chance.per_mille(350) ? chance.between(800, 970)
                                                         : chance.between(180, 850);
  const std::int64_t released = std::max(kLeastMinutes, limit * per_mille / 1000);
  const std::int64_t handed_over = std::min(kMostHandOverMinutes, released * chance.between(30, 120) / 1000);
  const std::int64_t assigned = std::max(handed_over, released * chance.between(130, 330) / 1000);
  const std::int64_t decided = std::max(assigned, released * chance.between(600, 930) / 1000);
  const std::int64_t delivered =
      released + (chance.per_mille(600) ? chance.between(10, 240) : chance.between(240, 1920));
  const std::string_view decision = chance.per_mille(settings.refuse_per_mille) ? "refuse" : "approve";
  std::vector<Step> steps{{hours.after(received, handed_over), "hand-over"},
                          {hours.after(received, assigned), "assign"},
                          {hours.after(received, decided), decision},
                          {hours.after(received, released), "release"},
                          {hours.after(received, delivered), "deliver"}};
  settle(steps, received, settings.tick_minutes);
  return steps;
}

void finish_by(std::vector<Step>& steps, OfficeHours& hours, base::Instant received, base::Instant end,
               int tick_minutes) {
  if (steps.empty() || steps.back().at < end) return;
  const std::int64_t minutes = std::max<std::int64_t>(0, hours.between(received, end) - tick_minutes);
  const auto parts = static_cast<std::int64_t>(steps.size());
  for (std::int64_t i = 0; i < parts; ++i) {
    Step& step = steps[static_cast<std::size_t>(i)];
    step.at = std::min(step.at, hours.after(received, minutes * (i + 1) / parts - (i + 1 == parts ? 1 : 0)));
  }
  settle(steps, received, tick_minutes);
}

}  // namespace simulation
