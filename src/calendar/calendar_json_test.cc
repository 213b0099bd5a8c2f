#include <gtest/gtest.h>

#include "calendar/test_calendars.h"

namespace calendar {
namespace {

struct Wrong {
  const char* from;  // what is replaced in kGood …
  const char* to;    // … by what
  const char* code;
  const char* where;
};

constexpr std::string_view kGood =
    R"({"days":[{"date":"2026-01-01","kind":"holiday","known_from":"2025-01-01","name":"Tết","status":"official"},)"
    R"({"date":"2026-03-07","hours":["08:00-12:00"],"kind":"swapped_work","pair":"2026-03-06","status":"proposed"}],)"
    R"("hours":{"fri":["08:00-12:00","13:00-17:00"],"mon":["08:00-12:00"]},)"
    R"("units":{"H26/a":{"days":[],"hours":{"mon":["07:00-24:00"]}}},)"
    R"("version":"1","years":[2026,2027],"zone":"+07:00"})";

std::string replaced(std::string_view from, std::string_view to) {
  std::string text(kGood);
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::invalid_argument(std::string(from));
  return text.replace(at, from.size(), to);
}

TEST(CalendarFile, IsWrittenAsItWasRead) {
  EXPECT_EQ(base::canonical_json(to_json(read_calendar(kGood))), kGood);
  EXPECT_EQ(base::canonical_json(to_json(read_calendar(base::canonical_json(to_json(hanoi()))))),
            base::canonical_json(to_json(hanoi())));
}

TEST(CalendarFile, WithoutStatusIsUnconfirmedAndTouchingSpansAreOne) {
  const Calendar calendar = read_calendar(replaced(R"(,"status":"proposed")", ""));
  EXPECT_EQ(calendar.days.at(std::chrono::sys_days{date("2026-03-07")}).status, DayStatus::kUnconfirmed);
  const Calendar touching = read_calendar(replaced("\"13:00-17:00\"", "\"12:00-17:00\""));
  EXPECT_EQ(touching.hours.at(5), (DayHours{{480, 1020}}));
}

TEST(CalendarFile, RefusesWhatIsWrongAndSaysWhere) {
  const Wrong wrongs[] = {
      {R"("version":"1",)", "", "field_missing", "/version"},
      {R"("version":"1")", R"("version":1)", "field_wrong_type", "/version"},
      {R"("years":[2026,2027],)", "", "field_missing", "/years"},
      {"[2026,2027]", "[2027,2026]", "value_unknown", "/years"},
      {"[2026,2027]", "[2026]", "value_unknown", "/years"},
      {"[2026,2027]", "[2026,99999]", "value_unknown", "/years/1"},
      {"[2026,2027]", R"([2026,"2027"])", "field_wrong_type", "/years/1"},
      {"+07:00", "+08:00", "value_unknown", "/zone"},
      {R"("fri")", R"("friday")", "value_unknown", "/hours/friday"},
      {"13:00-17:00", "11:00-17:00", "hours_malformed", "/hours/fri/1"},
      {"13:00-17:00", "17:00-13:00", "hours_malformed", "/hours/fri/1"},
      {"13:00-17:00", "13:00-25:00", "hours_malformed", "/hours/fri/1"},
      {"13:00-17:00", "22:00-02:00", "hours_malformed", "/hours/fri/1"},
      {"13:00-17:00", "13:00-17:60", "hours_malformed", "/hours/fri/1"},
      {"13:00-17:00", "13h00-17h00", "hours_malformed", "/hours/fri/1"},
      {R"("13:00-17:00")", "13", "field_wrong_type", "/hours/fri/1"},
      {R"("2026-01-01")", R"("2026-02-29")", "date_malformed", "/days/0/date"},
      {R"("2026-01-01")", R"("2025-12-31")", "day_outside_years", "/days/0/date"},
      {R"("2026-03-07")", R"("2026-01-01")", "day_twice", "/days/1/date"},
      {R"("kind":"holiday")", R"("kind":"feast")", "value_unknown", "/days/0/kind"},
      {R"("kind":"holiday",)", "", "field_missing", "/days/0/kind"},
      {R"("kind":"holiday")", R"("kind":"shortened")", "field_missing", "/days/0/hours"},
      {"swapped_work", "swapped_off", "hours_malformed", "/days/1/hours"},
      {R"("status":"official")", R"("status":"sure")", "value_unknown", "/days/0/status"},
      {R"(["07:00-24:00"])", R"([],"fri":[])", "calendar_without_hours", "/units/H26~1a/hours"},
      {R"({"days":[],"hours":{"mon":["07:00-24:00"]}})", "[]", "field_wrong_type", "/units/H26~1a"},
      {R"({"fri":["08:00-12:00","13:00-17:00"],"mon":["08:00-12:00"]})", "{}", "calendar_without_hours", "/hours"},
  };
  for (const Wrong& wrong : wrongs) {
    const auto json = base::parse_json(replaced(wrong.from, wrong.to));
    ASSERT_TRUE(json) << wrong.to;
    const auto refused = calendar_from_json(*json);
    ASSERT_FALSE(refused) << wrong.from << " → " << wrong.to;
    EXPECT_EQ(refused.error().code, wrong.code) << wrong.from << " → " << wrong.to;
    EXPECT_EQ(refused.error().where, wrong.where);
  }
}

}  // namespace
}  // namespace calendar
