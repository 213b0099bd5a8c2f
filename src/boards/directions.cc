#include "boards/directions.h"

namespace boards {
namespace {

using store::ColumnType;

std::string day_of(const store::Event& event) { return base::format_date(base::local_date(event.legal_instant())); }

}  // namespace

const store::Table& Directions::table() const {
  static const store::Table kTable{
      .name = "directions",
      .version = 1,
      .columns = {{"id"}, {"point"}, {"day"}, {"procedure_code"}, {"directed", ColumnType::kInteger}},
      .indexes = {{"point", "point, day, procedure_code", ""}},
      .retention = "As long as the journal: folded from it, rebuilt at will.",
      .redaction = "none: nothing of the person is known"};
  return kTable;
}

std::optional<std::string> Directions::key(const store::Event& event) const {
  if (event.kind != kPersonDirected) return std::nullopt;
  return event.payload.text("point") + " " + day_of(event) + " " + event.payload.text("procedure");
}

store::Board::Folded Directions::fold(const store::Event& event, const std::optional<store::Row>& current,
                                      const store::Words&) const {
  const std::int64_t before = current ? store::integer(*current, 4) : 0;
  return {Folded::Do::kPut,
          {*key(event), event.payload.text("point"), day_of(event), event.payload.text("procedure"), before + 1}};
}

std::vector<DirectionCount> direction_counts(store::Read& read, std::string_view point, base::LocalDate first,
                                             base::LocalDate last) {
  std::vector<DirectionCount> counts;
  for (const store::Row& row : read.rows("SELECT day, procedure_code, directed FROM {directions} WHERE point = :p1"
                                         " AND day >= :p2 AND day <= :p3 ORDER BY day DESC, procedure_code",
                                         {std::string(point), base::format_date(first), base::format_date(last)},
                                         {ColumnType::kText, ColumnType::kText, ColumnType::kInteger})) {
    counts.push_back({store::text(row, 0), store::text(row, 1), store::integer(row, 2)});
  }
  return counts;
}

}  // namespace boards
