// The procedures that a desk has at hand: most received there, and used last. Only what can be received today.
#pragma once
#include <string_view>
#include <vector>

#include "app/record.h"
#include "boards/favourites.h"

namespace app {

struct Favourites {
  std::vector<boards::Used> most;  // of the last 30 days, at most nine
  std::vector<boards::Used> last;  // the account's own of the last 90 days, then the point's; at most five
};

// Refuses not_found (no such point), forbidden.
base::Result<Favourites> favourites_at(Record& record, const rights::Actor& actor, std::string_view point);

}  // namespace app
