// How often people came to the wrong door: a count per point, local day and procedure, folded from PersonDirected.
// Live.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "store/store.h"
#include "store/table.h"

namespace boards {

inline constexpr std::string_view kPersonDirected = "PersonDirected";

class Directions final : public store::Board {
 public:
  const store::Table& table() const override;
  std::optional<std::string> key(const store::Event& event) const override;
  Folded fold(const store::Event& event, const std::optional<store::Row>& current,
              const store::Words& words) const override;
};

struct DirectionCount {
  std::string day;        // "2026-11-25"
  std::string procedure;  // code; empty: none was named
  std::int64_t count = 0;
};

// From the first to the last day, both included; the newest day first, then by procedure.
std::vector<DirectionCount> direction_counts(store::Read& read, std::string_view point, base::LocalDate first,
                                             base::LocalDate last);

}  // namespace boards
