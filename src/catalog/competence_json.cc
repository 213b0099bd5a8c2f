// The JSON of rules, areas of authority and delegations, and of the finding that an event pins.
#include <array>
#include <utility>

#include "calendar/members.h"
#include "catalog/competence.h"
#include "catalog/procedure_words.h"

namespace catalog {
namespace {

using calendar::Members;
using Failure = std::optional<base::Refusal>;

constexpr Words<PlaceResolved, 4> kResolvedWords{{{"not_needed", PlaceResolved::kNotNeeded},
                                                  {"exact", PlaceResolved::kExact},
                                                  {"by_successor", PlaceResolved::kBySuccessor},
                                                  {"by_position", PlaceResolved::kByPosition}}};

// Words that stay words: value and text are the same.
using Word = std::string_view;
constexpr Words<Word, 7> kPlaceKinds{{{"land", "land"},
                                      {"site", "site"},
                                      {"residence_subject", "residence_subject"},
                                      {"residence_applicant", "residence_applicant"},
                                      {"seat", "seat"},
                                      {"event_place", "event_place"},
                                      {"none", "none"}}};
constexpr Words<Word, 4> kFind{{{"by_area", "by_area"},
                                {"single", "single"},
                                {"applicant_chooses", "applicant_chooses"},
                                {"given_by_place", "given_by_place"}}};
constexpr Words<Word, 2> kOps{{{"is", "is"}, {"in", "in"}}};

template <class T>
base::Result<T> unless_failed(T value, const Failure& failure) {
  if (failure) return tl::unexpected(*failure);
  return value;
}

std::vector<std::string> texts(Members& members, std::string_view name) {
  std::vector<std::string> values;
  members.each(name, [&](const base::Json& json, const std::string& where) {
    if (!json.is_string()) return members.fail("field_wrong_type", {{"expected", "text"}}, where);
    values.push_back(json.string());
  });
  return values;
}

base::Json list_of(const std::vector<std::string>& values) {
  return base::Json(base::JsonArray(values.begin(), values.end()));
}

template <class T>
void read_dates(Members& members, T& dated) {
  dated.valid_from = members.date_or_none("valid_from");
  dated.valid_to = members.date_or_none("valid_to");
}

template <class T>
void write_dates(const T& dated, base::Json& json) {
  if (dated.valid_from) json.set("valid_from", base::format_date(*dated.valid_from));
  if (dated.valid_to) json.set("valid_to", base::format_date(*dated.valid_to));
}

Condition read_condition(const base::Json& json, const std::string& where, Failure& failure) {
  Members members(json, where, failure);
  Condition condition;
  condition.fact = members.text("fact");
  condition.op = members.choice<Word>("op", kOps);
  condition.values = texts(members, "values");
  const bool wrong_count = condition.op == "is" ? condition.values.size() != 1 : condition.values.empty();
  if (wrong_count) members.fail("field_missing", {{"field", "values"}}, members.where("values"));
  return condition;
}

base::Json written(const Condition& condition) {
  base::Json json;
  json.set("fact", condition.fact).set("op", condition.op).set("values", list_of(condition.values));
  return json;
}

void read_place(Members& members, CompetenceRule& rule) {
  if (members.find("place_kind")) rule.place_kind = members.choice<Word>("place_kind", kPlaceKinds);
  rule.place_alternatives = texts(members, "place_alternatives");
  rule.place_question_vi = members.text_or("place_question_vi", "");
  rule.place_question_en = members.text_or("place_question_en", "");
}

}  // namespace

base::Json to_json(const CompetenceRule& rule) {
  base::Json json;
  json.set("id", rule.id).set("procedure", rule.procedure);
  json.set_text("case", rule.case_id).set_text("applicant_kind", rule.applicant_kind);
  json.set("place_kind", rule.place_kind);
  if (!rule.place_alternatives.empty()) json.set("place_alternatives", list_of(rule.place_alternatives));
  if (!rule.when.empty()) {
    base::JsonArray when;
    for (const Condition& condition : rule.when) when.push_back(written(condition));
    json.set("when", std::move(when));
  }
  json.set("authority", rule.authority).set("find", rule.find).set("taken_at", word_of(kTakenAtWords, rule.taken_at));
  json.set_text("direction_vi", rule.direction_vi).set_text("direction_en", rule.direction_en);
  json.set_text("place_question_vi", rule.place_question_vi).set_text("place_question_en", rule.place_question_en);
  write_dates(rule, json);
  json.set_text("source", rule.source).set("trust", word_of(kTrustWords, rule.trust));
  return json;
}

base::Result<CompetenceRule> rule_from_json(const base::Json& json) {
  Failure failure;
  Members members(json, "", failure);
  CompetenceRule rule;
  rule.id = members.text("id");
  rule.procedure = members.text("procedure");
  rule.case_id = members.text_or("case", "");
  rule.applicant_kind = members.text_or("applicant_kind", "");
  read_place(members, rule);
  members.each("when", [&](const base::Json& condition, const std::string& where) {
    rule.when.push_back(read_condition(condition, where, failure));
  });
  rule.authority = members.text("authority");
  if (members.find("find")) rule.find = members.choice<Word>("find", kFind);
  rule.taken_at = members.choice<TakenAt>("taken_at", kTakenAtWords);
  rule.direction_vi = members.text_or("direction_vi", "");
  rule.direction_en = members.text_or("direction_en", "");
  read_dates(members, rule);
  rule.source = members.text_or("source", "");
  rule.trust = members.choice<Trust>("trust", kTrustWords);
  return unless_failed(std::move(rule), failure);
}

base::Json to_json(const Serves& serves) {
  base::Json json;
  json.set("id", serves.id).set("unit", serves.unit).set("authority", serves.authority);
  json.set_text("field", serves.field).set_text("area_unit", serves.area_unit);
  write_dates(serves, json);
  json.set_text("source", serves.source);
  return json;
}

base::Result<Serves> serves_from_json(const base::Json& json) {
  Failure failure;
  Members members(json, "", failure);
  Serves serves;
  serves.id = members.text("id");
  serves.unit = members.text("unit");
  serves.authority = members.text("authority");
  serves.field = members.text_or("field", "");
  serves.area_unit = members.text_or("area_unit", "");
  read_dates(members, serves);
  serves.source = members.text_or("source", "");
  return unless_failed(std::move(serves), failure);
}

base::Json to_json(const Delegation& delegation) {
  base::Json json;
  json.set("id", delegation.id).set("from_unit", delegation.from_unit).set("to_unit", delegation.to_unit);
  json.set_text("procedure", delegation.procedure).set_text("field", delegation.field);
  write_dates(delegation, json);
  json.set("decision_no", delegation.decision_no);
  return json;
}

base::Result<Delegation> delegation_from_json(const base::Json& json) {
  Failure failure;
  Members members(json, "", failure);
  Delegation delegation;
  delegation.id = members.text("id");
  delegation.from_unit = members.text("from_unit");
  delegation.to_unit = members.text("to_unit");
  delegation.procedure = members.text_or("procedure", "");
  delegation.field = members.text_or("field", "");
  if (delegation.procedure.empty() && delegation.field.empty()) {
    members.fail("field_missing", {{"field", "procedure"}}, members.where("procedure"));
  }
  read_dates(members, delegation);
  delegation.decision_no = members.text("decision_no");
  return unless_failed(std::move(delegation), failure);
}

base::Json to_json(const Competence& competence) {
  base::Json json;
  json.set("rule_id", competence.rule_id).set("rule_version", competence.rule_version);
  json.set("authority", competence.authority);
  json.set("competent_unit", competence.competent_unit).set("deciding_unit", competence.deciding_unit);
  json.set_text("delegation", competence.delegation).set_text("place_unit", competence.place_unit);
  json.set("resolved", word_of(kResolvedWords, competence.resolved));
  json.set("taken_at", word_of(kTakenAtWords, competence.taken_at))
      .set("trust", word_of(kTrustWords, competence.trust));
  return json;
}

base::Result<Competence> competence_from_json(const base::Json& json) {
  Failure failure;
  Members members(json, "", failure);
  Competence competence;
  competence.rule_id = members.text("rule_id");
  competence.rule_version = members.integer_or("rule_version", 0);
  competence.authority = members.text("authority");
  competence.competent_unit = members.text("competent_unit");
  competence.deciding_unit = members.text("deciding_unit");
  competence.delegation = members.text_or("delegation", "");
  competence.place_unit = members.text_or("place_unit", "");
  competence.resolved = members.choice<PlaceResolved>("resolved", kResolvedWords);
  competence.taken_at = members.choice<TakenAt>("taken_at", kTakenAtWords);
  competence.trust = members.choice<Trust>("trust", kTrustWords);
  return unless_failed(std::move(competence), failure);
}

}  // namespace catalog
