#include "base/environment.h"

#include <gtest/gtest.h>

namespace base {
namespace {

TEST(Uuid7, CarriesItsMillisecondsAndVersion) {
  SeededRandom random(1);
  const std::string id = uuid7(instant_from_micros(1'766'541'600'000'000), random);
  EXPECT_EQ(id.size(), 36u);
  EXPECT_EQ(id.substr(0, 13), "019b4e15-a500");
  EXPECT_EQ(id[14], '7');
  EXPECT_NE(id, uuid7(instant_from_micros(1'766'541'600'000'000), random));
}

TEST(Uuid7, OfANameIsAlwaysTheSame) {
  const Instant at = at_local({std::chrono::year(2025), std::chrono::July, std::chrono::day(1)}, 0);
  EXPECT_EQ(named_uuid7(at, "unit:a"), named_uuid7(at, "unit:a"));
  EXPECT_NE(named_uuid7(at, "unit:a"), named_uuid7(at, "unit:b"));
}

TEST(Secret, HasSixLettersWithoutLookAlikes) {
  SeededRandom random(7);
  for (int i = 0; i < 500; ++i) {
    const std::string secret = random_secret(random);
    EXPECT_EQ(secret.size(), 6u);
    EXPECT_EQ(secret.find_first_of("01OIL"), std::string::npos) << secret;
  }
}

TEST(SeededRandom, RepeatsFromTheSameSeed) {
  SeededRandom one(5);
  SeededRandom two(5);
  SeededRandom other(6);
  const std::string first = random_hex(one, 16);
  EXPECT_EQ(first, random_hex(two, 16));
  EXPECT_NE(first, random_hex(other, 16));
  EXPECT_NE(first, random_hex(one, 16));
}

TEST(SystemRandom, GivesDifferentBytes) {
  SystemRandom random;
  EXPECT_NE(random_hex(random, 16), random_hex(random, 16));
}

TEST(SystemClock, SteadyNeverGoesBack) {
  const SystemClock clock;
  const auto before = clock.steady();
  EXPECT_LE(before, clock.steady());
  EXPECT_GT(to_micros(clock.now()), 1'700'000'000'000'000);
}

}  // namespace
}  // namespace base
