#include "app/facts.h"

#include <algorithm>

namespace app {
namespace {

void add(std::vector<std::string>& all, std::string_view unit) {
  if (!unit.empty() && std::ranges::find(all, unit) == all.end()) all.emplace_back(unit);
}

void add_with_those_above(std::vector<std::string>& all, const catalog::Catalog& catalog, std::string_view id) {
  // A unit that is its own ancestor would be a mistake of an import: it must not hold us here.
  for (const catalog::Unit* unit = catalog.unit(id); unit != nullptr; unit = catalog.unit(unit->parent)) {
    if (std::ranges::find(all, unit->id) != all.end()) return;
    add(all, unit->id);
  }
}

void add_centres(std::vector<std::string>& all, const catalog::Catalog& catalog) {
  for (const catalog::Unit* unit : catalog.units()) {
    if (unit->kind == catalog::UnitKind::kCentre) add(all, unit->id);
  }
}

}  // namespace

std::vector<std::string> supervisors_of(const catalog::Catalog& catalog, std::string_view unit) {
  std::vector<std::string> all;
  add_with_those_above(all, catalog, unit);
  add_centres(all, catalog);
  return all;
}

rights::Facts facts_of(const catalog::Catalog& catalog, const dossier::State& state) {
  std::vector<std::string> all;
  for (const std::string* unit : {&state.receiving_unit, &state.competent_unit, &state.deciding_unit}) {
    add_with_those_above(all, catalog, *unit);
  }
  add_centres(all, catalog);
  return {state, std::move(all)};
}

}  // namespace app
