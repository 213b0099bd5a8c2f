#include "calendar/limit.h"

#include <gtest/gtest.h>

namespace calendar {
namespace {

TEST(LimitText, ReadsEveryUnitAndWritesItBack) {
  for (const char* text : {"7d", "8h", "60cd", "2m", "1y", "12ch", "sd", "999999d"}) {
    const auto limit = parse_limit(text);
    ASSERT_TRUE(limit) << text;
    EXPECT_EQ(format_limit(*limit), text);
  }
  EXPECT_EQ(parse_limit("60cd"), (Limit{LimitUnit::kCalendarDay, 60}));
  EXPECT_EQ(parse_limit("sd"), (Limit{LimitUnit::kWithinDay, 0}));
}

TEST(LimitText, RefusesWhatIsNoLimit) {
  for (const char* text : {"", "d", "7", "0d", "-1d", "+7d", "7 d", "7D", "7dd", "1000000d", "99999999999999999999d",
                           "1.5d", "sd1", "1sd", "7ngày"}) {
    const auto limit = parse_limit(text);
    ASSERT_FALSE(limit) << text;
    EXPECT_EQ(limit.error().code, "limit_malformed");
    EXPECT_EQ(limit.error().facts.at("value"), text);
  }
}

TEST(CutoffText, ReadsBothReadings) {
  EXPECT_EQ(parse_cutoff("15:00"), (Cutoff{15 * 60, false}));
  EXPECT_EQ(parse_cutoff("15:00,day0"), (Cutoff{15 * 60, false}));
  EXPECT_EQ(parse_cutoff("16:30,day1"), (Cutoff{16 * 60 + 30, true}));
  EXPECT_EQ(format_cutoff({15 * 60, false}), "15:00,day0");
  EXPECT_EQ(format_cutoff({5, true}), "00:05,day1");
}

TEST(CutoffText, RefusesWhatIsNoTime) {
  for (const char* text :
       {"", "15", "25:00", "15:60", "15h00", "15:00,", "15:00,day2", "15:00,day0,day1", " 15:00", "1a:00"}) {
    const auto cutoff = parse_cutoff(text);
    ASSERT_FALSE(cutoff) << text;
    EXPECT_EQ(cutoff.error().code, "cutoff_malformed");
  }
}

}  // namespace
}  // namespace calendar
