#include <gtest/gtest.h>

#include <random>

#include "calendar/test_calendars.h"

namespace calendar {
namespace {

TEST(EffectiveStart, IsTheFirstWorkingInstantAtOrAfterReception) {
  const auto start = [](std::string_view received) {
    const auto found = deadline(hanoi(), "", base::parse_local_instant(received).value(), {LimitUnit::kWorkingHour, 1});
    return base::format_instant(found.value().start).substr(0, 16);
  };
  EXPECT_EQ(start("2026-11-20T07:10"), "2026-11-20T08:00");
  EXPECT_EQ(start("2026-11-20T12:00"), "2026-11-20T13:00");  // a span is half-open
  EXPECT_EQ(start("2026-11-20T11:59"), "2026-11-20T11:59");
  EXPECT_EQ(start("2026-11-20T17:00"), "2026-11-23T08:00");
  EXPECT_EQ(start("2026-11-20T14:07:59"), "2026-11-20T14:07");  // to the minute
}

TEST(WorkingHours, ASpanUsedUpToItsEndGivesItsEnd) {
  EXPECT_EQ(due(hanoi(), "2026-11-20T08:00", "4h"), "2026-11-20T12:00");
  EXPECT_EQ(due(hanoi(), "2026-11-20T08:00", "8h"), "2026-11-20T17:00");
  EXPECT_EQ(due(hanoi(), "2026-11-20T08:00", "1d", by_hours()), "2026-11-20T17:00");
  EXPECT_EQ(due(hanoi(), "2026-11-20T08:00", "1d"), "2026-11-23T08:00");
}

TEST(WorkingDays, ATimeThatIsNotWorkedThereMovesToTheNextWorkingInstant) {
  const auto calendar =
      fixture_k(R"({"date":"2026-03-03","kind":"shortened","status":"official","hours":["08:00-11:30"]})");
  EXPECT_EQ(due(calendar, "2026-03-02T15:00", "1d"), "2026-03-04T08:00");
  EXPECT_EQ(due(calendar, "2026-03-02T11:30", "1d"), "2026-03-04T08:00");
  EXPECT_EQ(due(calendar, "2026-03-02T15:00", "1d", to_closing()), "2026-03-03T11:30");
}

TEST(WorkingDays, ReceivedOutsideHoursCountsFromTheEffectiveStart) {
  EXPECT_EQ(due(hanoi(), "2026-11-21T20:00", "1d"), "2026-11-25T08:00");  // Saturday night; Tuesday 24 is off
  EXPECT_EQ(due(hanoi(), "2026-11-21T20:00", "1d", cutoff("15:00")), "2026-11-25T08:00");
}

TEST(CalendarDays, CountFromTheLocalDateAndEndAtClosing) {
  EXPECT_EQ(due(hanoi(), "2026-11-01T20:00", "1cd"), "2026-11-02T17:00");  // from the Sunday of reception
  EXPECT_EQ(due(hanoi(), "2026-11-02T09:00", "10cd"), "2026-11-12T17:00");
  EXPECT_EQ(due(hanoi(), "2026-11-02T15:30", "10cd", cutoff("15:00,day1")), "2026-11-13T17:00");
  EXPECT_EQ(due(hanoi(), "2026-11-19T23:59", "5cd"), "2026-11-25T17:00");  // Tuesday 24 November is off
}

TEST(MonthsAndYears, EndOnTheSameDayNumberOrTheLastDayOfTheMonth) {
  EXPECT_EQ(due(hanoi(), "2025-01-31T09:00", "1m"), "2025-02-28T17:00");
  EXPECT_EQ(due(hanoi(), "2024-01-31T09:00", "1m"), "2024-02-29T17:00");
  EXPECT_EQ(due(hanoi(), "2024-02-29T09:00", "1y"), "2025-02-28T17:00");
  EXPECT_EQ(due(hanoi(), "2026-08-31T09:00", "2m"), "2026-11-02T17:00");  // 31 October is a Saturday
  EXPECT_EQ(due(hanoi(), "2026-11-30T09:00", "1m"), "2026-12-30T17:00");
  EXPECT_EQ(due(hanoi(), "2025-12-15T09:00", "12m"), due(hanoi(), "2025-12-15T09:00", "1y"));
}

TEST(ClockHours, PassByTheClockAndMoveOutOfClosedTime) {
  EXPECT_EQ(due(hanoi(), "2026-11-18T09:30", "24ch"), "2026-11-19T09:30");
  EXPECT_EQ(due(hanoi(), "2026-11-20T09:30", "24ch"), "2026-11-23T08:00");
  EXPECT_EQ(due(hanoi(), "2026-11-18T09:00", "8ch"), "2026-11-18T17:00");
  EXPECT_EQ(due(hanoi(), "2026-11-18T22:00", "12ch"), "2026-11-19T10:00");  // the night passes too
}

TEST(WithinTheDay, OutsideHoursIsTheNextWorkingDay) {
  EXPECT_EQ(due(hanoi(), "2026-11-20T07:00", "sd"), "2026-11-20T17:00");
  EXPECT_EQ(due(hanoi(), "2026-11-20T17:00", "sd"), "2026-11-23T17:00");
}

TEST(Years, OutsideTheCalendarIsARefusalThatNamesTheYear) {
  EXPECT_EQ(due(hanoi(), "1899-03-02T10:00", "1d"), "year_without_calendar");
  EXPECT_EQ(due(hanoi(), "2200-03-02T10:00", "1d"), "year_without_calendar");
  for (const char* limit : {"5d", "99h", "30cd", "3m", "1y", "200ch", "100000d", "999999y", "999999m"}) {
    EXPECT_EQ(due(hanoi(), "2030-12-27T10:00", limit), "year_without_calendar") << limit;
  }
  const auto refused =
      deadline(hanoi(), "", base::parse_local_instant("2030-12-31T10:00").value(), {LimitUnit::kWorkingDay, 1});
  EXPECT_EQ(refused.error().facts.at("year"), "2031");
}

TEST(Amount, OutsideItsRangeIsRefused) {
  for (const int amount : {0, -1, kMostAmount + 1}) {
    const auto refused =
        deadline(hanoi(), "", base::parse_local_instant("2026-03-02T10:00").value(), {LimitUnit::kWorkingDay, amount});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "limit_malformed");
  }
}

TEST(Unofficial, ADateThatRestsOnAProjectionSaysSo) {
  const auto rests = [](std::string_view received, int days) {
    return deadline(hanoi(), "", base::parse_local_instant(received).value(), {LimitUnit::kWorkingDay, days})
        .value()
        .rests_on_unofficial;
  };
  EXPECT_FALSE(rests("2026-08-21T09:00", 7));
  EXPECT_TRUE(rests("2025-12-30T09:00", 3));  // 2 January 2026 was reported without the notice
  EXPECT_TRUE(rests("2027-01-28T09:00", 7));  // Tết 2027 is not announced
  EXPECT_FALSE(rests("2027-01-18T09:00", 7));
}

// A counter that knows nothing but minutes: walks them one by one.
class MinuteCounter {
 public:
  MinuteCounter(const Calendar& calendar, base::Instant at) : calendar_(calendar), at_(at) {}
  bool works() const {
    const auto local = base::local_minute(at_);
    const DayHours hours = worked(calendar_, "", local.date).value();
    return std::any_of(hours.begin(), hours.end(), [&](const Span& span) {
      return span.from <= local.minute_of_day && local.minute_of_day < span.to;
    });
  }
  void step() { at_ += std::chrono::minutes(1); }
  base::Instant at() const { return at_; }
  base::Instant after(int minutes) {
    while (!works()) step();
    for (; minutes > 0; step()) minutes -= works() ? 1 : 0;
    return at_;
  }

 private:
  const Calendar& calendar_;
  base::Instant at_;
};

TEST(Property, HoursAgreeWithAMinuteByMinuteCounterAndSplitAnywhere) {
  constexpr unsigned kSeed = 20261125;
  std::mt19937 random(kSeed);
  std::uniform_int_distribution<int> minute_of_year(0, 360 * 24 * 60);
  std::uniform_int_distribution<int> hours(1, 20);
  const base::Instant first = base::parse_local_instant("2026-01-01T00:00").value();
  for (int i = 0; i < 60; ++i) {
    const base::Instant received = first + std::chrono::minutes(minute_of_year(random));
    const int one = hours(random);
    const int two = hours(random);
    const auto half = deadline(hanoi(), "", received, {LimitUnit::kWorkingHour, one}).value();
    EXPECT_EQ(half.due, MinuteCounter(hanoi(), received).after(one * 60)) << "seed " << kSeed << " run " << i;
    EXPECT_EQ(deadline(hanoi(), "", half.due, {LimitUnit::kWorkingHour, two}).value().due,
              deadline(hanoi(), "", received, {LimitUnit::kWorkingHour, one + two}).value().due);
  }
}

TEST(Property, LaterReceptionOrLongerLimitIsNeverDueEarlier) {
  const base::Instant first = base::parse_local_instant("2026-08-19T00:00").value();
  for (const LimitUnit unit : {LimitUnit::kWorkingDay, LimitUnit::kWorkingHour, LimitUnit::kCalendarDay,
                               LimitUnit::kMonth, LimitUnit::kClockHour}) {
    base::Instant previous = first;
    for (int step = 0; step < 15 * 96; ++step) {
      const base::Instant received = first + std::chrono::minutes(15 * step);
      const base::Instant at = deadline(hanoi(), "", received, {unit, 3}).value().due;
      EXPECT_GE(at, previous);
      EXPECT_GE(at, received);
      EXPECT_GE(deadline(hanoi(), "", received, {unit, 4}).value().due, at);
      previous = at;
    }
  }
}

}  // namespace
}  // namespace calendar
