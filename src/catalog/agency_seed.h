// A first set of competence rules for an imported record: from the names of its agencies, then from its field. Every
// rule is `assumed` and shown as such until a controller confirms it. Names that do not agree on one authority give no
// rule at all: such a procedure can be read but not received (practice E, "Defaults at import").
#pragma once
#include <vector>

#include "catalog/competence.h"
#include "catalog/procedure.h"

namespace catalog {

std::vector<CompetenceRule> seed_rules(const ProcedureVersion& version);

}  // namespace catalog
