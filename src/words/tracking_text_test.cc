#include "words/tracking_text.h"

#include <gtest/gtest.h>

namespace words {
namespace {

const base::Instant kDue = base::parse_local_instant("2026-11-27T16:30").value();

TEST(TrackingText, ThePublicIsToldDaysAndWhoHasTheSecretMinutes) {
  TrackingFacts facts;
  facts.unit = "Phường Ba Đình";
  facts.due = kDue;
  const TrackingWords open = tracking_words("in_hand", facts, false, Language::kVietnamese);
  EXPECT_EQ(open.headline, "Đang giải quyết");
  EXPECT_EQ(open.message, "Phường Ba Đình đang giải quyết. Hẹn trả: 27/11/2026. Ông/bà chưa phải làm gì.");
  EXPECT_EQ(tracking_words("in_hand", facts, true, Language::kEnglish).message,
            "With Phường Ba Đình. Due 16:30 27/11/2026. Nothing for you to do now.");
}

TEST(TrackingText, EveryPublicStateHasAllItsWordsInBothLanguages) {
  for (const std::string_view state : {"submitted", "check_overdue", "received", "on_its_way", "not_accepted",
                                       "in_hand", "overdue", "ready", "not_granted", "delivered"}) {
    for (const Language language : {Language::kVietnamese, Language::kEnglish}) {
      const TrackingWords words = tracking_words(state, {}, false, language);
      EXPECT_FALSE(words.headline.empty() || words.message.empty() || words.can.empty()) << state;
      EXPECT_EQ(words.message.find('{'), std::string::npos) << state;
    }
  }
}

TEST(TrackingText, WhatHappenedHasAName) {
  EXPECT_EQ(event_text("DossierReceived", Language::kVietnamese), "Tiếp nhận hồ sơ");
  EXPECT_EQ(event_text("ResultReleased", Language::kEnglish), "Result released");
  EXPECT_EQ(event_text("NoSuchKind", Language::kEnglish), "—");
}

}  // namespace
}  // namespace words
