// When people come: the shape of a day and of a week, taken from counts of a real one-stop office (data/simulation).
#pragma once
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "calendar/calendar.h"

namespace simulation {

inline constexpr std::size_t kOpenHours = 8;

struct Shape {
  std::array<std::vector<std::int64_t>, 5> hours;  // Monday to Friday; people by hour since the doors opened

  // Of a worked day, in the weight of an average one = 1000. A worked weekend day counts as a Friday.
  std::int64_t weight_of(base::LocalDate day) const;
  // The minute of the day for a draw of 0 … 999,999: the open hours of the calendar stand for those of the counts.
  int minute_of(base::LocalDate day, const calendar::DayHours& open, std::int64_t draw) const;
};

// Refuses arrivals_malformed.
base::Result<Shape> shape_from_text(std::string_view text);

}  // namespace simulation
