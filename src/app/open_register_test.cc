#include "app/open_register.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "app/test_record.h"

namespace app {
namespace {

class OpenRegister : public RecordTest {
 protected:
  std::string received(std::string_view when) {
    clock_.set(local(when));
    const auto taken = take(intake());
    EXPECT_TRUE(taken) << taken.error().code;
    return taken->event.payload.text("code");
  }

  // The codes found, or the refusal's code and place.
  std::string found(const Query& query) {
    const auto filter = register_filter(*record_->catalog(), query, clock_.now());
    if (!filter) return filter.error().code + " " + filter.error().where;
    const auto page = boards::register_page(*record_->store().read(), *filter, "", 10);
    std::string codes;
    for (const auto& row : page->rows) codes += (codes.empty() ? "" : " ") + row.state.code;
    return codes;
  }
};

TEST_F(OpenRegister, EveryFilterNarrowsAndTogetherTheyDo) {
  const std::string august = received("2026-08-31T23:59");
  const std::string september = received("2026-09-01T00:01");
  const std::string both = september + " " + august;
  EXPECT_EQ(found({}), both);
  EXPECT_EQ(found({{"unit", ""}, {"received", ""}, {"late", ""}, {"state", ""}}), both);
  EXPECT_EQ(found({{"received", "2026-08"}}), august);
  EXPECT_EQ(found({{"received", "2026-09"}}), september);
  EXPECT_EQ(found({{"received", "2026-10"}}), "");
  EXPECT_EQ(found({{"unit", kWard}}), both);
  EXPECT_EQ(found({{"unit", "H26.local.ward-00082"}}), "");
  EXPECT_EQ(found({{"procedure", kProcedure}, {"received", "2026-09"}}), september);
  EXPECT_EQ(found({{"procedure", "1.000000"}}), "");
  EXPECT_EQ(found({{"field", "ho tich"}}), both);
  EXPECT_EQ(found({{"field", "Đất đai"}}), "");
  EXPECT_EQ(found({{"field", "Hộ tịch"}, {"procedure", kProcedure}}), both);
  EXPECT_EQ(found({{"field", "Đất đai"}, {"procedure", kProcedure}}), "");
  EXPECT_EQ(found({{"state", "2"}}), both);
  EXPECT_EQ(found({{"state", "4"}}), "");
}

TEST_F(OpenRegister, LateIsWhatTheDossierSaysOfItself) {
  const std::string first = received("2026-08-28T09:00");  // due 11 September 09:00
  const std::string second = received("2026-09-03T08:00");
  const std::string both = second + " " + first;
  EXPECT_EQ(found({{"late", "true"}}), "");
  EXPECT_EQ(found({{"late", "false"}}), both);
  clock_.set(local("2026-09-11T09:01"));
  EXPECT_EQ(found({{"late", "true"}}), first);
  EXPECT_EQ(found({{"late", "false"}}), second);
  for (const char* late : {"true", "false"}) {
    const auto filter = register_filter(*record_->catalog(), {{"late", late}}, clock_.now());
    const auto page = boards::register_page(*record_->store().read(), *filter, "", 10);
    for (const auto& row : page->rows) {
      EXPECT_EQ(dossier::is_late(row.state, clock_.now()), *filter->late);
    }
  }
  clock_.set(local("2026-09-11T09:02"));
  ASSERT_TRUE(act_as(counter_, first, "hand-over"));
  ASSERT_TRUE(act_as(head_, first, "approve"));
  ASSERT_TRUE(act_as(head_, first, "release", [](ActRequest& request) { request.title = "Kết quả (giả định)"; }));
  clock_.set(local("2026-12-01T09:00"));
  EXPECT_EQ(found({{"late", "true"}}), both);  // one came late, one is late
  EXPECT_EQ(found({{"late", "true"}, {"state", "9"}}), first);
}

TEST_F(OpenRegister, WhatIsNoFilterIsRefused) {
  for (const char* month : {"2026", "2026-13", "2026-7", "2026-07-01", "x"}) {
    EXPECT_EQ(found({{"received", month}}), "month_malformed received") << month;
  }
  for (const char* state : {"0", "11", "4x", "x"}) EXPECT_EQ(found({{"state", state}}), "value_out_of_range state");
  EXPECT_EQ(found({{"late", "yes"}}), "value_unknown late");
}

}  // namespace
}  // namespace app
