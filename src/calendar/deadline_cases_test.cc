// The vectors of the law and of real failures elsewhere, by their ids in the design pages: the due-date table of
// domain §3, the acceptance examples G of practice, and the OC and DL cases.
#include <gtest/gtest.h>

#include "calendar/test_calendars.h"

namespace calendar {
namespace {

struct Vector {
  const char* received;
  const char* limit;
  const char* due;
  const char* due_with_cutoff;
};

TEST(Domain3, DueDateTable) {
  const Vector table[] = {
      {"2026-02-12T10:00", "3d", "2026-02-24T10:00", "2026-02-24T10:00"},
      {"2026-02-13T15:30", "5d", "2026-02-27T15:30", "2026-03-02T08:00"},
      {"2026-04-24T16:30", "5d", "2026-05-06T16:30", "2026-05-07T08:00"},
      {"2026-08-21T09:00", "7d", "2026-09-03T09:00", "2026-09-03T09:00"},
      {"2026-08-28T16:00", "3d", "2026-09-07T16:00", "2026-09-08T08:00"},
      {"2026-11-20T14:00", "3d", "2026-11-26T14:00", "2026-11-26T14:00"},
  };
  for (const Vector& row : table) {
    EXPECT_EQ(due(hanoi(), row.received, row.limit), row.due);
    EXPECT_EQ(due(hanoi(), row.received, row.limit, by_hours()), row.due);
    EXPECT_EQ(due(hanoi(), row.received, row.limit, cutoff("15:00")), row.due_with_cutoff);
  }
}

TEST(Domain3, CutoffWithDayOneEndsAtClosingOneDayEarlier) {
  EXPECT_EQ(due(hanoi(), "2026-02-13T15:30", "5d", cutoff("15:00,day1")), "2026-02-27T17:00");
  EXPECT_EQ(due(hanoi(), "2026-08-28T16:00", "1d", cutoff("15:00,day1")), "2026-09-03T17:00");
  EXPECT_EQ(due(hanoi(), "2026-08-28T14:59", "1d", cutoff("15:00,day1")), "2026-09-03T14:59");
}

TEST(PracticeG, G1WithinTheDayWithCutoff) {
  EXPECT_EQ(due(hanoi(), "2026-11-20T14:59", "sd", cutoff("15:00")), "2026-11-20T17:00");
  EXPECT_EQ(due(hanoi(), "2026-11-20T15:00", "sd", cutoff("15:00")), "2026-11-23T17:00");
  EXPECT_EQ(due(hanoi(), "2026-11-23T15:10", "sd", cutoff("15:00")), "2026-11-25T17:00");
}

TEST(PracticeG, G2ReceptionDueIsEightWorkingHours) {
  EXPECT_EQ(due(hanoi(), "2026-08-21T16:30", "8h"), "2026-08-22T16:30");
  EXPECT_EQ(due(hanoi(), "2026-08-21T16:30", "2h"), "2026-08-22T09:30");
  EXPECT_EQ(due(hanoi(), "2026-08-23T20:00", "8h"), "2026-08-24T17:00");
}

TEST(PracticeG, G3AfterTheCutoffPaperIsHandedOverOnTheWorkedSaturday) {
  const auto found = deadline(hanoi(), "", base::parse_local_instant("2026-08-21T15:05").value(),
                              {LimitUnit::kWorkingDay, 1}, cutoff("15:00"));
  ASSERT_TRUE(found);
  EXPECT_EQ(base::format_instant(found->start), "2026-08-22T08:00:00+07:00");
}

TEST(PracticeG, LimitsWithoutPause) {
  EXPECT_EQ(due(hanoi(), "2026-08-03T09:00", "7d"), "2026-08-12T09:00");    // G4
  EXPECT_EQ(due(hanoi(), "2026-08-18T11:15", "7d"), "2026-08-26T11:15");    // G4, counted anew from the answer
  EXPECT_EQ(due(hanoi(), "2026-08-18T11:15", "3d"), "2026-08-21T11:15");    // G4, another limit after the answer
  EXPECT_EQ(due(hanoi(), "2026-08-13T10:00", "7d"), "2026-08-22T10:00");    // G6
  EXPECT_EQ(due(hanoi(), "2026-09-03T14:00", "2d"), "2026-09-07T14:00");    // G8
  EXPECT_EQ(due(hanoi(), "2026-11-12T10:00", "10d"), "2026-11-27T10:00");   // G9
  EXPECT_EQ(due(hanoi(), "2026-08-21T08:00", "7d"), "2026-09-03T08:00");    // G11, the promise
  EXPECT_EQ(due(hanoi(), "2026-08-24T11:00", "7d"), "2026-09-07T11:00");    // G11, the agency's due
  EXPECT_EQ(due(hanoi(), "2026-11-02T09:00", "10d"), "2026-11-16T09:00");   // G13
  EXPECT_EQ(due(hanoi(), "2026-08-03T10:00", "12cd"), "2026-08-17T17:00");  // G16
}

TEST(PracticeG, G14AHolidayEnteredLateMovesTheDate) {
  Calendar known_in_june = hanoi();
  known_in_june.days.erase(std::chrono::sys_days{date("2026-11-24")});
  EXPECT_EQ(due(known_in_june, "2026-06-30T09:00", "103d"), "2026-11-24T09:00");
  EXPECT_EQ(due(hanoi(), "2026-06-30T09:00", "103d"), "2026-11-25T09:00");
}

constexpr const char* kHolidayWednesday = R"({"date":"2026-03-04","kind":"holiday","status":"official"})";

TEST(Cases, OC1SkipsTheHolidayAndKeepsTheHourOfReception) {
  EXPECT_EQ(due(fixture_k(kHolidayWednesday), "2026-03-02T10:00", "2d"), "2026-03-05T10:00");
}

TEST(Cases, DL3EveryUnitHasItsOwnClosedDays) {
  const auto calendar =
      fixture_k("", R"("H26.local.b":{"days":[{"date":"2026-03-03","kind":"local_closed","status":"official"}]})");
  EXPECT_EQ(due(calendar, "2026-03-02T10:00", "3d", {}, "H26.local.a"), "2026-03-05T10:00");
  EXPECT_EQ(due(calendar, "2026-03-02T10:00", "3d", {}, "H26.local.b"), "2026-03-06T10:00");
}

TEST(Cases, DL4LunchIsNotWorked) {
  const auto calendar = read_calendar(
      R"({"version":"1","zone":"+07:00","years":[2026,2026],"hours":{"mon":["09:00-13:00","14:00-18:00"]},"days":[]})");
  EXPECT_EQ(due(calendar, "2026-03-02T11:00", "5h"), "2026-03-02T17:00");
}

TEST(Cases, DL6HoursAfterClosingCountFromOpening) {
  EXPECT_EQ(due(fixture_k(), "2026-03-06T23:00", "8h"), "2026-03-10T08:30");
}

TEST(Cases, DL8AnOfficeWithoutHoursIsRefusedAndNeverLoops) {
  const auto json = base::parse_json(R"({"version":"1","zone":"+07:00","years":[2026,2026],"hours":{},"days":[]})");
  const auto refused = calendar_from_json(*json);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "calendar_without_hours");
  Calendar empty;
  empty.first_year = empty.last_year = 2026;
  EXPECT_EQ(due(empty, "2026-03-02T10:00", "1d"), "calendar_without_hours");
}

TEST(Cases, DL10OneWorkingDayIsNotTwentyFourWorkingHours) {
  EXPECT_EQ(due(fixture_k(), "2026-03-02T10:00", "1d"), "2026-03-03T10:00");
}

TEST(Cases, DL13ALongClosureDoesNotUseUpTheLimit) {
  EXPECT_EQ(due(hanoi(), "2026-02-13T16:00", "5d"), "2026-02-27T16:00");  // Tết 16–20 February lies between
}

}  // namespace
}  // namespace calendar
