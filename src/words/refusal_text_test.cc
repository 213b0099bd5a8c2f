#include "words/refusal_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace words {
namespace {

std::set<std::string> codes_in_sources() {
  static const std::regex kRefusal(R"re((?:refuse|fail|no)\(\s*"([a-z0-9_]+)")re");
  static const std::regex kNamed(R"re((?:Refusal\{|push_back\(\{)"([a-z]+_[a-z0-9_]+)")re");
  std::set<std::string> codes;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(MOTCUA_SOURCE_DIR "/src")) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() != ".cc" || name.ends_with("_test.cc")) continue;
    std::stringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    const std::string source = text.str();
    for (const std::regex& pattern : {kRefusal, kNamed}) {
      for (std::sregex_iterator match(source.begin(), source.end(), pattern), end; match != end; ++match) {
        codes.insert((*match)[1]);
      }
    }
  }
  return codes;
}

bool has_text(const std::string& code) {
  return std::ranges::any_of(refusal_texts(), [&](const RefusalText& text) { return text.code == code; });
}

TEST(RefusalTexts, EveryCodeOfTheSourcesHasASentenceInBothLanguages) {
  const auto codes = codes_in_sources();
  EXPECT_GT(codes.size(), 80u);
  for (const std::string& code : codes) EXPECT_TRUE(has_text(code)) << code;
  for (const RefusalText& text : refusal_texts()) {
    EXPECT_FALSE(text.vi.empty()) << text.code;
    EXPECT_FALSE(text.en.empty()) << text.code;
    EXPECT_GE(text.status, 400) << text.code;
  }
}

TEST(RefusalTexts, AreSortedForTheSearch) {
  EXPECT_TRUE(std::ranges::is_sorted(refusal_texts(), {}, &RefusalText::code));
  EXPECT_EQ(refusal_text("stale").status, 412);
  EXPECT_EQ(refusal_text("no_such_code").code, "internal");
}

TEST(RefusalTexts, AreFilledWithFacts) {
  EXPECT_EQ(fill("Thiếu “{field}”.", {{"field", "name"}}), "Thiếu “name”.");
  EXPECT_EQ(fill("a {missing} b {x", {}), "a  b ");
}

}  // namespace
}  // namespace words
