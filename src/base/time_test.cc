#include "base/time.h"

#include <gtest/gtest.h>

namespace base {
namespace {

using namespace std::chrono_literals;

TEST(LocalDate, TZ_3_IsCutAtLocalMidnight) {
  EXPECT_EQ(format_date(local_date(*parse_instant("2026-08-20T17:30:00Z"))), "2026-08-21");
  EXPECT_EQ(format_date(local_date(*parse_instant("2026-08-21T06:59:00+07:00"))), "2026-08-21");
  EXPECT_EQ(format_date(local_date(*parse_instant("2026-08-20T23:59:59+07:00"))), "2026-08-20");
}

TEST(Instant, IsWrittenInHanoisOffset) {
  EXPECT_EQ(format_instant(*parse_instant("2026-09-03T02:00:00Z")), "2026-09-03T09:00:00+07:00");
  EXPECT_EQ(format_instant_exact(instant_from_micros(1)), "1970-01-01T07:00:00.000001+07:00");
  EXPECT_EQ(format_instant(at_local(2026y / 9 / 3, 540)), "2026-09-03T09:00:00+07:00");
}

TEST(Instant, ReadsOffsetsAndFractions) {
  EXPECT_EQ(to_micros(*parse_instant("1970-01-01T00:00:00.5Z")), 500'000);
  EXPECT_EQ(*parse_instant("2026-01-01T00:00:00-08:00"), *parse_instant("2026-01-01T15:00:00+07:00"));
  EXPECT_EQ(*parse_local_instant("2026-08-21T09:00"), *parse_instant("2026-08-21T02:00:00Z"));
}

TEST(Instant, RefusesWhatIsNoInstant) {
  for (const char* text :
       {"", "2026-08-21", "2026-08-21T09:00", "2026-13-01T09:00:00Z", "2026-02-30T09:00:00Z", "2026-08-21T24:00:00Z",
        "2026-08-21T09:00:00+99:00", "2026-08-21T09:00:00Zx", "+026-08-21T09:00:00Z", "2026-08-21T09:60:00Z"}) {
    EXPECT_EQ(parse_instant(text).error().code, "instant_malformed") << text;
  }
}

TEST(Date, RoundTrips) {
  EXPECT_EQ(format_date(*parse_date("2022-02-01")), "2022-02-01");
  EXPECT_EQ(format_yymmdd(2025y / 12 / 24), "251224");
  EXPECT_EQ(parse_date("2022-2-1").error().code, "date_malformed");
  EXPECT_EQ(parse_date("2022-02-29").error().code, "date_malformed");
}

}  // namespace
}  // namespace base
