// Where the matter lies (địa bàn), resolved to the commune that is valid on the day. All 126 communes of 2025-07-01
// have codes that were used before, and 199 of the 526 before them were divided: an old unit is followed to its
// successor only where it went undivided into one, and never to "the first" of several (practice B3, E3).
#pragma once
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "catalog/competence.h"

namespace catalog {

struct ResolvedPlace {
  const Unit* unit = nullptr;  // owned by the catalogue; valid on the day
  PlaceResolved resolved = PlaceResolved::kExact;
};

// Precondition: place.given is not kNone. Refuses place_unknown (unit, or "position"), place_divided (unit, candidates:
// ids with commas between, candidate_names: names with semicolons between), unit_abolished (unit, name, valid_to,
// candidates, candidate_names).
base::Result<ResolvedPlace> resolve_place(const Catalog& catalog, const Place& place, base::LocalDate day);

}  // namespace catalog
