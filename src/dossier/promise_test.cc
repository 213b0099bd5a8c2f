#include "dossier/promise.h"

#include <gtest/gtest.h>

#include <string>

#include "calendar/test_calendars.h"
#include "dossier/public_state.h"

namespace dossier {
namespace {

base::Instant at(std::string_view local) { return base::parse_local_instant(local).value(); }

using calendar::hanoi;

catalog::ExecutionCase limited(std::string_view limit) {
  catalog::ExecutionCase one;
  one.id = "1";
  one.limit.kind = catalog::LimitKind::kStated;
  one.limit.limit = calendar::parse_limit(limit).value();
  return one;
}

State received(std::string_view when, std::string_view due) {
  State state;
  state.stage = Stage::kReceived;
  state.channel = "counter";
  state.received_at = at(when);
  state.statutory_due = state.promised_due = at(due);
  return state;
}

TEST(WhyPromised, CountsAgainWhatWasPromised) {
  const auto why =
      why_promised(hanoi(), limited("3d"), received("2026-11-20T09:00", "2026-11-26T09:00"), ReceptionSettings());
  ASSERT_TRUE(why);
  EXPECT_TRUE(why->holds);
  ASSERT_EQ(why->days.size(), 7u);
  EXPECT_EQ(why->days.back().number, 3);
  EXPECT_EQ(why->days[4].special->status, calendar::DayStatus::kOfficial);
}

TEST(WhyPromised, ABoundaryFreePromiseIsCountedFromTheLatestLawfulHandOver) {  // practice G11
  State state = received("2026-08-20T15:30", "2026-09-03T08:00");
  state.boundary_free = true;
  state.statutory_due.reset();
  const auto why = why_promised(hanoi(), limited("7d"), state, ReceptionSettings());
  ASSERT_TRUE(why);
  EXPECT_TRUE(why->holds);
  EXPECT_EQ(why->counted_from, at("2026-08-21T08:00"));
  EXPECT_EQ(why->days.front().date, base::local_date(at("2026-08-20T00:00")));
  EXPECT_EQ(why->days.front().number, 0);
  EXPECT_EQ(why->days.back().number, 7);
}

TEST(WhyPromised, ACalendarThatHasChangedSinceLeavesTheDaysWithoutNumbers) {  // practice G14: the promise stands
  const auto why =
      why_promised(hanoi(), limited("3d"), received("2026-11-20T09:00", "2026-11-25T09:00"), ReceptionSettings());
  ASSERT_TRUE(why);
  EXPECT_FALSE(why->holds);
  EXPECT_EQ(why->days.size(), 6u);
  for (const auto& day : why->days) EXPECT_EQ(day.number, 0);
}

TEST(WhyPromised, NothingWasPromisedByACount) {
  EXPECT_FALSE(why_promised(hanoi(), limited("3d"), State(), ReceptionSettings()));
  EXPECT_FALSE(why_promised(hanoi(), catalog::ExecutionCase(), received("2026-11-20T09:00", "2026-11-26T09:00"),
                            ReceptionSettings()));
  EXPECT_FALSE(
      why_promised(hanoi(), limited("3d"), received("2009-11-20T09:00", "2009-11-26T09:00"), ReceptionSettings()));
}

TEST(DueMarkOf, IsNearWhenNoWholeWorkingDayIsLeft) {
  const State state = received("2026-11-20T09:00", "2026-11-26T09:00");  // a Thursday; Tuesday 24 is off
  EXPECT_EQ(due_mark(hanoi(), state, at("2026-11-20T10:00")), DueMark::kInTime);
  EXPECT_EQ(due_mark(hanoi(), state, at("2026-11-24T10:00")), DueMark::kInTime);  // Wednesday is still whole
  EXPECT_EQ(due_mark(hanoi(), state, at("2026-11-25T08:00")), DueMark::kNear);
  EXPECT_EQ(due_mark(hanoi(), state, at("2026-11-26T08:59")), DueMark::kNear);
  EXPECT_EQ(due_mark(hanoi(), state, at("2026-11-26T09:01")), DueMark::kLate);
}

TEST(DueMarkOf, SaysHowItWentOnceThereIsAResult) {
  State state = received("2026-11-20T09:00", "2026-11-26T09:00");
  state.stage = Stage::kReleased;
  state.released_at = at("2026-11-26T09:00");
  EXPECT_EQ(due_mark(hanoi(), state, at("2027-01-04T09:00")), DueMark::kMet);
  state.released_at = at("2026-11-26T09:01");
  EXPECT_EQ(due_mark(hanoi(), state, at("2027-01-04T09:00")), DueMark::kMissed);
}

TEST(DueMarkOf, TheUnitsOwnLaterLimitDoesNotMoveThePromise) {
  State state = received("2026-08-20T15:30", "2026-09-03T08:00");
  state.stage = Stage::kHandedOver;
  state.statutory_due = at("2026-09-07T11:00");
  EXPECT_EQ(due_mark(hanoi(), state, at("2026-09-03T08:01")), DueMark::kLate);
}

TEST(DueMarkOf, NothingPromisedHasNoMark) {
  EXPECT_FALSE(due_mark(hanoi(), State(), at("2026-11-20T09:00")));
  State refused = received("2026-11-20T09:00", "2026-11-26T09:00");
  refused.stage = Stage::kReceptionRefused;
  EXPECT_FALSE(due_mark(hanoi(), refused, at("2026-11-20T09:00")));
}

TEST(PublicState, FollowsTheMainRoad) {
  const base::Instant now = at("2026-11-20T10:00");
  State state;
  state.stage = Stage::kSubmitted;
  state.reception_due = at("2026-11-20T17:00");
  EXPECT_EQ(public_state(state, now), "submitted");
  EXPECT_EQ(public_state(state, at("2026-11-20T17:01")), "check_overdue");
  state = received("2026-11-20T09:00", "2026-11-26T09:00");
  EXPECT_EQ(public_state(state, now), "received");
  EXPECT_EQ(public_state(state, at("2026-11-26T09:01")), "overdue");
  state.boundary_free = true;
  EXPECT_EQ(public_state(state, now), "on_its_way");
  state.stage = Stage::kDecided;
  EXPECT_EQ(public_state(state, now), "in_hand");
  state.stage = Stage::kReleased;
  state.released_at = now;
  EXPECT_EQ(public_state(state, at("2026-12-26T09:01")), "ready");
  state.outcome = Outcome::kRefused;
  EXPECT_EQ(public_state(state, now), "not_granted");
  state.stage = Stage::kDelivered;
  EXPECT_EQ(public_state(state, now), "delivered");
  state.stage = Stage::kReceptionRefused;
  EXPECT_EQ(public_state(state, now), "not_accepted");
}

}  // namespace
}  // namespace dossier
