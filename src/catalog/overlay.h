// What the city says about a procedure on top of the crawled record (data/procedures-hanoi.jsonl): the ward's daily
// procedures cannot be received from the portal's text alone, whose limits carry no unit (practice B1). A line replaces
// members of the record and gives the competence rules; every value stands on a quoted sentence of the record or an
// article, and says whether that is confirmed or assumed. A value without a basis is refused.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "catalog/competence.h"
#include "catalog/procedure.h"

namespace catalog {

struct Basis {
  std::string text;  // the sentence or article
  Trust trust = Trust::kAssumed;
};

struct Overlay {
  std::string code;
  base::JsonObject values;               // members of ProcedureVersion's JSON that are replaced
  std::map<std::string, Basis> sources;  // by member; has one for every value and for "competence"
  std::vector<CompetenceRule> rules;     // checked (check_rules); may be empty
};

// Refuses overlay_without_basis (field), value_unknown (value), overlay_member_unknown (field), field_missing,
// field_wrong_type, competence_ambiguous, rule_id_repeated, rule_without_direction.
base::Result<Overlay> overlay_from_json(const base::Json& json);

// The version that the overlay makes of the record: source "overlay-hanoi". Refuses overlay_other_procedure (code,
// overlay) and what procedure_from_json refuses.
base::Result<ProcedureVersion> apply(const Overlay& overlay, const ProcedureVersion& record);

}  // namespace catalog
