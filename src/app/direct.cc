#include "app/direct.h"

#include <algorithm>
#include <memory>

#include "app/commit.h"
#include "app/facts.h"

namespace app {
namespace {

std::vector<std::string> open_points(const catalog::Catalog& catalog, base::LocalDate day, const auto& wanted) {
  std::vector<std::string> ids;
  for (const catalog::Point* point : catalog.points()) {
    if (catalog::valid_on(point->valid_from, point->valid_to, day) && wanted(*point)) ids.push_back(point->id);
  }
  return ids;
}

// The centre is the desk of units that have none.
std::vector<std::string> points_of(const catalog::Catalog& catalog, const std::string& unit, base::LocalDate day) {
  auto own = open_points(catalog, day, [&](const catalog::Point& point) { return point.unit == unit; });
  if (!own.empty()) return own;
  return open_points(catalog, day, [&](const catalog::Point& point) {
    const catalog::Unit* of = catalog.unit(point.unit);
    return of != nullptr && of->kind == catalog::UnitKind::kCentre;
  });
}

base::Result<std::string> named_unit(const catalog::Catalog& catalog, const std::string& unit, base::LocalDate day) {
  if (const catalog::Unit* found = catalog.unit_on(unit, day)) return found->id;
  const catalog::Unit* of_another_time = catalog.unit(unit);
  if (of_another_time == nullptr) return base::refuse("unit_unknown", {{"unit", unit}}, "/unit");
  return base::refuse("unit_abolished", {{"unit", of_another_time->name}, {"day", base::format_date(day)}}, "/unit");
}

base::Done check_procedure(const catalog::Catalog& catalog, const std::string& code, base::LocalDate day) {
  if (code.empty() || catalog.procedure(code, day) != nullptr) return std::monostate{};
  const bool known = catalog.versions(code) != nullptr;
  return base::refuse(known ? "procedure_not_valid" : "procedure_unknown",
                      {{"procedure", code}, {"day", base::format_date(day)}}, "/procedure");
}

// The rules' answer: a unit with the words of its rule, or only the words of a rule that nobody here takes in.
base::Done by_rules(const catalog::Catalog& catalog, const catalog::CompetenceQuestion& question,
                    Direction& direction) {
  const auto found = catalog::find_competence(catalog, question);
  if (!found && found.error().code == "not_taken_here") {
    direction.direction_vi = found.error().facts.at("direction_vi");
    direction.direction_en = found.error().facts.at("direction_en");
    return std::monostate{};
  }
  if (!found) {
    base::Refusal refusal = found.error();
    if (refusal.where.empty()) refusal.where = refusal.code.starts_with("competence_") ? "/procedure" : "/place";
    return tl::unexpected(refusal);
  }
  direction.unit = found->competent_unit;
  std::int64_t version = 0;
  const auto* rules = catalog.rules(question.procedure, &version);
  const auto rule = std::ranges::find(*rules, found->rule_id, &catalog::CompetenceRule::id);
  if (rule == rules->end()) return std::monostate{};
  direction.direction_vi = rule->direction_vi;
  direction.direction_en = rule->direction_en;
  return std::monostate{};
}

base::Result<Direction> decide(Record& record, const DirectionAsked& asked, const std::string& stream,
                               store::Batch& batch) {
  const catalog::Catalog& catalog = record.catalog_in_batch();
  const base::LocalDate day = base::local_date(batch.at());
  const catalog::Point* point = catalog.point(asked.point);
  if (point == nullptr) return base::refuse("not_found");
  const rights::Actor actor = record.accounts_in_batch().actor(asked.account);
  const auto right = rights::may_serve_at(actor, point->id, point->unit, day);
  if (!right) return tl::unexpected(right.error());
  auto direction = where_to(catalog, asked, day);
  if (!direction) return direction;
  if (asked.key) {
    if (const auto earlier = batch.remembered(*asked.key)) {
      if (earlier->body_hash != asked.key->body_hash) {
        return base::refuse("idempotency_conflict", {}, "Idempotency-Key");
      }
      return direction;  // counted already
    }
  }
  const store::Event event = batch.append({.stream = stream,
                                           .kind = std::string(boards::kPersonDirected),
                                           .schema = 1,
                                           .occurred_at = {},
                                           .ground = {},
                                           .actor = actor_json(actor, *right),
                                           .basis = {},
                                           .payload = base::Json()
                                                          .set("point", point->id)
                                                          .set_text("procedure", direction->procedure)
                                                          .set_text("unit", direction->unit)});
  if (asked.key) batch.remember(*asked.key, event);
  return direction;
}

}  // namespace

base::Result<Direction> where_to(const catalog::Catalog& catalog, const DirectionAsked& asked, base::LocalDate day) {
  if (asked.procedure.empty() && asked.unit.empty()) return base::refuse("direction_needed", {}, "/procedure");
  Direction direction;
  direction.procedure = asked.procedure;
  if (auto known = check_procedure(catalog, asked.procedure, day); !known) return tl::unexpected(known.error());
  catalog::CompetenceQuestion question;
  question.procedure = asked.procedure;
  question.place = asked.place;
  question.day = day;
  if (!asked.unit.empty()) {
    const auto unit = named_unit(catalog, asked.unit, day);
    if (!unit) return tl::unexpected(unit.error());
    direction.unit = *unit;
  } else if (auto found = by_rules(catalog, question, direction); !found) {
    return tl::unexpected(found.error());
  }
  const catalog::Point* here = catalog.point(asked.point);
  if (here != nullptr && here->unit == direction.unit) {
    return base::refuse("right_door", {{"point", here->name}}, asked.unit.empty() ? "/place" : "/unit");
  }
  if (!asked.procedure.empty()) {
    question.receiving_point = asked.point;
    direction.taken_here = catalog::find_competence(catalog, question).has_value();
  }
  if (!direction.unit.empty()) direction.points = points_of(catalog, direction.unit, day);
  return direction;
}

void direct(Record& record, DirectionAsked asked, ThenDirected then) {
  // One stream per point and day: whole streams are loaded to append to them, and a desk directs many.
  const std::string today = base::format_date(base::local_date(record.clock().now()));
  const std::string stream = catalog::stream_of("direction", asked.point + " " + today);
  const auto wanted = std::make_shared<const DirectionAsked>(std::move(asked));
  commit<Direction>(
      record.writer(), {{stream}, {}, wanted->key},
      [&record, wanted, stream](store::Batch& batch) { return decide(record, *wanted, stream, batch); },
      [&record, then = std::move(then)](base::Result<Direction> direction, std::int64_t position) {
        record.answer_later(
            [then, direction = std::move(direction), position]() mutable { then(std::move(direction), position); },
            [then](const base::Refusal& refusal) { then(tl::unexpected(refusal), 0); });
      });
}

base::Result<std::vector<boards::DirectionCount>> directions_at(Record& record, const rights::Actor& actor,
                                                                std::string_view point, base::LocalDate first,
                                                                base::LocalDate last) {
  const auto catalog = record.catalog();
  const catalog::Point* found = catalog->point(point);
  if (found == nullptr) return base::refuse("not_found");
  const auto may = rights::may_see_counts_at(actor, found->id, found->unit, supervisors_of(*catalog, found->unit),
                                             base::local_date(record.clock().now()));
  if (!may) return tl::unexpected(may.error());
  if (last < first) {
    return base::refuse("dates_reversed", {{"from", base::format_date(first)}, {"to", base::format_date(last)}}, "to");
  }
  if ((base::to_days(last) - base::to_days(first)).count() >= kMostDays) {
    return base::refuse("value_out_of_range", {{"least", "1"}, {"most", std::to_string(kMostDays)}}, "from");
  }
  return boards::direction_counts(*record.store().read(), point, first, last);
}

}  // namespace app
