#include "boards/favourites.h"

#include <algorithm>

#include "store/table.h"

namespace boards {
namespace {

using store::ColumnType;

constexpr std::int64_t kMostLookedAt = 500;  // of the newest receptions: an officer's last week or more

}  // namespace

std::vector<Used> most_received(store::Read& read, std::string_view point, base::Instant since) {
  std::vector<Used> found;
  for (const store::Row& row :
       read.rows("SELECT procedure_code, COUNT(*), MAX(received_at) FROM {dossiers} WHERE point = :p1"
                 " AND received_at >= :p2 GROUP BY procedure_code ORDER BY COUNT(*) DESC, procedure_code",
                 {std::string(point), base::to_micros(since)},
                 {ColumnType::kText, ColumnType::kInteger, ColumnType::kInteger})) {
    found.push_back({store::text(row, 0), store::integer(row, 1), base::instant_from_micros(store::integer(row, 2))});
  }
  return found;
}

std::vector<Used> last_received(store::Read& read, std::string_view point, std::string_view account,
                                base::Instant since) {
  std::vector<store::Value> parameters = {std::string(point), base::to_micros(since), kMostLookedAt};
  std::string whose;
  if (!account.empty()) {
    whose = " AND received_by = :p4";
    parameters.emplace_back(std::string(account));
  }
  std::vector<Used> found;
  for (const store::Row& row :
       read.rows("SELECT procedure_code, received_at FROM {dossiers} WHERE point = :p1 AND received_at >= :p2" + whose +
                     " ORDER BY received_at DESC, procedure_code LIMIT :p3",
                 parameters, {ColumnType::kText, ColumnType::kInteger})) {
    const std::string procedure = store::text(row, 0);
    const auto known = std::ranges::find(found, procedure, &Used::procedure);
    if (known != found.end()) {
      ++known->count;
    } else {
      found.push_back({procedure, 1, base::instant_from_micros(store::integer(row, 1))});
    }
  }
  return found;
}

}  // namespace boards
