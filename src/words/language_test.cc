#include "words/language.h"

#include <gtest/gtest.h>

namespace words {
namespace {

TEST(Language, VietnameseUnlessEnglishIsPreferred) {
  EXPECT_EQ(preferred_language(""), Language::kVietnamese);
  EXPECT_EQ(preferred_language("fr"), Language::kVietnamese);
  EXPECT_EQ(preferred_language("vi,en;q=0.5"), Language::kVietnamese);
  EXPECT_EQ(preferred_language("en-GB,vi;q=0.5"), Language::kEnglish);
}

TEST(Language, ANamedOneWins) {
  EXPECT_EQ(named_language("vi", Language::kEnglish), Language::kVietnamese);
  EXPECT_EQ(named_language("en", Language::kVietnamese), Language::kEnglish);
  EXPECT_EQ(named_language("de", Language::kEnglish), Language::kEnglish);
  EXPECT_EQ(to_text(Language::kEnglish), "en");
}

}  // namespace
}  // namespace words
