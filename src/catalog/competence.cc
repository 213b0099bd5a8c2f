#include "catalog/competence.h"

#include <algorithm>
#include <set>

#include "catalog/catalog.h"
#include "catalog/place.h"

namespace catalog {
namespace {

using Facts = std::map<std::string, std::string>;

std::size_t fixed_fields(const CompetenceRule& rule) {
  return (rule.case_id.empty() ? 0U : 1U) + (rule.applicant_kind.empty() ? 0U : 1U) + rule.when.size();
}

bool holds(const Condition& condition, const std::map<std::string, std::string>& facts) {
  const auto fact = facts.find(condition.fact);
  return fact != facts.end() && std::ranges::find(condition.values, fact->second) != condition.values.end();
}

bool matches(const CompetenceRule& rule, const CompetenceQuestion& question) {
  return valid_on(rule.valid_from, rule.valid_to, question.day) &&
         (rule.case_id.empty() || rule.case_id == question.case_id) &&
         (rule.applicant_kind.empty() || rule.applicant_kind == question.applicant_kind) &&
         std::ranges::all_of(rule.when, [&](const Condition& when) { return holds(when, question.facts); });
}

base::Result<const CompetenceRule*> most_specific(const std::vector<CompetenceRule>& rules,
                                                  const CompetenceQuestion& question) {
  const CompetenceRule* best = nullptr;
  const CompetenceRule* tied = nullptr;
  for (const CompetenceRule& rule : rules) {
    if (!matches(rule, question)) continue;
    if (!best || fixed_fields(rule) > fixed_fields(*best)) {
      best = &rule;
      tied = nullptr;
    } else if (fixed_fields(rule) == fixed_fields(*best)) {
      tied = &rule;
    }
  }
  if (!best) return base::refuse("competence_unknown", {{"procedure", question.procedure}});
  if (!tied) return best;
  return base::refuse("competence_ambiguous",
                      {{"procedure", question.procedure}, {"rule", best->id}, {"other", tied->id}});
}

// ---- the place, and the unit that has the authority there

base::Result<ResolvedPlace> place_of(const Catalog& catalog, const CompetenceRule& rule,
                                     const CompetenceQuestion& question) {
  if (rule.place_kind == "none" && rule.find != "applicant_chooses") {
    return ResolvedPlace{nullptr, PlaceResolved::kNotNeeded};
  }
  if (question.place.given != PlaceGiven::kNone) return resolve_place(catalog, question.place, question.day);
  return base::refuse("place_needed", {{"procedure", question.procedure},
                                       {"place_kind", rule.place_kind},
                                       {"question_vi", rule.place_question_vi},
                                       {"question_en", rule.place_question_en}});
}

std::string field_of(const Catalog& catalog, const CompetenceQuestion& question) {
  const PublishedProcedure* published = catalog.procedure(question.procedure, question.day);
  return published ? published->procedure.field : std::string();
}

// Whether the unit acts for the place: for its area, for the whole city, or (given_by_place) as the place itself.
bool covers(const Serves& serves, const CompetenceRule& rule, const Unit* place) {
  if (rule.find == "single" || serves.area_unit.empty()) return true;
  if (!place) return false;
  return serves.area_unit == place->id || (rule.find == "given_by_place" && serves.unit == place->id);
}

std::set<std::string> units_with_authority(const Catalog& catalog, const CompetenceRule& rule,
                                           const CompetenceQuestion& question, const Unit* place) {
  const std::string field = field_of(catalog, question);
  std::set<std::string> units;
  for (const Serves* serves : catalog.serves(rule.authority, question.day)) {
    if (!serves->field.empty() && serves->field != field) continue;
    if (!covers(*serves, rule, place) || !catalog.unit_on(serves->unit, question.day)) continue;
    units.insert(serves->unit);
  }
  return units;
}

// Where the applicant may choose and the matter has no place of its own, handing it in at a desk whose unit has the
// authority is the choice (a certified copy at any commune).
std::optional<std::string> chosen_desk(const Catalog& catalog, const CompetenceRule& rule,
                                       const CompetenceQuestion& question) {
  const bool place_counts = rule.place_kind != "none" && question.place.given != PlaceGiven::kNone;
  const Point* point = catalog.point(question.receiving_point);
  if (rule.find != "applicant_chooses" || place_counts || !point) return std::nullopt;
  for (const Serves* serves : catalog.serves(rule.authority, question.day)) {
    if (serves->unit == point->unit && catalog.unit_on(serves->unit, question.day)) return serves->unit;
  }
  return std::nullopt;
}

struct Finding {
  std::string unit;
  ResolvedPlace place;
};

base::Result<Finding> competent_unit(const Catalog& catalog, const CompetenceRule& rule,
                                     const CompetenceQuestion& question) {
  if (auto unit = chosen_desk(catalog, rule, question)) {
    return Finding{*std::move(unit), {nullptr, PlaceResolved::kNotNeeded}};
  }
  const auto place = place_of(catalog, rule, question);
  if (!place) return tl::unexpected(place.error());
  const auto units = units_with_authority(catalog, rule, question, place->unit);
  if (units.size() == 1) return Finding{*units.begin(), *place};
  return base::refuse(
      "competence_unknown",
      {{"procedure", question.procedure}, {"authority", rule.authority}, {"units", std::to_string(units.size())}});
}

// ---- the desk

bool at_centre(const Catalog& catalog, const Point& point) {
  const Unit* unit = catalog.unit(point.unit);
  return unit && unit->kind == UnitKind::kCentre;
}

// The desk of the competent unit; the centre's, where there is none (the centre is the departments' desk).
const Point* right_door(const Catalog& catalog, const std::string& unit, base::LocalDate day) {
  const Point* centre = nullptr;
  for (const Point* point : catalog.points()) {
    if (!valid_on(point->valid_from, point->valid_to, day)) continue;
    if (point->unit == unit) return point;
    if (!centre && at_centre(catalog, *point)) centre = point;
  }
  return centre;
}

bool taken_at_point(const Catalog& catalog, const CompetenceRule& rule, const std::string& unit, const Point& point,
                    base::LocalDate day) {
  if (rule.taken_at == TakenAt::kAnyPointInCity || rule.taken_at == TakenAt::kNationwide) return true;
  if (point.unit == unit) return true;
  if (!at_centre(catalog, point)) return false;
  // Civil status taken at the centre is passed on to the commune; another commune may only help to submit online.
  if (rule.taken_at == TakenAt::kHelpedOnline) return true;
  const Point* door = right_door(catalog, unit, day);
  return door && at_centre(catalog, *door);
}

std::string address_line(const Point& door, const std::string& name) {
  return door.address.empty() ? name : name + ", " + door.address;
}

std::string joined(const std::string& rule_text, const std::string& door_text) {
  return rule_text.empty() || door_text.empty() ? rule_text + door_text : rule_text + "; " + door_text;
}

// The rule's own words, and the name and address of the right door where the city has one.
Facts direction(const CompetenceRule& rule, const Point* door) {
  Facts facts{{"authority", rule.authority}, {"direction_vi", rule.direction_vi}, {"direction_en", rule.direction_en}};
  if (!door) return facts;
  const std::string& name_en = door->name_en.empty() ? door->name : door->name_en;
  facts["direction_vi"] = joined(rule.direction_vi, address_line(*door, door->name));
  facts["direction_en"] = joined(rule.direction_en, address_line(*door, name_en));
  facts["point"] = door->id;
  return facts;
}

base::Done check_desk(const Catalog& catalog, const CompetenceRule& rule, const CompetenceQuestion& question,
                      const std::string& unit) {
  if (question.receiving_point.empty()) return {};
  const Point* point = catalog.point(question.receiving_point);
  if (!point || !valid_on(point->valid_from, point->valid_to, question.day)) {
    return base::refuse("point_unknown", {{"point", question.receiving_point}});
  }
  if (taken_at_point(catalog, rule, unit, *point, question.day)) return {};
  return base::refuse("not_taken_here", direction(rule, right_door(catalog, unit, question.day)));
}

void delegate(const Catalog& catalog, const CompetenceQuestion& question, Competence& competence) {
  competence.deciding_unit = competence.competent_unit;
  const Delegation* delegation =
      catalog.delegation(competence.competent_unit, question.procedure, field_of(catalog, question), question.day);
  if (!delegation || !catalog.unit_on(delegation->to_unit, question.day)) return;
  competence.deciding_unit = delegation->to_unit;
  competence.delegation = delegation->decision_no;
}

// ---- publication

bool disjoint(const std::vector<std::string>& some, const std::vector<std::string>& others) {
  return std::ranges::none_of(
      some, [&](const std::string& value) { return std::ranges::find(others, value) != others.end(); });
}

bool differ(const std::string& one, const std::string& other) { return !one.empty() && !other.empty() && one != other; }

bool ends_before(const CompetenceRule& one, const CompetenceRule& other) {
  return one.valid_to && other.valid_from && *one.valid_to <= *other.valid_from;
}

// Whether some question could match both.
bool overlap(const CompetenceRule& one, const CompetenceRule& other) {
  if (one.procedure != other.procedure || ends_before(one, other) || ends_before(other, one)) return false;
  if (differ(one.case_id, other.case_id) || differ(one.applicant_kind, other.applicant_kind)) return false;
  for (const Condition& mine : one.when) {
    for (const Condition& theirs : other.when) {
      if (mine.fact == theirs.fact && disjoint(mine.values, theirs.values)) return false;
    }
  }
  return true;
}

base::Done check_pair(const CompetenceRule& rule, const CompetenceRule& other) {
  if (rule.procedure == other.procedure && rule.id == other.id) {
    return base::refuse("rule_id_repeated", {{"rule", rule.id}});
  }
  if (fixed_fields(rule) != fixed_fields(other) || !overlap(rule, other)) return {};
  return base::refuse("competence_ambiguous", {{"procedure", rule.procedure}, {"rule", rule.id}, {"other", other.id}});
}

}  // namespace

base::Result<Competence> find_competence(const Catalog& catalog, const CompetenceQuestion& question) {
  Competence found;
  const auto* rules = catalog.rules(question.procedure, &found.rule_version);
  if (!rules) return base::refuse("competence_unknown", {{"procedure", question.procedure}});
  const auto searched = most_specific(*rules, question);
  if (!searched) return tl::unexpected(searched.error());
  const CompetenceRule& rule = **searched;
  if (rule.taken_at == TakenAt::kNotHere) {
    return base::refuse("not_taken_here", direction(rule, nullptr));
  }
  const auto unit = competent_unit(catalog, rule, question);
  if (!unit) return tl::unexpected(unit.error());
  if (const auto desk = check_desk(catalog, rule, question, unit->unit); !desk) return tl::unexpected(desk.error());
  found.rule_id = rule.id;
  found.authority = rule.authority;
  found.taken_at = rule.taken_at;
  found.trust = rule.trust;
  found.competent_unit = unit->unit;
  found.place_unit = unit->place.unit ? unit->place.unit->id : std::string();
  found.resolved = unit->place.resolved;
  delegate(catalog, question, found);
  return found;
}

base::Done check_rules(const std::vector<CompetenceRule>& rules) {
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (rules[i].taken_at == TakenAt::kNotHere && rules[i].direction_vi.empty()) {
      return base::refuse("rule_without_direction", {{"rule", rules[i].id}});
    }
    for (std::size_t j = i + 1; j < rules.size(); ++j) {
      if (auto checked = check_pair(rules[i], rules[j]); !checked) return checked;
    }
  }
  return {};
}

}  // namespace catalog
