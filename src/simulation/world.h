// The time and chance of a simulation: a clock that stands where it is put, and numbers from a seed. Nothing else in
// the program has a seeded source (tools/check_flow.py), so that no server can ever give out numbers that can be
// guessed.
#pragma once
#include <cstdint>
#include <thread>

#include "base/environment.h"

namespace simulation {

// Repeatable although two threads draw: the one that prepares, which made this, and the writer's. Each has numbers of
// its own, so that it does not matter how their turns fall.
class SeededWorld final : public base::RandomSource {
 public:
  explicit SeededWorld(std::uint64_t seed);
  void fill(std::span<std::byte> bytes) override;

  base::RandomSource& plan() { return plan_; }  // for who comes when; so that the plan does not hang on what is sealed
  base::FixedClock& clock() { return clock_; }

 private:
  std::thread::id maker_ = std::this_thread::get_id();
  base::SeededRandom mine_, writers_, plan_;
  base::FixedClock clock_{base::Instant()};
};

}  // namespace simulation
