// Finding a service point near a place that a person names: communes by a typed name, of today or of before the reform,
// and points by straight-line distance. Pure.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "catalog/catalog.h"
#include "catalog/unit.h"

namespace catalog {

// Along the earth's surface taken as a sphere, in metres.
std::int64_t distance_m(Position a, Position b);

struct PlacedPoint {
  const Point* point = nullptr;
  std::optional<std::int64_t> metres;  // none: the point has no position
};

// The points valid on the day, the nearest first; those without a position last. The catalogue must outlive them.
std::vector<PlacedPoint> points_near(const Catalog& catalog, Position from, base::LocalDate day);

struct NamedCommune {
  const Unit* unit = nullptr;    // valid on the day
  const Unit* before = nullptr;  // the abolished one whose name was typed; null: its own name was
};

// Communes whose name holds every typed word, tones or not, the last word maybe only begun. A whole name comes first,
// and when it names one commune that is the only answer; then names that begin with the words; then names of before.
std::vector<NamedCommune> find_communes(const Catalog& catalog, std::string_view typed, base::LocalDate day);

}  // namespace catalog
