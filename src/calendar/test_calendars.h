// Calendars and short spellings for the tests of this room and of those above.
#pragma once
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/test_files.h"
#include "calendar/calendar.h"

namespace calendar {

inline Calendar read_calendar(std::string_view text) {
  const auto json = base::parse_json(text);
  if (!json) throw std::invalid_argument(json.error().code + " " + json.error().where);
  const auto calendar = calendar_from_json(*json);
  if (!calendar) throw std::invalid_argument(calendar.error().code + " " + calendar.error().where);
  return *calendar;
}

// The calendar that ships, data/calendar/calendar.json.
inline base::Json shipped_calendar() {
  return base::parse_json(base::project_file("data/calendar/calendar.json"), {.bytes = 8U << 20}).value();
}

inline const Calendar& hanoi() {
  static const Calendar kCalendar = calendar_from_json(shipped_calendar()).value();
  return kCalendar;
}

// Fixture K of the cases: Monday to Friday 08:00-12:00 and 13:30-17:00 in 2026, with the entries given.
inline Calendar fixture_k(const std::string& days = "", const std::string& units = "") {
  std::string week;
  for (const char* day : {"mon", "tue", "wed", "thu", "fri"}) {
    week += std::string(week.empty() ? "" : ",") + '"' + day + R"(":["08:00-12:00","13:30-17:00"])";
  }
  return read_calendar(R"({"version":"K","zone":"+07:00","years":[2026,2026],"hours":{)" + week + R"(},"days":[)" +
                       days + R"(],"units":{)" + units + "}}");
}

inline base::LocalDate date(std::string_view text) { return base::parse_date(text).value(); }

// When "7d" from "2026-08-21T09:00" is due, as "2026-09-03T09:00", or the refusal's code.
inline std::string due(const Calendar& calendar, std::string_view received, std::string_view limit,
                       const CountSettings& settings = {}, std::string_view unit = "") {
  const auto found =
      deadline(calendar, unit, base::parse_local_instant(received).value(), parse_limit(limit).value(), settings);
  return found ? base::format_instant(found->due).substr(0, 16) : found.error().code;
}

inline CountSettings cutoff(std::string_view text) {
  CountSettings settings;
  settings.cutoff = parse_cutoff(text).value();
  return settings;
}

inline CountSettings by_hours() {
  CountSettings settings;
  settings.count = CountSettings::Count::kHours;
  return settings;
}

inline CountSettings to_closing() {
  CountSettings settings;
  settings.ends = CountSettings::Ends::kClosing;
  return settings;
}

}  // namespace calendar
