// Draws for the plan of a simulation, in whole numbers, so that every machine and library draws alike.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "base/environment.h"

namespace simulation {

class Chance {
 public:
  explicit Chance(base::RandomSource& random) : random_(random) {}

  std::int64_t below(std::int64_t end) {  // 0 … end-1; end > 0
    std::uint64_t drawn = 0;
    random_.fill(std::as_writable_bytes(std::span(&drawn, 1)));
    return static_cast<std::int64_t>(drawn % static_cast<std::uint64_t>(end));
  }
  std::int64_t between(std::int64_t least, std::int64_t most) { return least + below(most - least + 1); }
  bool per_mille(int of_thousand) { return below(1000) < of_thousand; }

  template <class List>
  const auto& one_of(const List& list) {
    return list[static_cast<std::size_t>(below(std::ssize(list)))];
  }

  // The place of a weight; the sum must be above 0.
  std::size_t weighted(const std::vector<std::int64_t>& weights) {
    std::int64_t sum = 0;
    for (const std::int64_t weight : weights) sum += weight;
    std::int64_t left = below(sum);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      if (left < weights[i]) return i;
      left -= weights[i];
    }
    return weights.size() - 1;
  }

 private:
  base::RandomSource& random_;
};

}  // namespace simulation
