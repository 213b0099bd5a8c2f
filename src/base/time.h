// Instants, local dates and their text. Inside, an instant is microseconds since 1970 UTC; at the edge it is written
// in Hanoi's fixed offset +07:00 (no daylight saving since 1975), and a local day runs from local midnight to midnight.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace base {

using Instant = std::chrono::sys_time<std::chrono::microseconds>;
using LocalDate = std::chrono::year_month_day;

inline constexpr std::chrono::hours kHanoiOffset{7};

// A local wall-clock minute: the date and the minutes since local midnight.
struct LocalMinute {
  LocalDate date;
  int minute_of_day = 0;
};

Instant instant_from_micros(std::int64_t micros);
std::int64_t to_micros(Instant at);

LocalDate local_date(Instant at);
LocalMinute local_minute(Instant at);                 // seconds are dropped
Instant at_local(LocalDate date, int minute_of_day);  // minute_of_day 0…1440
std::chrono::local_days to_days(LocalDate date);

// "2026-09-03T09:00:00+07:00"; microseconds are shown only when they are not zero and `exact` is asked for.
std::string format_instant(Instant at);
std::string format_instant_exact(Instant at);
std::string format_date(LocalDate date);    // "2026-09-03"
std::string format_yymmdd(LocalDate date);  // "260903"

// RFC 3339 with offset or Z. Refuses `instant_malformed`.
Result<Instant> parse_instant(std::string_view text);
// The same, or a local time without offset ("2026-08-21T09:00"), read as Hanoi's; for the command line.
Result<Instant> parse_local_instant(std::string_view text);
// "2026-08-31". Refuses `date_malformed`.
Result<LocalDate> parse_date(std::string_view text);

}  // namespace base
