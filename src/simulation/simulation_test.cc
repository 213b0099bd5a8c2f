// The parts of a plan: people who do not exist, days that have the shape of a real office's, courses that stay in
// order.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "dossier/applicant.h"
#include "simulation/chance.h"
#include "simulation/course.h"
#include "simulation/people.h"
#include "simulation/shape.h"
#include "simulation/world.h"

namespace simulation {
namespace {

std::string file(const char* path) {
  std::stringstream text;
  text << std::ifstream(std::string(MOTCUA_SOURCE_DIR) + path).rdbuf();
  return text.str();
}

calendar::Calendar hanoi() {
  const auto json = base::parse_json(file("/data/calendar/calendar.json"), {.bytes = 8 << 20, .depth = 32});
  return calendar::calendar_from_json(*json).value();
}

base::Instant local(std::string_view text) { return base::parse_local_instant(text).value(); }
base::LocalDate date(std::string_view text) { return base::parse_date(text).value(); }

TEST(People, AreAcceptedAndNobodyCanTakeThemForReal) {
  base::SeededRandom random(7);
  Chance chance(random);
  std::set<std::string> numbers;
  for (int i = 0; i < 500; ++i) {
    std::vector<dossier::Warning> warnings;
    const base::Json invented = invented_person(chance, i, "Phường Ba Đình", date("2026-01-05"));
    const auto person = dossier::check_person(invented, date("2026-01-05"), "/applicant", warnings);
    ASSERT_TRUE(person) << person.error().code << ' ' << base::canonical_json(invented);
    EXPECT_TRUE(person->name.ends_with("(giả định)"));
    EXPECT_TRUE(person->address.ends_with("(giả định)"));
    EXPECT_TRUE(person->identity.number.starts_with("999")) << "no province has this code";
    EXPECT_EQ(person->phone, "");
    EXPECT_TRUE(person->email.empty() || person->email.ends_with("@example.com"));
    // The check says so too, as it would at the counter; sex and year fit the number.
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_EQ(warnings[0].code, "personal_number_unknown_prefix");
    numbers.insert(person->identity.number);
  }
  EXPECT_EQ(numbers.size(), 500U);
}

TEST(Shape, ADayAndAWeekLookLikeTheOfficesTheyWereCountedAt) {
  const auto shape = shape_from_text(file("/data/simulation/arrivals.json"));
  ASSERT_TRUE(shape);
  std::int64_t week = 0;
  for (const char* day : {"2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06"}) {
    week += shape->weight_of(date(day));
  }
  EXPECT_NEAR(static_cast<double>(week), 5000, 5);
  EXPECT_GT(shape->weight_of(date("2026-03-02")), shape->weight_of(date("2026-03-04"))) << "Mondays are fullest";
  EXPECT_EQ(shape->weight_of(date("2026-08-22")), shape->weight_of(date("2026-08-21"))) << "a worked Saturday";
  const calendar::DayHours open{{8 * 60, 12 * 60}, {13 * 60, 17 * 60}};
  std::map<int, int> by_hour;
  for (std::int64_t draw = 0; draw < 1'000'000; draw += 100) {
    const int minute = shape->minute_of(date("2026-03-03"), open, draw);
    ASSERT_TRUE((minute >= 480 && minute < 720) || (minute >= 780 && minute < 1020)) << minute;
    ++by_hour[minute / 60];
  }
  EXPECT_EQ(by_hour.size(), 8U);
  EXPECT_GT(by_hour[11], by_hour[8]) << "late morning is full";
  EXPECT_LT(by_hour[16], by_hour[15]) << "few come in the last hour";
  for (const char* wrong : {"", "{}", R"({"arrivals":{"mon":[1]}})"}) EXPECT_FALSE(shape_from_text(wrong)) << wrong;
}

TEST(Course, GoesThroughTheOfficeInOrderInOfficeHoursMostlyInTime) {
  const calendar::Calendar calendar = hanoi();
  OfficeHours hours(calendar);
  base::SeededRandom random(3);
  Chance chance(random);
  const CourseSettings settings{.tick_minutes = 10};
  const base::Instant received = local("2026-03-02T09:10");
  const base::Instant due = local("2026-03-11T09:10");
  int late = 0;
  int refused = 0;
  for (int i = 0; i < 2000; ++i) {
    const auto steps = course(chance, hours, received, due, settings);
    ASSERT_EQ(steps.size(), 5U);
    base::Instant before = received;
    for (const Step& step : steps) {
      EXPECT_GT(step.at, before);
      EXPECT_EQ(step.at, next_tick(step.at, 10));
      EXPECT_FALSE(hours.of(base::local_date(step.at)).empty()) << base::format_instant(step.at);
      before = step.at;
    }
    late += steps[3].at > due ? 1 : 0;
    refused += steps[2].act == "refuse" ? 1 : 0;
  }
  EXPECT_NEAR(late, 120, 50);
  EXPECT_NEAR(refused, 80, 40);
}

TEST(Course, OfWithinTheDayFitsTheDay) {
  const calendar::Calendar calendar = hanoi();
  OfficeHours hours(calendar);
  base::SeededRandom random(3);
  Chance chance(random);
  for (int i = 0; i < 200; ++i) {
    const auto steps = course(chance, hours, local("2026-03-02T14:00"), local("2026-03-02T17:00"),
                              {.tick_minutes = 1, .late_per_mille = 0});
    EXPECT_LE(steps[3].at, local("2026-03-02T17:00"));
  }
}

TEST(Course, CanBeFinishedByAnEnd) {
  const calendar::Calendar calendar = hanoi();
  OfficeHours hours(calendar);
  base::SeededRandom random(3);
  Chance chance(random);
  const base::Instant end = local("2026-03-07T00:00");
  for (int i = 0; i < 200; ++i) {
    auto steps = course(chance, hours, local("2026-03-05T10:00"), local("2026-03-16T10:00"), {.tick_minutes = 10});
    finish_by(steps, hours, local("2026-03-05T10:00"), end, 10);
    EXPECT_LT(steps.back().at, end);
    for (std::size_t k = 1; k < steps.size(); ++k) EXPECT_GT(steps[k].at, steps[k - 1].at);
  }
}

TEST(OfficeHours, CountOverTheNoonBreakAndHolidays) {
  const calendar::Calendar calendar = hanoi();
  OfficeHours hours(calendar);
  EXPECT_EQ(hours.after(local("2026-03-02T11:50"), 20), local("2026-03-02T13:10"));
  EXPECT_EQ(hours.after(local("2026-03-06T16:50"), 20), local("2026-03-09T08:10"));
  EXPECT_EQ(hours.between(local("2026-03-06T16:50"), local("2026-03-09T08:10")), 20);
  EXPECT_TRUE(hours.of(date("2026-02-17")).empty()) << "Tết";
}

TEST(World, TheSameSeedGivesTheSameNumbersOnEachThread) {
  const auto drawn = [](std::uint64_t seed) {
    SeededWorld world(seed);
    std::string others;
    std::thread([&] { others = base::random_hex(world, 16); }).join();
    return base::random_hex(world, 16) + others;
  };
  EXPECT_EQ(drawn(1), drawn(1));
  EXPECT_NE(drawn(1), drawn(2));
  EXPECT_NE(drawn(1).substr(0, 32), drawn(1).substr(32));
}

}  // namespace
}  // namespace simulation
