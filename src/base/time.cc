#include "base/time.h"

#include <fmt/format.h>

#include <charconv>

namespace base {
namespace {

using std::chrono::days;
using std::chrono::microseconds;
using std::chrono::minutes;

struct LocalParts {
  LocalDate date;
  microseconds time_of_day;
};

LocalParts local_parts(Instant at) {
  const auto local = std::chrono::local_time<microseconds>(at.time_since_epoch() + kHanoiOffset);
  const auto day = std::chrono::floor<days>(local);
  return {LocalDate(day), local - day};
}

std::string format_local(const LocalParts& parts, bool exact) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(parts.time_of_day).count();
  const auto fraction = parts.time_of_day.count() % 1'000'000;
  std::string text =
      fmt::format("{}T{:02}:{:02}:{:02}", format_date(parts.date), seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (exact && fraction != 0) text += fmt::format(".{:06}", fraction);
  return text + "+07:00";
}

// Reads digits of a fixed width; the cursor moves only when they are there.
bool take_number(std::string_view& text, std::size_t width, int& value) {
  if (text.size() < width) return false;
  const auto [end, error] = std::from_chars(text.data(), text.data() + width, value);
  if (error != std::errc() || end != text.data() + width || text.front() == '-' || text.front() == '+') return false;
  text.remove_prefix(width);
  return true;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

bool take_date(std::string_view& text, LocalDate& date) {
  int year = 0;
  int month = 0;
  int day = 0;
  if (!take_number(text, 4, year) || !take(text, '-') || !take_number(text, 2, month) || !take(text, '-') ||
      !take_number(text, 2, day)) {
    return false;
  }
  date = LocalDate(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                   std::chrono::day(static_cast<unsigned>(day)));
  return date.ok();
}

bool take_fraction(std::string_view& text, int& micros) {
  int digits = 0;
  for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1), ++digits) {
    if (digits < 6) micros = micros * 10 + (text.front() - '0');
  }
  if (digits == 0) return false;
  for (; digits < 6; ++digits) micros *= 10;
  return true;
}

bool take_time(std::string_view& text, microseconds& time) {
  int hour = 0;
  int minute = 0;
  int second = 0;
  int micros = 0;
  if (!take_number(text, 2, hour) || !take(text, ':') || !take_number(text, 2, minute)) return false;
  if (take(text, ':')) {
    if (!take_number(text, 2, second)) return false;
    if (take(text, '.') && !take_fraction(text, micros)) return false;
  }
  if (hour > 23 || minute > 59 || second > 59) return false;
  time = std::chrono::hours(hour) + minutes(minute) + std::chrono::seconds(second) + microseconds(micros);
  return true;
}

bool take_offset(std::string_view& text, minutes& offset) {
  if (take(text, 'Z') || take(text, 'z')) {
    offset = minutes(0);
    return true;
  }
  const bool east = take(text, '+');
  if (!east && !take(text, '-')) return false;
  int hour = 0;
  int minute = 0;
  if (!take_number(text, 2, hour) || !take(text, ':') || !take_number(text, 2, minute)) return false;
  if (hour > 14 || minute > 59) return false;
  offset = std::chrono::hours(hour) + minutes(minute);
  if (!east) offset = -offset;
  return true;
}

Result<Instant> parse(std::string_view text, bool offset_needed) {
  std::string_view rest = text;
  LocalDate date;
  microseconds time{};
  minutes offset = kHanoiOffset;
  const bool well_formed = take_date(rest, date) && (take(rest, 'T') || take(rest, 't') || take(rest, ' ')) &&
                           take_time(rest, time) && ((!offset_needed && rest.empty()) || take_offset(rest, offset)) &&
                           rest.empty();
  if (!well_formed) return refuse("instant_malformed", {{"text", std::string(text.substr(0, 40))}});
  return Instant(to_days(date).time_since_epoch() + time - offset);
}

}  // namespace

Instant instant_from_micros(std::int64_t micros) { return Instant(microseconds(micros)); }
std::int64_t to_micros(Instant at) { return at.time_since_epoch().count(); }

LocalDate local_date(Instant at) { return local_parts(at).date; }

LocalMinute local_minute(Instant at) {
  const LocalParts parts = local_parts(at);
  return {parts.date, static_cast<int>(std::chrono::duration_cast<minutes>(parts.time_of_day).count())};
}

Instant at_local(LocalDate date, int minute_of_day) {
  return Instant(to_days(date).time_since_epoch() + minutes(minute_of_day) - kHanoiOffset);
}

std::chrono::local_days to_days(LocalDate date) { return std::chrono::local_days(date); }

std::string format_instant(Instant at) { return format_local(local_parts(at), false); }
std::string format_instant_exact(Instant at) { return format_local(local_parts(at), true); }

std::string format_date(LocalDate date) {
  return fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

std::string format_yymmdd(LocalDate date) {
  return fmt::format("{:02}{:02}{:02}", int(date.year()) % 100, unsigned(date.month()), unsigned(date.day()));
}

Result<Instant> parse_instant(std::string_view text) { return parse(text, true); }
Result<Instant> parse_local_instant(std::string_view text) { return parse(text, false); }

Result<LocalDate> parse_date(std::string_view text) {
  std::string_view rest = text;
  LocalDate date;
  if (!take_date(rest, date) || !rest.empty()) {
    return refuse("date_malformed", {{"text", std::string(text.substr(0, 40))}});
  }
  return date;
}

}  // namespace base
