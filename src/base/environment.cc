#include "base/environment.h"

#include <sodium.h>

#include <array>
#include <cstring>
#include <mutex>
#include <stdexcept>

#include "base/hash.h"

namespace base {
namespace {

void start_sodium() {
  static const int kReady = sodium_init();
  if (kReady < 0) throw std::runtime_error("libsodium cannot get random numbers on this machine");
}

std::string uuid_text(std::array<std::byte, 16> bytes, Instant at) {
  const auto millis =
      static_cast<std::uint64_t>(std::chrono::floor<std::chrono::milliseconds>(at.time_since_epoch()).count());
  for (std::size_t i = 0; i < 6; ++i) bytes[i] = static_cast<std::byte>(millis >> (8 * (5 - i)));
  bytes[6] = (bytes[6] & std::byte{0x0f}) | std::byte{0x70};
  bytes[8] = (bytes[8] & std::byte{0x3f}) | std::byte{0x80};
  std::string hex = to_hex(bytes);
  for (const std::size_t hyphen : {8U, 13U, 18U, 23U}) hex.insert(hyphen, 1, '-');
  return hex;
}

}  // namespace

Instant SystemClock::now() const {
  return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
}

std::chrono::steady_clock::time_point SystemClock::steady() const { return std::chrono::steady_clock::now(); }

void SystemRandom::fill(std::span<std::byte> bytes) {
  start_sodium();
  randombytes_buf(bytes.data(), bytes.size());
}

struct SeededRandom::State {
  std::mutex mutex;
  std::array<unsigned char, randombytes_SEEDBYTES> seed{};
  std::uint64_t drawn = 0;
};

SeededRandom::SeededRandom(std::uint64_t seed) : state_(std::make_unique<State>()) {
  start_sodium();
  std::memcpy(state_->seed.data(), &seed, sizeof seed);
}

SeededRandom::~SeededRandom() = default;

void SeededRandom::fill(std::span<std::byte> bytes) {
  const std::lock_guard lock(state_->mutex);
  auto seed = state_->seed;
  const std::uint64_t draw = ++state_->drawn;
  std::memcpy(seed.data() + 16, &draw, sizeof draw);
  randombytes_buf_deterministic(bytes.data(), bytes.size(), seed.data());
}

std::string random_hex(RandomSource& random, std::size_t bytes) {
  std::vector<std::byte> drawn(bytes);
  random.fill(drawn);
  return to_hex(drawn);
}

std::string random_secret(RandomSource& random) {
  static constexpr std::string_view kLetters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
  std::string secret;
  while (secret.size() < 6) {
    std::byte drawn{};
    random.fill({&drawn, 1});
    const auto value = std::to_integer<std::size_t>(drawn);
    if (value < 256 / kLetters.size() * kLetters.size()) secret.push_back(kLetters[value % kLetters.size()]);
  }
  return secret;
}

std::string uuid7(Instant at, RandomSource& random) {
  std::array<std::byte, 16> bytes{};
  random.fill(bytes);
  return uuid_text(bytes, at);
}

std::string named_uuid7(Instant at, std::string_view name) {
  const Hash hash = sha256(name);
  std::array<std::byte, 16> bytes{};
  std::copy_n(hash.begin(), bytes.size(), bytes.begin());
  return uuid_text(bytes, at);
}

}  // namespace base
