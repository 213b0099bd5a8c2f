// The catalogue that ships (data/procedures): every line is in our own format, in order, and as its README counts.
#include <gtest/gtest.h>
#include <zstd.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <stdexcept>

#include "base/text.h"
#include "catalog/procedure_import.h"
#include "catalog/twins.h"

namespace catalog {
namespace {

std::string shipped_text() {
  const std::ifstream file(MOTCUA_SOURCE_DIR "/data/procedures/procedures.jsonl.zst", std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  const std::string packed = bytes.str();
  if (packed.size() > (4U << 20)) throw std::runtime_error("more than 4 MiB");
  std::string text(ZSTD_getFrameContentSize(packed.data(), packed.size()), '\0');
  const std::size_t size = ZSTD_decompress(text.data(), text.size(), packed.data(), packed.size());
  if (ZSTD_isError(size) != 0) throw std::runtime_error(ZSTD_getErrorName(size));
  return text;
}

TEST(ShippedProcedures, AreFactsInOurOwnFormat) {
  std::istringstream lines(shipped_text());
  std::map<std::string_view, int> kinds, standings;
  std::string last_code;
  int records = 0;
  for (std::string line; std::getline(lines, line); ++records) {
    const auto imported = import_procedure(line);
    ASSERT_TRUE(imported.has_value()) << line.substr(0, 80) << imported.error().code << imported.error().where;
    const ProcedureVersion& version = imported->procedure;
    EXPECT_TRUE(imported->problems.empty()) << version.code;
    EXPECT_EQ(canonical_json(to_json(version)), line) << "nothing is lost or added by reading";
    EXPECT_LT(last_code, version.code);
    EXPECT_TRUE(version.steps.empty() && version.conditions.empty()) << version.code;
    EXPECT_FALSE(version.valid_from.has_value()) << version.code;
    last_code = version.code;
    ++kinds[to_text(version.cases.front().limit.kind)];
    ++standings[to_text(version.standing)];
  }
  EXPECT_EQ(records, 2849);
  EXPECT_EQ(kinds,
            (std::map<std::string_view, int>{
                {"stated", 2097}, {"ambiguous", 234}, {"not_stated", 501}, {"none_due", 9}, {"tied_to_event", 8}}));
  EXPECT_EQ(standings, (std::map<std::string_view, int>{
                           {"receivable", 2754}, {"stale", 74}, {"foreign", 14}, {"announcement", 7}}));
}

// ---- names that are shared (practice C7)

using Published = std::vector<std::shared_ptr<const PublishedProcedure>>;

const Published& shipped() {
  static const Published kAll = [] {
    Published all;
    std::istringstream lines(shipped_text());
    for (std::string line; std::getline(lines, line);) {
      all.push_back(std::make_shared<const PublishedProcedure>(
          PublishedProcedure{import_procedure(line).value().procedure, 1, {}}));
    }
    return all;
  }();
  return kAll;
}

const TwinNames& shipped_twins() {
  static const TwinNames kTwins(shipped());
  return kTwins;
}

std::vector<std::string> answers(const Twins& twins) {
  std::vector<std::string> all;
  for (const TwinChoice& one : twins.choices) all.push_back(one.code + " " + one.answer_vi);
  return all;
}

TEST(ShippedTwins, ShippedNamesThatAreSharedWithoutTheirBrackets) {
  EXPECT_EQ(shipped_twins().names(), 118u);
  EXPECT_EQ(shipped_twins().procedures(), 246u);
  EXPECT_EQ(shipped_twins().find("1.001193"), nullptr) << "birth registration is called so only once";
  EXPECT_EQ(shipped_twins().find("9.999999"), nullptr);
}

TEST(ShippedTwins, LandDecisionsOfProvinceAndCommuneDifferByLevel) {
  const Twins* twins = shipped_twins().find("1.013826");
  ASSERT_NE(twins, nullptr);
  EXPECT_EQ(twins, shipped_twins().find("1.013952"));
  EXPECT_EQ(twins->question_vi, "Việc này do cấp nào giải quyết?");
  EXPECT_EQ(twins->question_en, "Which level decides this?");
  EXPECT_EQ(answers(*twins), (std::vector<std::string>{"1.013826 Cấp tỉnh, thành phố", "1.013952 Cấp xã, phường"}));
}

TEST(ShippedTwins, PassportsOfProvinceAndMinistryAreOfOneOfficeAndDifferByLevel) {
  const Twins* twins = shipped_twins().find("1.001456");
  ASSERT_NE(twins, nullptr);
  EXPECT_EQ(answers(*twins), (std::vector<std::string>{"1.001456 Cấp tỉnh, thành phố", "1.001471 Cấp bộ, trung ương"}));
  EXPECT_EQ(twins->choices[1].answer_en, "Ministry (central)");
}

// What makes a question of any use, for every name of the real catalogue.
TEST(ShippedTwins, EveryShippedQuestionTellsItsProceduresApart) {
  std::map<std::string, std::set<std::string>> by_name;
  for (const auto& one : shipped()) {
    const ProcedureVersion& procedure = one->procedure;
    const Twins* twins = shipped_twins().find(procedure.code);
    if (twins == nullptr) continue;
    by_name[twin_name(procedure.name)].insert(procedure.code);
    EXPECT_EQ(procedure.standing, Standing::kReceivable);
    EXPECT_FALSE(twins->question_vi.empty() || twins->question_en.empty());
    EXPECT_TRUE(std::ranges::is_sorted(twins->choices, {}, &TwinChoice::code));
    EXPECT_NE(std::ranges::find(twins->choices, procedure.code, &TwinChoice::code), twins->choices.end());
    std::set<std::string> said;
    for (const TwinChoice& choice : twins->choices) {
      EXPECT_TRUE(said.insert(base::fold(choice.answer_vi)).second) << choice.code << ": " << choice.answer_vi;
      EXPECT_FALSE(choice.answer_en.empty());
    }
    EXPECT_NE(twins->question_vi, "Cần thủ tục nào?") << procedure.code << ": only the code tells it apart";
  }
  for (const auto& [name, codes] : by_name) {
    EXPECT_EQ(shipped_twins().find(*codes.begin())->choices.size(), codes.size()) << name;
  }
}

}  // namespace
}  // namespace catalog
