#include "simulation/shape.h"

#include <algorithm>
#include <numeric>

#include "base/json.h"

namespace simulation {
namespace {

constexpr std::int64_t kDraws = 1'000'000;

std::size_t row_of(base::LocalDate day) {
  const unsigned weekday = std::chrono::weekday(std::chrono::sys_days(day)).iso_encoding();
  return std::min(weekday, 5U) - 1;
}

std::int64_t sum(const std::vector<std::int64_t>& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

}  // namespace

std::int64_t Shape::weight_of(base::LocalDate day) const {
  std::int64_t all = 0;
  for (const auto& row : hours) all += sum(row);
  return sum(hours[row_of(day)]) * 5 * 1000 / all;
}

int Shape::minute_of(base::LocalDate day, const calendar::DayHours& open, std::int64_t draw) const {
  const auto& counts = hours[row_of(day)];
  int minutes = 0;
  for (const auto& span : open) minutes += span.to - span.from;
  // Where in the opening time the draw falls: the hour by its count, within the hour evenly.
  std::int64_t left = draw * sum(counts);
  std::size_t hour = 0;
  while (hour + 1 < counts.size() && left >= counts[hour] * kDraws) left -= counts[hour++] * kDraws;
  const std::int64_t within = left / std::max<std::int64_t>(1, counts[hour]);  // of kDraws
  auto worked = static_cast<int>((static_cast<std::int64_t>(hour) * kDraws + within) * minutes /
                                 (static_cast<std::int64_t>(counts.size()) * kDraws));
  for (const auto& span : open) {
    if (worked < span.to - span.from) return span.from + worked;
    worked -= span.to - span.from;
  }
  return open.back().to - 1;
}

base::Result<Shape> shape_from_text(std::string_view text) {
  static constexpr std::string_view kDays[] = {"mon", "tue", "wed", "thu", "fri"};
  const auto json = base::parse_json(text);
  const base::Json* arrivals = json ? json->find("arrivals") : nullptr;
  Shape shape;
  for (std::size_t day = 0; day < shape.hours.size() && arrivals != nullptr; ++day) {
    for (const base::Json& count : arrivals->list(kDays[day])) {
      if (count.is_integer() && count.integer() > 0) shape.hours[day].push_back(count.integer());
    }
  }
  const bool whole = std::ranges::all_of(shape.hours, [](const auto& row) { return row.size() == kOpenHours; });
  return whole ? base::Result<Shape>(shape) : base::refuse("arrivals_malformed");
}

}  // namespace simulation
