#include "calendar/explain.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/test_calendars.h"

namespace calendar {
namespace {

base::Instant at(std::string_view local) { return base::parse_local_instant(local).value(); }

Explanation explained(const Calendar& calendar, std::string_view received, std::string_view limit,
                      const CountSettings& settings = {}) {
  return explain(calendar, "", at(received), parse_limit(limit).value(), settings).value();
}

// "20 . | 21 x | 22 x | 23 1": day of the month; worked without number ".", closed "x", else the number.
std::string drawn(const std::vector<ExplainedDay>& days) {
  std::string text;
  for (const ExplainedDay& day : days) {
    if (!text.empty()) text += " | ";
    text += std::to_string(unsigned(day.date.day())) + " ";
    text += day.number > 0 ? std::to_string(day.number) : (day.worked ? "." : "x");
  }
  return text;
}

TEST(Explain, WorkingDaysNumberTheWorkedDaysAfterTheStart) {
  const Explanation why = explained(hanoi(), "2026-11-20T09:00", "3d");
  EXPECT_EQ(drawn(why.days), "20 . | 21 x | 22 x | 23 1 | 24 x | 25 2 | 26 3");
  EXPECT_EQ(base::format_instant(why.deadline.due).substr(0, 16), "2026-11-26T09:00");
  ASSERT_TRUE(why.days[4].special);
  EXPECT_EQ(why.days[4].special->kind, DayKind::kHoliday);
  EXPECT_FALSE(why.days[4].special->name.empty());
  EXPECT_FALSE(why.days[1].special);  // a Saturday needs no reason of its own
}

TEST(Explain, ASwappedSaturdayCountsAndSaysWhy) {
  const Explanation why = explained(hanoi(), "2026-08-21T09:00", "2d");
  EXPECT_EQ(drawn(why.days), "21 . | 22 1 | 23 x | 24 2");
  EXPECT_EQ(why.days[1].special->kind, DayKind::kSwappedWork);
}

TEST(Explain, ACutoffMovesTheStartAndSaysWhetherThatDayIsCounted) {
  EXPECT_EQ(drawn(explained(hanoi(), "2026-11-19T15:10", "2d", cutoff("15:00")).days),
            "19 . | 20 . | 21 x | 22 x | 23 1 | 24 x | 25 2");
  EXPECT_EQ(drawn(explained(hanoi(), "2026-11-19T15:10", "2d", cutoff("15:00,day1")).days),
            "19 . | 20 1 | 21 x | 22 x | 23 2");
  EXPECT_EQ(drawn(explained(hanoi(), "2026-11-19T14:59", "1d", cutoff("15:00,day1")).days), "19 . | 20 1");
  EXPECT_EQ(drawn(explained(hanoi(), "2026-11-19T15:10", "2cd", cutoff("15:00")).days),
            "19 . | 20 . | 21 1 | 22 2 | 23 .");
}

TEST(Explain, CalendarDaysNumberEveryDayAndAClosedLastDayMovesOn) {
  EXPECT_EQ(drawn(explained(hanoi(), "2026-11-19T09:00", "5cd").days),
            "19 . | 20 1 | 21 2 | 22 3 | 23 4 | 24 5 | 25 .");
}

TEST(Explain, HoursMonthsAndWithinTheDayNumberNothing) {
  for (const std::string_view limit : {"8h", "30h", "12ch", "1m", "sd"}) {
    const Explanation why = explained(hanoi(), "2026-11-20T09:00", limit);
    for (const ExplainedDay& day : why.days) EXPECT_EQ(day.number, 0) << limit;
    EXPECT_EQ(why.days.back().date, base::local_date(why.deadline.due)) << limit;
  }
  EXPECT_EQ(drawn(explained(hanoi(), "2026-11-20T09:00", "sd").days), "20 .");
  EXPECT_EQ(drawn(explained(hanoi(), "2026-11-20T09:00", "1d", by_hours()).days), "20 . | 21 x | 22 x | 23 .");
}

TEST(Explain, ReceivedOutsideHoursCountsAfterTheEffectiveStart) {
  EXPECT_EQ(drawn(explained(hanoi(), "2026-11-21T20:00", "1d").days), "21 x | 22 x | 23 . | 24 x | 25 1");
}

TEST(Explain, TheLastNumberIsTheLimitAndStandsOnOrBeforeTheDueDay) {
  std::mt19937 chance(20261129);
  const base::Instant first = at("2026-01-02T00:00");
  for (int i = 0; i < 2000; ++i) {
    const base::Instant received = first + std::chrono::minutes(chance() % (300 * 24 * 60));
    const bool working = chance() % 2 == 0;
    const Limit limit{working ? LimitUnit::kWorkingDay : LimitUnit::kCalendarDay, static_cast<int>(chance() % 20) + 1};
    const CountSettings settings = chance() % 2 == 0 ? CountSettings{} : cutoff(chance() % 2 ? "15:00" : "15:00,day1");
    const auto why = explain(hanoi(), "", received, limit, settings);
    ASSERT_TRUE(why);
    int last = 0;
    for (const ExplainedDay& day : why->days) {
      if (day.number == 0) continue;
      EXPECT_EQ(day.number, last + 1);
      EXPECT_TRUE(day.worked || !working);
      last = day.number;
    }
    EXPECT_EQ(last, limit.amount) << base::format_instant(received) << format_limit(limit);
    EXPECT_EQ(why->days.front().date, base::local_date(received));
    EXPECT_EQ(why->days.back().date, base::local_date(why->deadline.due));
    EXPECT_TRUE(why->days.back().worked);
  }
}

TEST(DaysBetween, SaysWhatAUnitHasOfItsOwn) {
  const auto calendar = fixture_k("", R"("u":{"days":[{"date":"2026-03-03","kind":"local_closed","name":"Lễ hội",)"
                                      R"("status":"official"}]})");
  const auto ours = days_between(calendar, "u", at("2026-03-02T09:00"), at("2026-03-04T09:00")).value();
  EXPECT_EQ(drawn(ours), "2 . | 3 x | 4 .");
  EXPECT_EQ(ours[1].special->name, "Lễ hội");
  EXPECT_EQ(drawn(days_between(calendar, "", at("2026-03-02T09:00"), at("2026-03-04T09:00")).value()),
            "2 . | 3 . | 4 .");
  EXPECT_TRUE(days_between(calendar, "", at("2026-03-04T09:00"), at("2026-03-02T09:00")).value().empty());
}

TEST(DaysBetween, AYearWithoutCalendarIsARefusal) {
  const auto calendar = fixture_k();
  EXPECT_EQ(days_between(calendar, "", at("2026-12-30T09:00"), at("2027-01-02T09:00")).error().code,
            "year_without_calendar");
  EXPECT_EQ(explain(calendar, "", at("2026-12-30T09:00"), {LimitUnit::kWorkingDay, 5}).error().code,
            "year_without_calendar");
}

}  // namespace
}  // namespace calendar
