#include "catalog/catalog.h"

#include <stdexcept>
#include <utility>

#include "base/environment.h"

namespace catalog {
namespace {

using namespace std::chrono_literals;

// What was checked before it was written must be readable; a payload that is not has no honest meaning.
template <class T>
T trusted(base::Result<T> read, std::string_view kind) {
  if (read) return *std::move(read);
  throw std::runtime_error("journal corrupt: " + std::string(kind) + " " + read.error().code + " at " +
                           read.error().where);
}

template <class T>
void put(std::map<std::string, std::shared_ptr<const T>, std::less<>>& where, const std::string& id, T value) {
  where.insert_or_assign(id, std::make_shared<const T>(std::move(value)));
}

template <class T>
const T* get(const std::map<std::string, std::shared_ptr<const T>, std::less<>>& from, std::string_view id) {
  const auto found = from.find(id);
  return found == from.end() ? nullptr : found->second.get();
}

template <class T>
std::vector<const T*> all(const std::map<std::string, std::shared_ptr<const T>, std::less<>>& from) {
  std::vector<const T*> values;
  values.reserve(from.size());
  for (const auto& [id, value] : from) values.push_back(value.get());
  return values;
}

bool by_hand(const ProcedureVersion& procedure) {
  return procedure.source == "overlay-hanoi" || procedure.source == "controller";
}

}  // namespace

std::string stream_of(std::string_view kind, std::string_view natural_key) {
  // A fixed instant: the day on which the two-level government, and with it this catalogue, began.
  static const base::Instant kBegin = base::at_local(base::LocalDate{2025y, std::chrono::July, 1d}, 0);
  const std::string name = std::string(kind) + ":" + std::string(natural_key);
  return std::string(kind) + "/" + base::named_uuid7(kBegin, name);
}

void Catalog::fold(std::string_view kind, std::int64_t stream_version, base::Instant at, const base::Json& payload) {
  if (kind == "ProcedurePublished") {
    const auto version = std::make_shared<const PublishedProcedure>(
        PublishedProcedure{trusted(procedure_from_json(payload), kind), stream_version, at});
    procedures_[version->procedure.code].push_back(version);
  } else if (kind == "CompetencePublished") {
    fold_rules(stream_version, payload);
  } else if (kind == "UnitPublished") {
    fold_unit(trusted(unit_from_json(payload), kind));
  } else if (kind == "PointPublished") {
    Point point = trusted(point_from_json(payload), kind);
    put(points_, point.id, point);
  } else if (kind == "AreaPublished") {
    Area area = trusted(area_from_json(payload), kind);
    const std::string unit = area.unit;
    put(areas_, unit, std::move(area));
  } else if (kind == "ServesPublished") {
    fold_serves(trusted(serves_from_json(payload), kind));
  } else if (kind == "DelegationPublished") {
    Delegation delegation = trusted(delegation_from_json(payload), kind);
    put(delegations_, delegation.id, delegation);
  } else if (kind == "CalendarPublished") {
    calendar_ = std::make_shared<const calendar::Calendar>(trusted(calendar::calendar_from_json(payload), kind));
  }
}

void Catalog::fold_rules(std::int64_t stream_version, const base::Json& payload) {
  RuleSet set;
  set.version = stream_version;
  for (const base::Json& rule : payload.list("rules")) {
    set.rules.push_back(trusted(rule_from_json(rule), "CompetencePublished"));
  }
  put(rules_, payload.text("procedure"), std::move(set));
}

void Catalog::fold_unit(Unit unit) {
  if (const Unit* before = this->unit(unit.id)) units_by_code_[before->official_code].erase(unit.id);
  const auto shared = std::make_shared<const Unit>(std::move(unit));
  if (!shared->official_code.empty()) units_by_code_[shared->official_code].insert_or_assign(shared->id, shared);
  units_.insert_or_assign(shared->id, shared);
}

void Catalog::fold_serves(Serves serves) {
  for (auto& [authority, list] : serves_) list.erase(serves.id);  // a correction may have changed the authority
  const auto shared = std::make_shared<const Serves>(std::move(serves));
  serves_[shared->authority].insert_or_assign(shared->id, shared);
}

std::shared_ptr<const PublishedProcedure> Catalog::chosen(
    const std::vector<std::shared_ptr<const PublishedProcedure>>& versions, base::LocalDate day) const {
  std::shared_ptr<const PublishedProcedure> best;
  for (const auto& version : versions) {
    const ProcedureVersion& procedure = version->procedure;
    if (!valid_on(procedure.valid_from, procedure.valid_to, day)) continue;
    if (best && by_hand(best->procedure) && !by_hand(procedure)) continue;
    best = version;
  }
  return best;
}

const PublishedProcedure* Catalog::procedure(std::string_view code, base::LocalDate day) const {
  const auto* known = versions(code);
  return known ? chosen(*known, day).get() : nullptr;
}

const std::vector<std::shared_ptr<const PublishedProcedure>>* Catalog::versions(std::string_view code) const {
  const auto found = procedures_.find(code);
  return found == procedures_.end() ? nullptr : &found->second;
}

std::vector<std::shared_ptr<const PublishedProcedure>> Catalog::published(base::LocalDate day) const {
  std::vector<std::shared_ptr<const PublishedProcedure>> valid;
  valid.reserve(procedures_.size());
  for (const auto& [code, versions] : procedures_) {
    if (auto version = chosen(versions, day)) valid.push_back(std::move(version));
  }
  return valid;
}

const PublishedProcedure* Catalog::version(std::string_view code, std::int64_t version) const {
  const auto* all = versions(code);
  if (all == nullptr) return nullptr;
  for (const auto& published : *all) {
    if (published->version == version) return published.get();
  }
  return nullptr;
}

std::vector<const PublishedProcedure*> Catalog::procedures(base::LocalDate day) const {
  std::vector<const PublishedProcedure*> valid;
  for (const auto& version : published(day)) valid.push_back(version.get());
  return valid;
}

const Unit* Catalog::unit(std::string_view id) const { return get(units_, id); }

const Unit* Catalog::unit_on(std::string_view id_or_code, base::LocalDate day) const {
  if (const Unit* by_id = unit(id_or_code)) {
    return valid_on(by_id->valid_from, by_id->valid_to, day) ? by_id : nullptr;
  }
  for (const Unit* unit : units_by_code(id_or_code)) {
    if (valid_on(unit->valid_from, unit->valid_to, day)) return unit;
  }
  return nullptr;
}

std::vector<const Unit*> Catalog::units_by_code(std::string_view official_code) const {
  const auto found = units_by_code_.find(official_code);
  return found == units_by_code_.end() ? std::vector<const Unit*>{} : all(found->second);
}

std::vector<const Unit*> Catalog::units() const { return all(units_); }

const Point* Catalog::point(std::string_view id) const { return get(points_, id); }

std::vector<const Point*> Catalog::points() const { return all(points_); }

const Unit* Catalog::commune_at(Position position, base::LocalDate day) const {
  for (const auto& [id, area] : areas_) {
    if (!valid_on(area->valid_from, area->valid_to, day) || !contains(*area, position)) continue;
    const Unit* commune = unit_on(id, day);
    if (commune && commune->kind == UnitKind::kCommune) return commune;
  }
  return nullptr;
}

const std::vector<CompetenceRule>* Catalog::rules(std::string_view procedure, std::int64_t* version) const {
  const RuleSet* set = get(rules_, procedure);
  if (!set) return nullptr;
  if (version) *version = set->version;
  return &set->rules;
}

std::vector<const Serves*> Catalog::serves(std::string_view authority, base::LocalDate day) const {
  std::vector<const Serves*> valid;
  const auto found = serves_.find(authority);
  if (found == serves_.end()) return valid;
  for (const auto& [id, serves] : found->second) {
    if (valid_on(serves->valid_from, serves->valid_to, day)) valid.push_back(serves.get());
  }
  return valid;
}

const Delegation* Catalog::delegation(std::string_view from_unit, std::string_view procedure, std::string_view field,
                                      base::LocalDate day) const {
  const Delegation* for_field = nullptr;
  for (const auto& [id, delegation] : delegations_) {
    if (delegation->from_unit != from_unit) continue;
    if (!valid_on(delegation->valid_from, delegation->valid_to, day)) continue;
    if (!delegation->procedure.empty() && delegation->procedure == procedure) return delegation.get();
    if (delegation->procedure.empty() && delegation->field == field) for_field = delegation.get();
  }
  return for_field;
}

}  // namespace catalog
