#include "catalog/unit.h"

#include <cstddef>

namespace catalog {
namespace {

using Ring = std::vector<Position>;

// The edge from `a` to `b` crosses the ray that runs east from `position`. Whole numbers: no rounding, and a shared
// corner is counted for exactly one of the two edges that meet there.
bool crosses(const Position& a, const Position& b, const Position& position) {
  const bool spans =
      (a.lat_microdegrees > position.lat_microdegrees) != (b.lat_microdegrees > position.lat_microdegrees);
  if (!spans) return false;
  const std::int64_t rise = b.lat_microdegrees - a.lat_microdegrees;
  const std::int64_t run = b.lon_microdegrees - a.lon_microdegrees;
  const std::int64_t east =
      (position.lat_microdegrees - a.lat_microdegrees) * run - (position.lon_microdegrees - a.lon_microdegrees) * rise;
  return rise > 0 ? east > 0 : east < 0;
}

bool odd_crossings(const Ring& ring, const Position& position) {
  bool odd = false;
  for (std::size_t i = 1; i < ring.size(); ++i) odd ^= crosses(ring[i - 1], ring[i], position);
  return odd;
}

}  // namespace

bool valid_on(const std::optional<base::LocalDate>& from, const std::optional<base::LocalDate>& to,
              base::LocalDate day) {
  return (!from || *from <= day) && (!to || day < *to);
}

bool contains(const Area& area, Position position) {
  for (const auto& polygon : area.polygons) {
    bool inside = false;  // the outer ring and the holes alike turn inside into outside and back
    for (const Ring& ring : polygon) inside ^= odd_crossings(ring, position);
    if (inside) return true;
  }
  return false;
}

}  // namespace catalog
