#include "calendar/limit.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace calendar {
namespace {

constexpr std::array<std::pair<std::string_view, LimitUnit>, 6> kSuffixes{{{"d", LimitUnit::kWorkingDay},
                                                                           {"h", LimitUnit::kWorkingHour},
                                                                           {"cd", LimitUnit::kCalendarDay},
                                                                           {"m", LimitUnit::kMonth},
                                                                           {"y", LimitUnit::kYear},
                                                                           {"ch", LimitUnit::kClockHour}}};

tl::unexpected<base::Refusal> malformed(std::string_view code, std::string_view text) {
  return base::refuse(code, {{"value", std::string(text)}});
}

// All digits, no sign, within [least, most].
std::optional<int> number(std::string_view digits, int least, int most) {
  const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
  if (digits.empty() || digits.size() > 6 || !std::all_of(digits.begin(), digits.end(), is_digit)) return std::nullopt;
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (value < least || value > most) return std::nullopt;
  return value;
}

}  // namespace

base::Result<Limit> parse_limit(std::string_view text) {
  if (text == "sd") return Limit{LimitUnit::kWithinDay, 0};
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const auto amount = number(text.substr(0, digits), 1, kMostAmount);
  const auto suffix = std::find_if(kSuffixes.begin(), kSuffixes.end(),
                                   [&](const auto& known) { return known.first == text.substr(digits); });
  if (!amount || suffix == kSuffixes.end()) return malformed("limit_malformed", text);
  return Limit{suffix->second, *amount};
}

std::string format_limit(const Limit& limit) {
  if (limit.unit == LimitUnit::kWithinDay) return "sd";
  const auto suffix =
      std::find_if(kSuffixes.begin(), kSuffixes.end(), [&](const auto& known) { return known.second == limit.unit; });
  return fmt::format("{}{}", limit.amount, suffix->first);
}

base::Result<Cutoff> parse_cutoff(std::string_view text) {
  const std::string_view time = text.substr(0, text.find(','));
  const std::string_view reading = text.substr(time.size());
  const bool well_formed =
      time.size() == 5 && time[2] == ':' && (reading.empty() || reading == ",day0" || reading == ",day1");
  if (!well_formed) return malformed("cutoff_malformed", text);
  const auto hour = number(time.substr(0, 2), 0, 23);
  const auto minute = number(time.substr(3), 0, 59);
  if (!hour || !minute) return malformed("cutoff_malformed", text);
  return Cutoff{*hour * 60 + *minute, reading == ",day1"};
}

std::string format_cutoff(const Cutoff& cutoff) {
  return fmt::format("{:02}:{:02},{}", cutoff.minute_of_day / 60, cutoff.minute_of_day % 60,
                     cutoff.next_day_is_day_one ? "day1" : "day0");
}

}  // namespace calendar
