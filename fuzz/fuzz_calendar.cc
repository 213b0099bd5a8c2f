// The calendar file (data/schema/calendar.schema.json) from any bytes: it is read or refused, never anything else; what
// was read is written and read again as the same, and every limit asked of it ends or is refused.
#include "calendar/calendar.h"
#include "fuzz.h"

namespace {

using fuzz::require;

void ask(const calendar::Calendar& calendar, std::string_view unit) {
  const base::LocalDate new_year = std::chrono::year(calendar.first_year) / 1 / 1;
  const base::Instant received = base::at_local(new_year, 16 * 60 + 59);
  for (const char* text : {"1d", "999999d", "9h", "30cd", "1m", "1y", "36ch", "sd"}) {
    calendar::CountSettings settings;
    settings.cutoff = calendar::Cutoff{15 * 60, true};
    const auto deadline = calendar::deadline(calendar, unit, received, *calendar::parse_limit(text), settings);
    require(!deadline || deadline->due >= received);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto json = base::parse_json(fuzz::text(bytes, size));
  if (!json) return 0;
  const auto calendar = calendar::calendar_from_json(*json);
  if (!calendar) return 0;
  const base::Json written = calendar::to_json(*calendar);
  const auto again = calendar::calendar_from_json(written);
  require(again.has_value() && calendar::to_json(*again) == written);
  ask(*calendar, "");
  for (const auto& [unit, own] : calendar->units) ask(*calendar, unit);
  return 0;
}
