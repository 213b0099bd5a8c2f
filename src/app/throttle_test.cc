#include "app/throttle.h"

#include <gtest/gtest.h>

namespace app {
namespace {

using namespace std::chrono_literals;
constexpr Throttle::Moment kStart{1000h};

void wrong(Throttle& throttle, const std::string& key, int times, Throttle::Moment at = kStart) {
  for (int i = 0; i < times; ++i) throttle.wrong(key, at);
}

TEST(Throttle, FiveWrongTriesAreFreeAndThenEachWaitIsLonger) {
  Throttle throttle({});
  wrong(throttle, "a", 4);
  EXPECT_EQ(throttle.wait("a", kStart), 0s);
  std::vector<std::chrono::seconds> waits;
  for (int i = 0; i < 10; ++i) {
    throttle.wrong("a", kStart);
    waits.push_back(throttle.wait("a", kStart));
  }
  EXPECT_EQ(waits, (std::vector<std::chrono::seconds>{2s, 4s, 8s, 16s, 32s, 64s, 128s, 256s, 300s, 300s}));
}

TEST(Throttle, NeverLocksForEver) {
  Throttle throttle({});
  wrong(throttle, "a", 1000);
  EXPECT_EQ(throttle.wait("a", kStart), 300s);
  EXPECT_EQ(throttle.wait("a", kStart + 299s + 1ms), 1s);
  EXPECT_EQ(throttle.wait("a", kStart + 300s), 0s);
}

TEST(Throttle, OthersAreNotSlowed) {
  Throttle throttle({});
  wrong(throttle, "a", 20);
  EXPECT_EQ(throttle.wait("b", kStart), 0s);
}

TEST(Throttle, ARightTryForgets) {
  Throttle throttle({});
  wrong(throttle, "a", 20);
  throttle.right("a");
  throttle.right("never seen");
  wrong(throttle, "a", 4);
  EXPECT_EQ(throttle.wait("a", kStart), 0s);
}

TEST(Throttle, AFullDayForgets) {
  Throttle throttle({});
  wrong(throttle, "a", 20);
  wrong(throttle, "b", 1, kStart + 24h);
  wrong(throttle, "a", 4, kStart + 24h);
  EXPECT_EQ(throttle.wait("a", kStart + 24h), 0s);
}

TEST(Throttle, IsBounded) {
  Throttle throttle({.most_keys = 3});
  wrong(throttle, "a", 6);
  wrong(throttle, "b", 6, kStart + 1ms);
  wrong(throttle, "a", 1, kStart + 2ms);
  for (const char* key : {"c", "d"}) wrong(throttle, key, 1, kStart + 3ms);
  EXPECT_NE(throttle.wait("a", kStart + 4ms), 0s);
  EXPECT_EQ(throttle.wait("b", kStart + 4ms), 0s);  // it was wrong longest ago
}

TEST(Throttle, AnAddressStandsForItsNetwork) {
  EXPECT_EQ(network_of("203.0.113.7"), "203.0.113.7");
  EXPECT_EQ(network_of("2001:db8:1:2:3:4:5:6"), network_of("2001:db8:1:2::1"));
  EXPECT_NE(network_of("2001:db8:1:2::1"), network_of("2001:db8:1:3::1"));
  EXPECT_EQ(network_of(""), "");
}

}  // namespace
}  // namespace app
