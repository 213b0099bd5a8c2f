#include "calendar/calendar.h"

#include <gtest/gtest.h>

#include "calendar/test_calendars.h"

namespace calendar {
namespace {

const DayHours kFullDay{{480, 720}, {780, 1020}};

DayHours on(const Calendar& calendar, std::string_view day, std::string_view unit = "") {
  return worked(calendar, unit, date(day)).value();
}

// The weekdays off and the rest days worked of a year, as text.
std::vector<std::string> differing_days(const Calendar& calendar, int year) {
  std::vector<std::string> days;
  const std::chrono::sys_days last{std::chrono::year(year) / 12 / 31};
  for (std::chrono::sys_days day{std::chrono::year(year) / 1 / 1}; day <= last; day += std::chrono::days(1)) {
    const bool rest_day = std::chrono::weekday(day).iso_encoding() >= 6;
    const bool worked_day = !worked(calendar, "", base::LocalDate(day)).value().empty();
    if (rest_day == worked_day) days.push_back((worked_day ? "+" : "-") + base::format_date(base::LocalDate(day)));
  }
  return days;
}

TEST(ShippedCalendar, HasTheDaysOf2025And2026) {
  EXPECT_EQ(differing_days(hanoi(), 2025),
            (std::vector<std::string>{"-2025-01-01", "-2025-01-27", "-2025-01-28", "-2025-01-29", "-2025-01-30",
                                      "-2025-01-31", "-2025-04-07", "+2025-04-26", "-2025-04-30", "-2025-05-01",
                                      "-2025-05-02", "-2025-09-01", "-2025-09-02"}));
  EXPECT_EQ(differing_days(hanoi(), 2026),
            (std::vector<std::string>{"-2026-01-01", "-2026-01-02", "+2026-01-10", "-2026-02-16", "-2026-02-17",
                                      "-2026-02-18", "-2026-02-19", "-2026-02-20", "-2026-04-27", "-2026-04-30",
                                      "-2026-05-01", "+2026-08-22", "-2026-08-31", "-2026-09-01", "-2026-09-02",
                                      "-2026-11-24"}));
}

TEST(ShippedCalendar, HasTheTwelfthDayOffFrom2026Only) {
  EXPECT_FALSE(on(hanoi(), "2025-11-24").empty());
  for (const char* day : {"2026-11-24", "2027-11-24", "2028-11-24"}) EXPECT_TRUE(on(hanoi(), day).empty()) << day;
  EXPECT_TRUE(on(hanoi(), "2029-11-26").empty());  // 24 November 2029 is a Saturday: Labour Code art. 111(3)
  EXPECT_TRUE(on(hanoi(), "2030-11-25").empty());  // and a Sunday in 2030
}

TEST(ShippedCalendar, FollowsTheVietnameseMoonAndMarksWhatIsNotAnnounced) {
  const auto status = [](std::string_view day) { return hanoi().days.at(std::chrono::sys_days{date(day)}).status; };
  EXPECT_EQ(hanoi().days.at(std::chrono::sys_days{date("2030-02-02")}).name_en, "Lunar New Year");
  EXPECT_EQ(status("2026-04-27"), DayStatus::kOfficial);
  EXPECT_EQ(status("2026-01-02"), DayStatus::kUnconfirmed);
  for (const auto& [day, entry] : hanoi().days) {
    if (entry.date.year() >= std::chrono::year(2027)) {
      EXPECT_EQ(entry.status, DayStatus::kProjected) << base::format_date(entry.date);
    }
  }
}

TEST(ShippedCalendar, EverySwapHasBothSidesAndNoneIsWorkedTwice) {
  int swaps = 0;
  for (const auto& [day, entry] : hanoi().days) {
    if (entry.kind != DayKind::kSwappedOff && entry.kind != DayKind::kSwappedWork) continue;
    ASSERT_TRUE(entry.pair) << base::format_date(entry.date);
    if (static_cast<int>(entry.pair->year()) < hanoi().first_year) continue;  // 27 December 2014 for 2 January 2015
    ++swaps;
    const SpecialDay& other = hanoi().days.at(std::chrono::sys_days{*entry.pair});
    EXPECT_EQ(other.pair, entry.date);
    EXPECT_NE(other.kind, entry.kind);
    EXPECT_EQ(on(hanoi(), base::format_date(entry.date)).empty(), entry.kind == DayKind::kSwappedOff);
  }
  EXPECT_EQ(swaps, 16);  // 2015 twice, 2018/19, 2019, 2024, 2025, 2026 twice
}

TEST(Worked, IsTheWeekUnlessAnEntrySaysOtherwise) {
  EXPECT_EQ(on(hanoi(), "2026-11-20"), kFullDay);
  EXPECT_TRUE(on(hanoi(), "2026-11-21").empty());
  EXPECT_TRUE(on(hanoi(), "2026-11-24").empty());
  EXPECT_EQ(on(hanoi(), "2026-08-22"), kFullDay);
}

constexpr std::string_view kSwaps = R"({"version":"1","zone":"+07:00","years":[2026,2026],
  "hours":{"mon":["08:00-12:00"],"fri":["09:00-11:00"]},
  "days":[{"date":"2026-03-07","kind":"swapped_work","pair":"2026-03-06","status":"official"},
          {"date":"2026-03-14","kind":"swapped_work","status":"official"},
          {"date":"2026-03-15","kind":"local_opened","status":"official","hours":["10:00-11:00"]},
          {"date":"2026-03-21","kind":"swapped_work","pair":"2026-03-22","status":"official"},
          {"date":"2026-03-23","kind":"local_closed","status":"official"}],
  "units":{"H26.local.a":{"hours":{"fri":["13:00-17:00"],"sat":["08:00-09:00"]},
                          "days":[{"date":"2026-03-23","kind":"local_opened","status":"official"}]}}})";

TEST(Worked, ASwappedDayHasTheHoursOfItsPairElseOfMonday) {
  const Calendar calendar = read_calendar(kSwaps);
  EXPECT_EQ(on(calendar, "2026-03-07"), (DayHours{{540, 660}}));
  EXPECT_EQ(on(calendar, "2026-03-14"), (DayHours{{480, 720}}));
  EXPECT_EQ(on(calendar, "2026-03-15"), (DayHours{{600, 660}}));
  EXPECT_EQ(on(calendar, "2026-03-21"), (DayHours{{480, 720}}));  // the pair is a Sunday, which has none
}

TEST(Worked, AUnitsWeekAndDaysOverrideTheCommonOnes) {
  const Calendar calendar = read_calendar(kSwaps);
  EXPECT_EQ(on(calendar, "2026-03-07", "H26.local.a"), (DayHours{{780, 1020}}));
  EXPECT_EQ(on(calendar, "2026-03-28", "H26.local.a"), (DayHours{{480, 540}}));
  EXPECT_EQ(on(calendar, "2026-03-30", "H26.local.a"), (DayHours{{480, 720}}));
  EXPECT_EQ(on(calendar, "2026-03-23", "H26.local.a"), (DayHours{{480, 720}}));
  EXPECT_TRUE(on(calendar, "2026-03-23").empty());
  EXPECT_EQ(on(calendar, "2026-03-27", "H26.local.unknown"), (DayHours{{540, 660}}));
}

TEST(Worked, OutsideTheYearsIsARefusal) {
  const auto refused = worked(hanoi(), "", date("2031-01-02"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "year_without_calendar");
  EXPECT_EQ(refused.error().facts.at("year"), "2031");
}

}  // namespace
}  // namespace calendar
