#include "pages/due_block.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "calendar/test_calendars.h"

namespace pages {
namespace {

using dossier::DueMark;
using words::Language;

base::Instant at(std::string_view local) { return base::parse_local_instant(local).value(); }

using calendar::hanoi;

DueBlock promised(std::string_view received, std::string_view due, std::string_view limit) {
  dossier::State state;
  state.stage = dossier::Stage::kReceived;
  state.channel = "counter";
  state.received_at = at(received);
  state.promised_due = at(due);
  catalog::ExecutionCase one;
  one.limit.limit = calendar::parse_limit(limit).value();
  DueBlock block;
  block.due = at(due);
  block.today = base::local_date(at("2026-11-23T09:00"));
  block.why = dossier::why_promised(hanoi(), one, state, {});
  return block;
}

std::string written(const DueBlock& block) { return due_block(block).take(); }
bool says(const std::string& html, std::string_view words) { return html.find(words) != std::string::npos; }

int count(const std::string& html, std::string_view words) {
  int found = 0;
  for (std::size_t i = html.find(words); i != std::string::npos; i = html.find(words, i + 1)) ++found;
  return found;
}

TEST(DueBlock, ShowsTheDayAndTheHourOnlyToWhoMaySeeIt) {
  DueBlock block = promised("2026-11-20T09:00", "2026-11-26T09:00", "3d");
  EXPECT_TRUE(says(written(block), "Thứ Năm <span class=\"mc-due__date\">26/11/2026</span>"));
  EXPECT_FALSE(says(written(block), "09:00"));
  block.with_hour = true;
  EXPECT_TRUE(says(written(block), "<span class=\"mc-due__hour\">09:00</span>"));
}

TEST(DueBlock, HasAWordAndAShapeForEveryState) {
  for (const Language language : {Language::kVietnamese, Language::kEnglish}) {
    for (const DueMark mark :
         {DueMark::kInTime, DueMark::kNear, DueMark::kLate, DueMark::kPaused, DueMark::kMet, DueMark::kMissed}) {
      DueBlock block = promised("2026-11-20T09:00", "2026-11-26T09:00", "3d");
      block.language = language;
      block.mark = mark;
      const std::string html = written(block);
      EXPECT_TRUE(says(html, due_word(mark, language).view()));
      EXPECT_TRUE(says(html, std::string("<span aria-hidden=\"true\">") + std::string(due_shape(mark).view())));
    }
  }
}

TEST(DueBlock, WhyHasOneCellADayWithNumberReasonAndMarks) {
  const std::string html = written(promised("2026-11-20T09:00", "2026-11-26T09:00", "3d"));
  EXPECT_EQ(count(html, "<li class=\"mc-day"), 7);
  EXPECT_EQ(count(html, "mc-day--counted"), 3);
  EXPECT_EQ(count(html, "Cuối tuần"), 2);
  EXPECT_TRUE(says(html, "Nhận hồ sơ"));
  EXPECT_TRUE(says(html, "Hẹn trả</strong>"));
  EXPECT_TRUE(says(html, "Hôm nay"));
  EXPECT_TRUE(says(html, "ngày được đếm thứ </span>3</span>"));
  EXPECT_TRUE(says(html, "Ngày Văn hóa"));  // 24 November, by its name in the calendar
}

TEST(DueBlock, WhatCountsNoDaysHasNoNumbers) {
  for (const auto& [due, limit] : {std::pair{"2026-11-20T17:00", "sd"}, std::pair{"2026-11-23T09:00", "8h"},
                                   std::pair{"2026-12-21T17:00", "1m"}}) {
    const DueBlock block = promised("2026-11-20T09:00", due, limit);
    ASSERT_TRUE(block.why) << limit;
    EXPECT_TRUE(block.why->holds) << limit;
    EXPECT_EQ(count(written(block), "mc-day__number"), 0) << limit;
  }
}

TEST(DueBlock, APromiseOfAnOlderCalendarStandsWithoutNumbers) {
  const std::string html = written(promised("2026-11-20T09:00", "2026-11-25T09:00", "3d"));
  EXPECT_TRUE(says(html, "Ngày hẹn vẫn giữ"));
  EXPECT_EQ(count(html, "mc-day__number"), 0);
}

TEST(DueBlock, ALongTimeIsSummedUp) {
  const std::string html = written(promised("2026-01-05T09:00", "2026-07-06T17:00", "6m"));
  EXPECT_TRUE(says(html, "183 ngày từ ngày nhận đến ngày hẹn"));
  EXPECT_LT(count(html, "<li class=\"mc-day"), 25);
  EXPECT_TRUE(says(html, "Tết"));
}

}  // namespace
}  // namespace pages
