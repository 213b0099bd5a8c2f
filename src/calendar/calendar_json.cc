#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "calendar/calendar.h"
#include "calendar/members.h"
#include "calendar/working_days.h"

namespace calendar {
namespace {

using std::chrono::sys_days;

constexpr std::array<std::pair<std::string_view, DayKind>, 7> kKinds{{{"holiday", DayKind::kHoliday},
                                                                      {"substitute", DayKind::kSubstitute},
                                                                      {"swapped_off", DayKind::kSwappedOff},
                                                                      {"swapped_work", DayKind::kSwappedWork},
                                                                      {"local_closed", DayKind::kLocalClosed},
                                                                      {"local_opened", DayKind::kLocalOpened},
                                                                      {"shortened", DayKind::kShortened}}};
constexpr std::array<std::pair<std::string_view, DayStatus>, 4> kStatuses{{{"official", DayStatus::kOfficial},
                                                                           {"projected", DayStatus::kProjected},
                                                                           {"proposed", DayStatus::kProposed},
                                                                           {"unconfirmed", DayStatus::kUnconfirmed}}};
constexpr std::array<std::string_view, 7> kWeekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

// "08:00" as a minute of the day; "24:00" is the day's end.
std::optional<int> minute_of_day(std::string_view text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : 100; };
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const int hour = digit(0) * 10 + digit(1);
  const int minute = digit(3) * 10 + digit(4);
  if (minute > 59 || hour * 60 + minute > 24 * 60) return std::nullopt;
  return hour * 60 + minute;
}

std::optional<Span> read_span(std::string_view text) {
  if (text.size() != 11 || text[5] != '-') return std::nullopt;
  const auto from = minute_of_day(text.substr(0, 5));
  const auto to = minute_of_day(text.substr(6));
  if (!from || !to || *from >= *to) return std::nullopt;
  return Span{*from, *to};
}

void read_hours(Members& members, std::string_view name, DayHours& hours) {
  members.each(name, [&](const base::Json& json, const std::string& where) {
    if (!json.is_string()) return members.fail("field_wrong_type", {{"expected", "text"}}, where);
    const auto span = read_span(json.string());
    const int previous_end = hours.empty() ? 0 : hours.back().to;
    if (!span || span->from < previous_end) {
      return members.fail("hours_malformed", {{"value", json.string()}}, where);
    }
    if (!hours.empty() && span->from == previous_end) {
      hours.back().to = span->to;  // spans that touch are one: no break lies between
    } else {
      hours.push_back(*span);
    }
  });
}

std::map<unsigned, DayHours> read_week(const base::Json& json, const std::string& where,
                                       std::optional<base::Refusal>& failure) {
  std::map<unsigned, DayHours> week;
  Members members(json, where, failure);
  if (!json.is_object()) return week;
  for (const auto& [name, spans] : json.object()) {
    const auto weekday = std::find(kWeekdays.begin(), kWeekdays.end(), name);
    if (weekday == kWeekdays.end()) members.fail("value_unknown", {{"value", name}}, members.where(name));
    if (members.failed()) return week;
    read_hours(members, name, week[static_cast<unsigned>(weekday - kWeekdays.begin()) + 1]);
  }
  return week;
}

bool is_worked(DayKind kind) {
  return kind == DayKind::kSwappedWork || kind == DayKind::kLocalOpened || kind == DayKind::kShortened;
}

SpecialDay read_day(const base::Json& json, const std::string& where, std::optional<base::Refusal>& failure) {
  Members members(json, where, failure);
  SpecialDay day;
  day.date = members.date("date");
  day.kind = members.choice<DayKind>("kind", kKinds);
  day.name = members.text_or("name", "");
  day.name_en = members.text_or("name_en", "");
  // Who does not say how sure the entry is gets the mark of the unsure; it never counts as a public decision.
  day.status = members.find("status") ? members.choice<DayStatus>("status", kStatuses) : DayStatus::kUnconfirmed;
  day.source = members.text_or("source", "");
  day.pair = members.date_or_none("pair");
  day.known_from = members.date_or_none("known_from");
  if (members.find("hours")) {
    if (!is_worked(day.kind)) members.fail("hours_malformed", {{"value", "closed day"}}, members.where("hours"));
    read_hours(members, "hours", day.hours.emplace());
  } else if (day.kind == DayKind::kShortened) {
    members.fail("field_missing", {{"field", "hours"}}, members.where("hours"));
  }
  return day;
}

void read_days(Members& members, const Calendar& calendar, std::map<sys_days, SpecialDay>& days,
               std::optional<base::Refusal>& failure) {
  members.each("days", [&](const base::Json& json, const std::string& where) {
    SpecialDay day = read_day(json, where, failure);
    if (failure) return;
    const int year = static_cast<int>(day.date.year());
    const std::map<std::string, std::string> facts{{"date", base::format_date(day.date)}};
    if (year < calendar.first_year || year > calendar.last_year) {
      return members.fail("day_outside_years", facts, where + "/date");
    }
    const sys_days date{day.date};
    if (!days.emplace(date, std::move(day)).second) members.fail("day_twice", facts, where + "/date");
  });
}

void read_years(Members& members, Calendar& calendar) {
  std::vector<std::int64_t> years;
  members.each("years", [&](const base::Json& json, const std::string& where) {
    if (!json.is_integer()) return members.fail("field_wrong_type", {{"expected", "integer"}}, where);
    if (json.integer() < 1 || json.integer() > 9999) {
      return members.fail("value_unknown", {{"value", std::to_string(json.integer())}}, where);
    }
    years.push_back(json.integer());
  });
  if (!members.find("years")) return members.fail("field_missing", {{"field", "years"}}, "/years");
  if (members.failed()) return;
  if (years.size() != 2 || years[0] > years[1]) return members.fail("value_unknown", {{"value", "years"}}, "/years");
  calendar.first_year = static_cast<int>(years[0]);
  calendar.last_year = static_cast<int>(years[1]);
}

void read_units(Members& members, Calendar& calendar, std::optional<base::Refusal>& failure) {
  members.each_member("units", [&](const std::string& id, const base::Json& json, const std::string& where) {
    Members unit_members(json, where, failure);
    UnitCalendar& unit = calendar.units[id];
    if (const base::Json* hours = unit_members.find("hours")) unit.hours = read_week(*hours, where + "/hours", failure);
    read_days(unit_members, calendar, unit.days, failure);
    if (!WorkingDays(calendar, id).has_hours()) {
      unit_members.fail("calendar_without_hours", {{"unit", id}}, where + "/hours");
    }
  });
}

template <class Enum, std::size_t N>
std::string_view word_of(Enum value, const std::array<std::pair<std::string_view, Enum>, N>& words) {
  return std::find_if(words.begin(), words.end(), [&](const auto& word) { return word.second == value; })->first;
}

base::Json hours_json(const DayHours& hours) {
  base::JsonArray spans;
  for (const Span& span : hours) {
    spans.emplace_back(
        fmt::format("{:02}:{:02}-{:02}:{:02}", span.from / 60, span.from % 60, span.to / 60, span.to % 60));
  }
  return spans;
}

base::Json week_json(const std::map<unsigned, DayHours>& week) {
  base::JsonObject json;
  for (const auto& [weekday, hours] : week) json[std::string(kWeekdays[weekday - 1])] = hours_json(hours);
  return json;
}

base::Json day_json(const SpecialDay& day) {
  base::Json json;
  json.set("date", base::format_date(day.date));
  json.set("kind", word_of(day.kind, kKinds));
  json.set_text("name", day.name).set_text("name_en", day.name_en);
  json.set("status", word_of(day.status, kStatuses));
  json.set_text("source", day.source);
  if (day.pair) json.set("pair", base::format_date(*day.pair));
  if (day.known_from) json.set("known_from", base::format_date(*day.known_from));
  if (day.hours) json.set("hours", hours_json(*day.hours));
  return json;
}

base::Json days_json(const std::map<sys_days, SpecialDay>& days) {
  base::JsonArray json;
  for (const auto& entry : days) json.push_back(day_json(entry.second));
  return json;
}

}  // namespace

base::Result<Calendar> calendar_from_json(const base::Json& json) {
  std::optional<base::Refusal> failure;
  Members members(json, "", failure);
  Calendar calendar;
  calendar.version = members.text("version");
  if (members.text("zone") != "+07:00") members.fail("value_unknown", {{"value", members.text("zone")}}, "/zone");
  read_years(members, calendar);
  if (const base::Json* hours = members.find("hours")) calendar.hours = read_week(*hours, "/hours", failure);
  if (!WorkingDays(calendar, "").has_hours()) members.fail("calendar_without_hours", {{"unit", ""}}, "/hours");
  read_days(members, calendar, calendar.days, failure);
  read_units(members, calendar, failure);
  if (failure) return tl::unexpected(*failure);
  return calendar;
}

base::Json to_json(const Calendar& calendar) {
  base::Json json;
  json.set("version", calendar.version).set("zone", "+07:00");
  json.set("years", base::JsonArray{calendar.first_year, calendar.last_year});
  json.set("hours", week_json(calendar.hours)).set("days", days_json(calendar.days));
  base::JsonObject units;
  for (const auto& [id, unit] : calendar.units) {
    base::Json& entry = units[id];
    entry.set("hours", week_json(unit.hours)).set("days", days_json(unit.days));
  }
  if (!units.empty()) json.set("units", std::move(units));
  return json;
}

}  // namespace calendar
