#include "base/text.h"

#include <gtest/gtest.h>

namespace base {
namespace {

TEST(Fold, VN_1_TakesTheStrokeOffD) { EXPECT_EQ(fold("Được đi học"), "duoc di hoc"); }

TEST(Fold, MakesOneBlankOfEverythingElse) {
  EXPECT_EQ(fold("  Cấp   bản-sao (trích lục) "), "cap ban sao trich luc");
  EXPECT_EQ(words(fold("a, b")), (std::vector<std::string>{"a", "b"}));
}

TEST(Fold, VN_2_KeepsTonesWhenAsked) {
  EXPECT_NE(fold_keeping_tones("Đường"), fold_keeping_tones("Dương"));
  EXPECT_NE(fold_keeping_tones("Đường"), fold_keeping_tones("Đương"));
  EXPECT_EQ(fold_keeping_tones("hoà"), fold_keeping_tones("HÒA"));
}

TEST(Nfc, VN_4_MakesComposedAndDecomposedEqual) {
  const std::string composed = "Nguyễn";
  const std::string decomposed = "Nguye\xCC\x82\xCC\x83n";
  EXPECT_NE(composed, decomposed);
  EXPECT_EQ(*nfc(decomposed), composed);
  EXPECT_EQ(*clean_line(decomposed), composed);
  EXPECT_EQ(fold(decomposed), fold(composed));
}

TEST(CleanLine, RefusesWhatMayNotStandInAName) {
  EXPECT_EQ(clean_line("a\nb").error().code, "control_character");
  EXPECT_EQ(clean_line(std::string_view("a\0b", 3)).error().code, "control_character");
  EXPECT_EQ(clean_line("a\u202Eb").error().code, "bidi_character");
  EXPECT_EQ(clean_line("\xff").error().code, "utf8_invalid");
  EXPECT_EQ(clean_line("ữữữ", 2).error().code, "text_too_long");
  EXPECT_EQ(*clean_line("ữữ", 2), "ữữ");
}

TEST(CleanLine, RefusesWhatNobodySees) {
  for (const char* text : {"a\u200Bb", "a\u00ADb", "\uFEFFa", "a\u2060b"}) {
    EXPECT_EQ(clean_line(text).error().code, "invisible_character");
  }
  EXPECT_EQ(*clean_line("a\u200Cb"), "a\u200Cb") << "a joiner is spelling";
}

TEST(CleanText, KeepsLinesAndRefusesTheSame) {
  EXPECT_EQ(*clean_text("Một\r\n\tHai ", 20), "Một\r\n\tHai ");
  EXPECT_EQ(*clean_text("u\u031B\u0303", 1), "ữ");
  EXPECT_EQ(clean_text("a\u202Eb", 20).error().code, "bidi_character");
  EXPECT_EQ(clean_text("a\u0007b", 20).error().code, "control_character");
  EXPECT_EQ(clean_text("ữữữ", 2).error().code, "text_too_long");
}

TEST(CleanLine, TakesOuterAndDoubleBlanksAway) { EXPECT_EQ(*clean_line("  Số 2,\u00A0 phố  "), "Số 2, phố"); }

TEST(Collation, SortsAsVietnamesePeopleDo) {
  EXPECT_LT(collation_key("Ca"), collation_key("Cà"));
  EXPECT_LT(collation_key("Dương"), collation_key("Đức"));
  EXPECT_LT(collation_key("Đức"), collation_key("Em"));
}

TEST(Characters, AreCodePoints) { EXPECT_EQ(characters("ữa"), 2u); }

}  // namespace
}  // namespace base
