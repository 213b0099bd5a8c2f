// The catalogue as of the last event folded: every procedure version, unit, point, area, competence rule and calendar,
// found by date. An immutable value for its readers: a writer copies the (cheap, shared) catalogue, folds, and hands
// the new one out.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "calendar/calendar.h"
#include "catalog/competence.h"
#include "catalog/procedure.h"
#include "catalog/unit.h"

namespace catalog {

// A version in the catalogue, with the version of its stream and the instant it was recorded.
struct PublishedProcedure {
  ProcedureVersion procedure;
  std::int64_t version = 0;
  base::Instant recorded_at;
};

// Streams (kind/UUIDv7 named by the natural key) and their events; one event per published version:
//   procedure/…  ProcedurePublished   payload = to_json(ProcedureVersion)
//   competence/… CompetencePublished  payload = {"procedure": code, "rules": [CompetenceRule…]}
//   unit/…       UnitPublished        payload = to_json(Unit)
//   point/…      PointPublished       payload = to_json(Point)
//   area/…       AreaPublished        payload = to_json(Area)
//   serves/…     ServesPublished      payload = to_json(Serves)
//   delegation/… DelegationPublished  payload = to_json(Delegation)
//   calendar/…   CalendarPublished    payload = calendar::to_json(Calendar)
inline constexpr std::string_view kStreamKinds[] = {"procedure", "competence", "unit",       "point",
                                                    "area",      "serves",     "delegation", "calendar"};

// "unit/0197…": the same on every machine, so that an import that is repeated finds the stream it made. Natural keys:
// the code of a procedure and of its rules, the id of a unit, point, serves or delegation, the unit of an area, "hanoi"
// for the calendar.
std::string stream_of(std::string_view kind, std::string_view natural_key);

class Catalog {
 public:
  // Folds one event of the kinds above; others are ignored. A payload that no writer could have written means that the
  // journal is corrupt: std::runtime_error.
  void fold(std::string_view kind, std::int64_t stream_version, base::Instant at, const base::Json& payload);

  // The version that is valid on the day: the latest published one whose valid_from (unknown counts as always) is not
  // after the day and whose valid_to is not reached. What the overlay or the controller published is not superseded by
  // a later crawl of the portal.
  const PublishedProcedure* procedure(std::string_view code, base::LocalDate day) const;
  const std::vector<std::shared_ptr<const PublishedProcedure>>* versions(std::string_view code) const;
  const PublishedProcedure* version(std::string_view code, std::int64_t version) const;         // null: there is none
  std::vector<const PublishedProcedure*> procedures(base::LocalDate day) const;                 // by code
  std::vector<std::shared_ptr<const PublishedProcedure>> published(base::LocalDate day) const;  // the same, shared

  const Unit* unit(std::string_view id) const;
  // By our id, or by official code among the units valid on the day.
  const Unit* unit_on(std::string_view id_or_code, base::LocalDate day) const;
  std::vector<const Unit*> units_by_code(std::string_view official_code) const;  // of any time, by id
  std::vector<const Unit*> units() const;                                        // by id
  const Point* point(std::string_view id) const;
  std::vector<const Point*> points() const;
  const Unit* commune_at(Position position, base::LocalDate day) const;

  const std::vector<CompetenceRule>* rules(std::string_view procedure, std::int64_t* version) const;
  std::vector<const Serves*> serves(std::string_view authority, base::LocalDate day) const;
  const Delegation* delegation(std::string_view from_unit, std::string_view procedure, std::string_view field,
                               base::LocalDate day) const;

  std::shared_ptr<const calendar::Calendar> calendar() const { return calendar_; }

 private:
  template <class T>
  using ById = std::map<std::string, std::shared_ptr<const T>, std::less<>>;
  struct RuleSet {
    std::int64_t version = 0;
    std::vector<CompetenceRule> rules;
  };

  void fold_rules(std::int64_t stream_version, const base::Json& payload);
  void fold_unit(Unit unit);
  void fold_serves(Serves serves);
  std::shared_ptr<const PublishedProcedure> chosen(
      const std::vector<std::shared_ptr<const PublishedProcedure>>& versions, base::LocalDate day) const;

  std::map<std::string, std::vector<std::shared_ptr<const PublishedProcedure>>, std::less<>> procedures_;
  ById<Unit> units_;
  std::map<std::string, ById<Unit>, std::less<>> units_by_code_;
  ById<Point> points_;
  ById<Area> areas_;
  ById<RuleSet> rules_;
  std::map<std::string, ById<Serves>, std::less<>> serves_;  // by authority, then id
  ById<Delegation> delegations_;
  std::shared_ptr<const calendar::Calendar> calendar_;
};

}  // namespace catalog
