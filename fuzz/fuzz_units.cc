// A line of data/units from any bytes, read as a unit, a point, an area and a service: imported or refused, and what
// was imported survives its own JSON.
#include "catalog/competence.h"
#include "catalog/unit.h"
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto json = base::parse_json(fuzz::text(bytes, size), {.bytes = 8U << 20, .depth = 32});
  if (!json) return 0;
  fuzz::require_refused_or_kept(catalog::unit_from_json(*json), catalog::unit_from_json);
  fuzz::require_refused_or_kept(catalog::point_from_json(*json), catalog::point_from_json);
  fuzz::require_refused_or_kept(catalog::area_from_json(*json), catalog::area_from_json);
  fuzz::require_refused_or_kept(catalog::serves_from_json(*json), catalog::serves_from_json);
  return 0;
}
