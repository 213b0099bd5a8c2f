// Competence from any bytes: a rule, a delegation or what an event pins, and whole sets of rules as they are checked
// before publication. A set that passes the check has a direction for each rule that sends people elsewhere.
#include <vector>

#include "catalog/competence.h"
#include "fuzz.h"

namespace {

void check_set(const base::JsonArray& list) {
  std::vector<catalog::CompetenceRule> rules;
  for (const base::Json& one : list) {
    auto rule = catalog::rule_from_json(one);
    if (!rule) return;
    rules.push_back(std::move(*rule));
  }
  const auto checked = catalog::check_rules(rules);
  if (!checked) return fuzz::require(!checked.error().code.empty());
  for (const auto& rule : rules) {
    fuzz::require(rule.taken_at != catalog::TakenAt::kNotHere || !rule.direction_vi.empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto json = base::parse_json(fuzz::text(bytes, size));
  if (!json) return 0;
  if (json->is_array()) {
    check_set(json->array());
    return 0;
  }
  fuzz::require_refused_or_kept(catalog::rule_from_json(*json), catalog::rule_from_json);
  fuzz::require_refused_or_kept(catalog::delegation_from_json(*json), catalog::delegation_from_json);
  fuzz::require_refused_or_kept(catalog::competence_from_json(*json), catalog::competence_from_json);
  return 0;
}
