// Who looked at whose data: rows of the append-only `read_log` (store/plain_tables.h).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/record.h"

namespace app {

struct LookedAt {
  std::string account;
  std::string role, unit;
  std::string purpose;  // with the reference of the inspection or complaint
  std::string stream;   // of the dossier; empty: nothing was found
  std::string what;     // kind of the data: "particulars", "earlier particulars"; "refused"
};

store::Row read_log_row(Record& record, const store::Batch& batch, const LookedAt& look);
// Returns when they are committed. Refuses what the writer does.
base::Done log_looks(Record& record, const std::vector<LookedAt>& looks);

}  // namespace app
