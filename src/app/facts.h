// What `access` decides on, gathered from the catalogue.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "access/rights.h"
#include "catalog/catalog.h"

namespace app {

// The offices whose inspectors look after this unit: itself, those above it, and the centre, which supervises the whole
// city (the city's decision on the centre's tasks). In no order.
std::vector<std::string> supervisors_of(const catalog::Catalog& catalog, std::string_view unit);

// `state` must outlive the facts.
rights::Facts facts_of(const catalog::Catalog& catalog, const dossier::State& state);

}  // namespace app
