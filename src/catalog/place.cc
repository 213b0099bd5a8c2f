#include "catalog/place.h"

#include <algorithm>
#include <map>
#include <set>

#include "catalog/catalog.h"

namespace catalog {
namespace {

using Facts = std::map<std::string, std::string>;

// What became of an old unit by the day.
struct Heirs {
  std::set<std::string> units;  // valid on the day
  bool divided = false;         // somewhere on the way a part went elsewhere
  bool unknown = false;         // no source says where (a part of) it went
};

bool ended_by(const Unit& unit, base::LocalDate day) { return unit.valid_to && *unit.valid_to <= day; }

void follow(const Catalog& catalog, const Unit& unit, base::LocalDate day, std::set<std::string>& seen, Heirs& heirs) {
  if (!seen.insert(unit.id).second) return;
  if (valid_on(unit.valid_from, unit.valid_to, day)) {
    heirs.units.insert(unit.id);
    return;
  }
  if (unit.successors.empty()) heirs.unknown = true;
  for (const Successor& successor : unit.successors) {
    if (!successor.whole) heirs.divided = true;
    const Unit* next = catalog.unit(successor.unit);
    if (next) {
      follow(catalog, *next, day, seen, heirs);
    } else {
      heirs.unknown = true;
    }
  }
}

Heirs heirs_of(const Catalog& catalog, const std::vector<const Unit*>& old, base::LocalDate day) {
  Heirs heirs;
  std::set<std::string> seen;
  for (const Unit* unit : old) follow(catalog, *unit, day, seen, heirs);
  return heirs;
}

Facts with_candidates(Facts facts, const Catalog& catalog, const Heirs& heirs) {
  std::string ids, names;
  for (const std::string& id : heirs.units) {
    ids += (ids.empty() ? "" : ",") + id;
    names += (names.empty() ? "" : "; ") + catalog.unit(id)->name;
  }
  facts.emplace("candidates", ids);
  facts.emplace("candidate_names", names);
  return facts;
}

// By our id, or every unit that ever had the code and has ended: one code had several names before (practice B3).
std::vector<const Unit*> ended_units(const Catalog& catalog, const std::string& id_or_code, base::LocalDate day) {
  std::vector<const Unit*> ended;
  const Unit* by_id = catalog.unit(id_or_code);
  for (const Unit* unit : by_id ? std::vector<const Unit*>{by_id} : catalog.units_by_code(id_or_code)) {
    if (ended_by(*unit, day)) ended.push_back(unit);
  }
  return ended;
}

base::Result<ResolvedPlace> by_current_unit(const Catalog& catalog, const std::string& given, base::LocalDate day) {
  if (const Unit* unit = catalog.unit_on(given, day)) return ResolvedPlace{unit, PlaceResolved::kExact};
  const auto ended = ended_units(catalog, given, day);
  if (ended.empty()) return base::refuse("place_unknown", {{"unit", given}});
  const Unit& last = **std::ranges::max_element(ended, {}, [](const Unit* unit) { return *unit->valid_to; });
  return base::refuse("unit_abolished", with_candidates({{"unit", given},
                                                         {"name", last.name},
                                                         {"valid_to", base::format_date(*last.valid_to)},
                                                         {"day", base::format_date(day)}},
                                                        catalog, heirs_of(catalog, ended, day)));
}

base::Result<ResolvedPlace> by_old_unit(const Catalog& catalog, const std::string& given, base::LocalDate day) {
  const auto ended = ended_units(catalog, given, day);
  if (ended.empty()) {
    if (const Unit* unit = catalog.unit_on(given, day)) return ResolvedPlace{unit, PlaceResolved::kExact};
    return base::refuse("place_unknown", {{"unit", given}});
  }
  const Heirs heirs = heirs_of(catalog, ended, day);
  if (heirs.units.empty()) return base::refuse("place_unknown", {{"unit", given}});
  if (heirs.divided || heirs.unknown || heirs.units.size() > 1) {
    return base::refuse("place_divided", with_candidates({{"unit", given}}, catalog, heirs));
  }
  return ResolvedPlace{catalog.unit(*heirs.units.begin()), PlaceResolved::kBySuccessor};
}

}  // namespace

base::Result<ResolvedPlace> resolve_place(const Catalog& catalog, const Place& place, base::LocalDate day) {
  if (place.given == PlaceGiven::kUnit) return by_current_unit(catalog, place.unit, day);
  if (place.given == PlaceGiven::kOldUnit) return by_old_unit(catalog, place.unit, day);
  // The position itself stays out of the facts: it may be somebody's home.
  const Unit* commune = catalog.commune_at(place.position, day);
  if (!commune) return base::refuse("place_unknown", {{"unit", "position"}});
  return ResolvedPlace{commune, PlaceResolved::kByPosition};
}

}  // namespace catalog
