// What the world outside gives: the time and chance. Passed in everywhere, so that tests and the simulator decide.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/time.h"

namespace base {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;                                   // wall clock, UTC
  virtual std::chrono::steady_clock::time_point steady() const = 0;  // never jumps; to notice a wall clock that did
};

class RandomSource {
 public:
  virtual ~RandomSource() = default;
  virtual void fill(std::span<std::byte> bytes) = 0;  // thread-safe
};

class SystemClock final : public Clock {
 public:
  Instant now() const override;
  std::chrono::steady_clock::time_point steady() const override;
};

// The operating system's secure random numbers (libsodium).
class SystemRandom final : public RandomSource {
 public:
  void fill(std::span<std::byte> bytes) override;
};

// Repeatable numbers from a seed (ChaCha20 keystream), for tests and the simulator only.
class SeededRandom final : public RandomSource {
 public:
  explicit SeededRandom(std::uint64_t seed);
  ~SeededRandom() override;
  void fill(std::span<std::byte> bytes) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// A clock that stands where it is put; for tests and the simulator.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(Instant at) : at_(at) {}
  void set(Instant at) { at_ = at; }
  void advance(std::chrono::microseconds by) { at_ += by; }
  Instant now() const override { return at_; }
  std::chrono::steady_clock::time_point steady() const override {
    return std::chrono::steady_clock::time_point(at_.time_since_epoch());
  }

 private:
  Instant at_;
};

std::string random_hex(RandomSource& random, std::size_t bytes);

// Six characters for a tracking secret, from 31 that no one mistakes for another (no 0 O 1 I L, upper case).
std::string random_secret(RandomSource& random);

// UUID version 7 (RFC 9562): the milliseconds of `at`, then chance.
std::string uuid7(Instant at, RandomSource& random);

// The UUIDv7-shaped id of something that is known by a name: the same name and instant give the same id on every
// machine, so that an import that is repeated finds what it made.
std::string named_uuid7(Instant at, std::string_view name);

}  // namespace base
