#include "boards/favourites.h"

#include "store/table.h"

namespace boards {
namespace {

using store::ColumnType;

std::vector<Used> used(store::Read& read, const std::string& rest, const std::vector<store::Value>& parameters) {
  std::vector<Used> found;
  for (const store::Row& row :
       read.rows("SELECT procedure_code, COUNT(*), MAX(received_at) FROM {dossiers} WHERE point = :p1"
                 " AND received_at >= :p2" +
                     rest,
                 parameters, {ColumnType::kText, ColumnType::kInteger, ColumnType::kInteger})) {
    found.push_back({store::text(row, 0), store::integer(row, 1), base::instant_from_micros(store::integer(row, 2))});
  }
  return found;
}

}  // namespace

std::vector<Used> most_received(store::Read& read, std::string_view point, base::Instant since) {
  return used(read, " GROUP BY procedure_code ORDER BY COUNT(*) DESC, procedure_code",
              {std::string(point), base::to_micros(since)});
}

std::vector<Used> last_received(store::Read& read, std::string_view point, std::string_view account,
                                base::Instant since) {
  std::vector<store::Value> parameters = {std::string(point), base::to_micros(since)};
  std::string rest;
  if (!account.empty()) {
    rest = " AND received_by = :p3";
    parameters.emplace_back(std::string(account));
  }
  return used(read, rest + " GROUP BY procedure_code ORDER BY MAX(received_at) DESC, procedure_code", parameters);
}

}  // namespace boards
