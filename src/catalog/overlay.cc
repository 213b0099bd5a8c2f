#include "catalog/overlay.h"

#include <algorithm>
#include <array>

#include "calendar/members.h"
#include "catalog/procedure_words.h"

namespace catalog {
namespace {

using calendar::Members;
using Failure = std::optional<base::Refusal>;

constexpr std::array<std::string_view, 10> kValues = {
    "cases",   "fees",     "channels",  "publicity", "taken_at", "same_officer_may_decide", "needs_result_address",
    "results", "standing", "valid_from"};

constexpr Words<Trust, 2> kStatus{{{"confirmed", Trust::kConfirmed}, {"assumed", Trust::kAssumed}}};

void read_sources(Members& members, Failure& failure, Overlay& overlay) {
  members.each_member("sources", [&](const std::string& field, const base::Json& json, const std::string& where) {
    Members source(json, where, failure);
    Basis basis{source.text("basis"), source.choice<Trust>("status", kStatus)};
    if (basis.text.empty()) source.fail("overlay_without_basis", {{"field", field}}, where);
    overlay.sources.emplace(field, std::move(basis));
  });
}

bool has_basis(const Overlay& overlay, Members& members, const std::string& field) {
  if (overlay.sources.contains(field)) return true;
  members.fail("overlay_without_basis", {{"field", field}}, members.where(field));
  return false;
}

// A case may carry a basis of its own; else it stands on that of "cases".
void complete_cases(base::Json& cases, const Basis& basis) {
  if (!cases.is_array()) return;
  for (base::Json& each : cases.array()) {
    if (!each.is_object() || !each.find("limit")) continue;
    base::Json& limit = each.object().at("limit");
    if (!limit.is_object()) continue;
    if (limit.text("basis").empty()) limit.set("basis", basis.text);
    if (!limit.find("trust")) limit.set("trust", word_of(kTrustWords, basis.trust));
  }
}

void complete_fees(base::Json& fees, const Basis& basis) {
  if (!fees.is_array()) return;
  for (base::Json& fee : fees.array()) {
    if (!fee.is_object()) continue;
    if (fee.text("text").empty()) fee.set("text", basis.text);
    if (!fee.find("trust")) fee.set("trust", word_of(kTrustWords, basis.trust));
  }
}

void take_value(Overlay& overlay, const std::string& field, base::Json value) {
  const Basis& basis = overlay.sources.at(field);
  if (field == "cases") complete_cases(value, basis);
  if (field == "fees") complete_fees(value, basis);
  if (field == "publicity") overlay.values["publicity_trust"] = base::Json(word_of(kTrustWords, basis.trust));
  if (field == "taken_at") overlay.values["boundary_free_basis"] = base::Json(basis.text);
  overlay.values.insert_or_assign(field, std::move(value));
}

void take_rule(Overlay& overlay, Members& members, base::Json rule, const std::string& where) {
  if (!rule.is_object()) return members.fail("field_wrong_type", {{"expected", "object"}}, where);
  const Basis& basis = overlay.sources.at("competence");
  rule.set("procedure", overlay.code);
  if (rule.text("source").empty()) rule.set("source", basis.text);
  if (!rule.find("trust")) rule.set("trust", word_of(kTrustWords, basis.trust));
  auto read = rule_from_json(rule);
  if (!read) return members.fail(read.error().code, read.error().facts, where + read.error().where);
  overlay.rules.push_back(*std::move(read));
}

void read_member(Overlay& overlay, Members& members, const std::string& field, const base::Json& value) {
  if (field == "code" || field == "sources") return;
  if (field != "competence" && std::ranges::find(kValues, field) == kValues.end()) {
    return members.fail("overlay_member_unknown", {{"field", field}}, members.where(field));
  }
  if (!has_basis(overlay, members, field)) return;
  if (field != "competence") return take_value(overlay, field, value);
  members.each("competence",
               [&](const base::Json& rule, const std::string& where) { take_rule(overlay, members, rule, where); });
}

// What the import reported about a member is settled when the overlay replaces it.
bool settled(const std::string& problem, const Overlay& overlay) {
  return (problem.starts_with("limit_") && overlay.values.contains("cases")) ||
         (problem.starts_with("fee_") && overlay.values.contains("fees")) ||
         (problem.starts_with("publicity_") && overlay.values.contains("publicity")) ||
         (problem.starts_with("agency_") && !overlay.rules.empty());
}

}  // namespace

base::Result<Overlay> overlay_from_json(const base::Json& json) {
  Failure failure;
  Members members(json, "", failure);
  Overlay overlay;
  overlay.code = members.text("code");
  if (!members.find("sources")) members.fail("field_missing", {{"field", "sources"}}, "/sources");
  read_sources(members, failure, overlay);
  if (failure) return tl::unexpected(*failure);
  for (const auto& [field, value] : json.object()) read_member(overlay, members, field, value);
  if (failure) return tl::unexpected(*failure);
  if (auto checked = check_rules(overlay.rules); !checked) return tl::unexpected(checked.error());
  return overlay;
}

base::Result<ProcedureVersion> apply(const Overlay& overlay, const ProcedureVersion& record) {
  if (overlay.code != record.code) {
    return base::refuse("overlay_other_procedure", {{"code", record.code}, {"overlay", overlay.code}});
  }
  base::Json json = to_json(record);
  for (const auto& [field, value] : overlay.values) json.set(field, value);
  json.set("source", "overlay-hanoi");
  auto version = procedure_from_json(json);
  if (!version) return version;
  std::erase_if(version->problems, [&](const std::string& problem) { return settled(problem, overlay); });
  return version;
}

}  // namespace catalog
