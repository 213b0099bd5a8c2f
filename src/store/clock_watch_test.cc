#include "store/clock_watch.h"

#include <gtest/gtest.h>

namespace store {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const base::Instant kStart = base::instant_from_micros(1'766'541'600'000'000);

class TwoClocks final : public base::Clock {
 public:
  base::Instant now() const override { return wall; }
  std::chrono::steady_clock::time_point steady() const override { return steadily; }
  base::Instant wall = kStart;
  std::chrono::steady_clock::time_point steadily;
};

TEST(ClockWatch, BelievesAClockThatRunsOn) {
  TwoClocks clock;
  ClockWatch watch(clock, {});
  EXPECT_FALSE(watch.implausible(kStart, std::nullopt));
  EXPECT_FALSE(watch.implausible(kStart, kStart - days(30)));
  watch.believed();
  clock.wall += days(40);
  clock.steadily += days(40);
  EXPECT_FALSE(watch.implausible(clock.wall, kStart)) << "a quiet month while running";
}

TEST(ClockWatch, AtStartATimeBeforeTheLastEventNeedsTheOperatorsWord) {
  TwoClocks clock;
  const auto refusal = ClockWatch(clock, {}).implausible(kStart, kStart + minutes(1));
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->code, "clock_implausible");
  EXPECT_EQ(refusal->facts.at("now"), base::format_instant(kStart));
  EXPECT_EQ(refusal->facts.at("last"), base::format_instant(kStart + minutes(1)));
  WriterSettings settings;
  settings.accept_clock_jump = true;
  EXPECT_FALSE(ClockWatch(clock, settings).implausible(kStart, kStart + minutes(1)));
}

TEST(ClockWatch, AtStartATimeLongAfterTheLastEventNeedsTheOperatorsWord) {
  TwoClocks clock;
  WriterSettings settings;
  EXPECT_TRUE(ClockWatch(clock, settings).implausible(kStart, kStart - days(30) - seconds(1)));
  settings.most_days_after_last_event = 60;
  EXPECT_FALSE(ClockWatch(clock, settings).implausible(kStart, kStart - days(30) - seconds(1)));
  settings.accept_clock_jump = true;
  EXPECT_FALSE(ClockWatch(clock, settings).implausible(kStart, kStart - days(300)));
}

TEST(ClockWatch, WhileRunningTheWallClockMayNotDriftFromTheSteadyOne) {
  for (const hours jump : {hours(1), hours(-1)}) {
    TwoClocks clock;
    WriterSettings settings;
    settings.accept_clock_jump = true;  // the word is for the start, not for what comes later
    ClockWatch watch(clock, settings);
    watch.believed();
    clock.wall += jump;
    const auto refusal = watch.implausible(clock.wall, kStart);
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->facts.at("drift_seconds"), std::to_string(seconds(jump).count()));
    clock.wall -= jump;
    EXPECT_FALSE(watch.implausible(clock.wall, kStart)) << "put right again";
  }
  TwoClocks clock;
  ClockWatch watch(clock, {});
  clock.wall += minutes(5);
  EXPECT_FALSE(watch.implausible(clock.wall, kStart));
}

}  // namespace
}  // namespace store
