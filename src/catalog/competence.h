// Who decides (thẩm quyền): rules that are dated data, and the search that is pinned into the event. Practice §E.
// No rule is the refusal competence_unknown, never a guess.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "catalog/procedure.h"
#include "catalog/unit.h"

namespace catalog {

class Catalog;

struct Condition {
  std::string fact;  // "building_class"
  std::string op;    // "is" | "in"
  std::vector<std::string> values;
};

struct CompetenceRule {
  std::string id;                   // unique in the procedure: "r1"
  std::string procedure;            // code
  std::string case_id;              // empty: any
  std::string applicant_kind;       // "person", …; empty: any
  std::string place_kind = "none";  // land | site | residence_subject | residence_applicant | seat | event_place | none
  std::vector<std::string> place_alternatives;
  std::vector<Condition> when;
  std::string authority;         // "commune_pc", "department:construction", "customs", …
  std::string find = "by_area";  // by_area | single | applicant_chooses | given_by_place
  TakenAt taken_at = TakenAt::kOwnUnit;
  std::string direction_vi, direction_en;  // where to go instead, with kNotHere
  std::string place_question_vi, place_question_en;
  std::optional<base::LocalDate> valid_from, valid_to;
  std::string source;  // decision number or quoted words
  Trust trust = Trust::kAssumed;
};

// A unit that is an authority for an area: a commune's committee for the commune, a land branch for several.
struct Serves {
  std::string id;
  std::string unit;
  std::string authority;
  std::string field;      // empty: any
  std::string area_unit;  // unit id of the area; empty: the whole city
  std::optional<base::LocalDate> valid_from, valid_to;
  std::string source;
};

struct Delegation {
  std::string id;
  std::string from_unit, to_unit;
  std::string procedure;  // code; empty: by field
  std::string field;
  std::optional<base::LocalDate> valid_from, valid_to;
  std::string decision_no;
};

enum class PlaceGiven { kNone, kUnit, kOldUnit, kPosition };

struct Place {
  PlaceGiven given = PlaceGiven::kNone;
  std::string unit;  // id or official code of the day (kUnit), id or code of before (kOldUnit)
  Position position;
};

enum class PlaceResolved { kNotNeeded, kExact, kBySuccessor, kByPosition };

struct Competence {
  std::string rule_id;
  std::int64_t rule_version = 0;  // stream version of the procedure's rule set
  std::string authority;
  std::string competent_unit;
  std::string deciding_unit;  // the delegate, else the competent unit
  std::string delegation;     // decision number
  std::string place_unit;     // resolved commune; empty when not needed
  PlaceResolved resolved = PlaceResolved::kNotNeeded;
  TakenAt taken_at = TakenAt::kOwnUnit;
  Trust trust = Trust::kAssumed;
};

struct CompetenceQuestion {
  std::string procedure;
  std::string case_id;
  std::string applicant_kind;
  std::map<std::string, std::string> facts;
  Place place;
  std::string receiving_point;
  base::LocalDate day;
};

// Refuses (facts in brackets) competence_unknown (procedure, authority, units), competence_ambiguous (procedure, rule,
// other), place_needed (procedure, place_kind, question_vi, question_en), not_taken_here (direction_vi, direction_en,
// authority), point_unknown (point), and what resolve_place refuses (catalog/place.h). An empty receiving point is
// nobody's counter (a submission online) and is not checked against `taken_at`.
base::Result<Competence> find_competence(const Catalog& catalog, const CompetenceQuestion& question);

// Checks at publication: no two rules of a procedure may match the same question with equally many fixed fields.
// Refuses competence_ambiguous (procedure, rule, other), rule_id_repeated (rule), rule_without_direction (rule).
base::Done check_rules(const std::vector<CompetenceRule>& rules);

// Readers refuse field_missing, field_wrong_type, value_unknown, date_malformed with `where` a JSON pointer.
base::Json to_json(const CompetenceRule& rule);
base::Result<CompetenceRule> rule_from_json(const base::Json& json);
base::Json to_json(const Serves& serves);
base::Result<Serves> serves_from_json(const base::Json& json);
base::Json to_json(const Delegation& delegation);
base::Result<Delegation> delegation_from_json(const base::Json& json);
base::Json to_json(const Competence& competence);  // as pinned in the event
base::Result<Competence> competence_from_json(const base::Json& json);

}  // namespace catalog
