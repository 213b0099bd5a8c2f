#include "app/read_log.h"

#include "app/commit.h"
#include "store/plain_tables.h"

namespace app {

store::Row read_log_row(Record& record, const store::Batch& batch, const LookedAt& look) {
  return {base::uuid7(batch.at(), record.random()),
          base::to_micros(batch.at()),
          look.account,
          look.role,
          look.unit,
          look.purpose,
          look.stream,
          look.what};
}

base::Done log_looks(Record& record, const std::vector<LookedAt>& looks) {
  return commit_and_wait<std::monostate>(record.writer(), {}, [&](store::Batch& batch) -> base::Done {
    for (const LookedAt& look : looks) batch.put(store::kReadLog, read_log_row(record, batch, look));
    return std::monostate{};
  });
}

}  // namespace app
