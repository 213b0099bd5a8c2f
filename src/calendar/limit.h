// The time limit of a procedure, as amount and unit. Domain: Civil Code arts 147-148, Decree 118/2025 art. 17.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace calendar {

enum class LimitUnit { kWorkingDay, kWorkingHour, kCalendarDay, kMonth, kYear, kClockHour, kWithinDay };

inline constexpr int kMostAmount = 999'999;  // more than any law states, so that no sum of minutes or days overflows

struct Limit {
  LimitUnit unit = LimitUnit::kWorkingDay;
  int amount = 0;  // 1…kMostAmount; 0 only for kWithinDay
  bool operator==(const Limit&) const = default;
};

// A reception at or after this local minute of a working day counts from the opening of the next working day.
struct Cutoff {
  int minute_of_day = 15 * 60;
  bool next_day_is_day_one = false;  // false: the next working day is day 0 (domain §3, both readings exist)
  bool operator==(const Cutoff&) const = default;
};

// "7d" working days, "8h" working hours, "60cd" calendar days, "2m" months, "1y" years, "12ch" clock hours,
// "sd" within the day. Refuses limit_malformed (facts: value).
base::Result<Limit> parse_limit(std::string_view text);
std::string format_limit(const Limit& limit);

// "15:00", "15:00,day0", "15:00,day1". Refuses cutoff_malformed (facts: value).
base::Result<Cutoff> parse_cutoff(std::string_view text);
std::string format_cutoff(const Cutoff& cutoff);

}  // namespace calendar
