// The wrong door: where a person has to go instead, found by the same rules as at an intake or named by the officer,
// and counted. Nothing of the person is known: the event PersonDirected holds point, procedure and unit.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/record.h"
#include "boards/directions.h"

namespace app {

struct DirectionAsked {
  std::string account;
  std::string point;
  std::string procedure;  // code; may be empty when there is a unit
  catalog::Place place;
  std::string unit;  // id or official code, the officer's word; empty: found by the rules
  std::optional<store::IdempotencyKey> key;
};

struct Direction {
  std::string procedure;
  std::string unit;                 // id; empty: the rule knows only words
  std::vector<std::string> points;  // where the unit takes dossiers in; the centre's, when it has no desk of its own
  bool taken_here = false;          // this point may take the procedure in all the same
  std::string direction_vi, direction_en;
};

// Refuses direction_needed, unit_unknown, unit_abolished, procedure_unknown, procedure_not_valid, right_door (the
// unit's own desk), and what the search for the competent unit refuses.
base::Result<Direction> where_to(const catalog::Catalog& catalog, const DirectionAsked& asked, base::LocalDate day);

using ThenDirected = std::function<void(base::Result<Direction>, std::int64_t position)>;

// Answers later, on a thread for answers. Refuses not_found (no such point), forbidden, idempotency_conflict, what
// where_to refuses, and the writer's refusals.
void direct(Record& record, DirectionAsked asked, ThenDirected then);

// Refuses not_found, forbidden, dates_reversed, value_out_of_range (more than kMostDays).
inline constexpr int kMostDays = 366;
base::Result<std::vector<boards::DirectionCount>> directions_at(Record& record, const rights::Actor& actor,
                                                                std::string_view point, base::LocalDate first,
                                                                base::LocalDate last);

}  // namespace app
