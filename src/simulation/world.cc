#include "simulation/world.h"

namespace simulation {
namespace {

constexpr std::uint64_t kStreams = 4;

}  // namespace

SeededWorld::SeededWorld(std::uint64_t seed)
    : mine_(seed * kStreams), writers_(seed * kStreams + 1), plan_(seed * kStreams + 2) {}

void SeededWorld::fill(std::span<std::byte> bytes) {
  (std::this_thread::get_id() == maker_ ? mine_ : writers_).fill(bytes);
}

}  // namespace simulation
