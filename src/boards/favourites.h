// What a desk takes in most and what was used there last: two lists read off the board of dossiers by its index of
// receptions at a point. No table of its own.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "store/store.h"

namespace boards {

struct Used {
  std::string procedure;  // code
  std::int64_t count = 0;
  base::Instant last;
};

// Receptions at the point since then, by procedure, most of them first.
std::vector<Used> most_received(store::Read& read, std::string_view point, base::Instant since);
// What the newest receptions there were of, the latest first; `account` empty: anybody's. Looks at some hundreds of
// them only, so that a busy point answers as fast as a quiet one.
std::vector<Used> last_received(store::Read& read, std::string_view point, std::string_view account,
                                base::Instant since);

}  // namespace boards
