// One question for procedures that are called the same; the names of the real catalogue: shipped_procedures_test.cc.
#include "catalog/twins.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "catalog/test_city.h"

namespace catalog {
namespace {

using Published = std::vector<std::shared_ptr<const PublishedProcedure>>;

ProcedureVersion version(const char* code, const char* name, Level level, const char* agency, const char* field) {
  ProcedureVersion made = test::procedure(code, name, field);
  made.levels = {level};
  made.agencies = {agency};
  return made;
}

std::vector<std::string> answers(const Twins& twins) {
  std::vector<std::string> all;
  for (const TwinChoice& one : twins.choices) all.push_back(one.code + " " + one.answer_vi);
  return all;
}

TEST(Twins, TheQuestionIsMadeOfTheFirstThatDiffersForAll) {
  const auto asked = [](const ProcedureVersion& one, const ProcedureVersion& other) {
    return twins_of({&other, &one});
  };
  const auto base_version = version("9.1", "Cấp phép (lần đầu)", Level::kProvince, "Sở A", "Đất đai");
  EXPECT_EQ(asked(base_version, version("9.2", "Cấp phép (lần hai)", Level::kCommune, "Sở B", "Hộ tịch")).question_en,
            "Which level decides this?");
  EXPECT_EQ(asked(base_version, version("9.2", "Cấp phép (lần hai)", Level::kProvince, "Sở B", "Hộ tịch")).question_en,
            "Which office decides this?");
  const Twins by_bracket = asked(base_version, version("9.2", "Cấp phép", Level::kProvince, "Sở A", "Hộ tịch"));
  EXPECT_EQ(answers(by_bracket), (std::vector<std::string>{"9.1 lần đầu", "9.2 Không phải các trường hợp còn lại"}));
  EXPECT_EQ(asked(base_version, version("9.2", "Cấp phép (Lần đầu)", Level::kProvince, "Sở A", "Hộ tịch")).question_en,
            "Which field is this in?");
  const Twins by_code = asked(base_version, version("9.2", "Cấp phép (lần đầu)", Level::kProvince, "Sở A", "Đất đai"));
  EXPECT_EQ(by_code.choices[1].answer_vi, "Cấp phép (lần đầu) (9.2)");
}

TEST(Twins, WhatIsPartlyTheSameTellsNothingApart) {
  ProcedureVersion both = version("9.1", "Cấp phép (tại bộ)", Level::kMinistry, "Bộ A", "Đất đai");
  both.levels.push_back(Level::kProvince);
  both.agencies.emplace_back("Sở B");
  const auto one = version("9.2", "Cấp phép (tại tỉnh)", Level::kProvince, "Sở B", "Đất đai");
  const Twins twins = twins_of({&both, &one});
  EXPECT_EQ(answers(twins), (std::vector<std::string>{"9.1 tại bộ", "9.2 tại tỉnh"}));
  const auto other = version("9.3", "Cấp phép (tại xã)", Level::kCommune, "Ủy ban", "Đất đai");
  EXPECT_EQ(answers(twins_of({&both, &other})),
            (std::vector<std::string>{"9.1 Cấp bộ, trung ương; Cấp tỉnh, thành phố", "9.3 Cấp xã, phường"}));
}

TEST(Twins, NamesAreComparedFoldedAndWithoutBrackets) {
  EXPECT_EQ(twin_name("Cấp hộ chiếu (tại cấp [x] tỉnh) phổ thông."), "cap ho chieu pho thong");
  EXPECT_EQ(twin_name("CẤP HỘ CHIẾU phổ thông"), "cap ho chieu pho thong");
  EXPECT_EQ(twin_name("(chỉ trong ngoặc)"), "");
  EXPECT_EQ(twin_name("Cấp (chưa đóng"), "cap");
  EXPECT_EQ(twin_name("Cấp) phép"), "cap phep");
}

TEST(Twins, WhatMayNotBeReceivedIsNobodysTwin) {
  ProcedureVersion stale = version("9.2", "Cấp phép", Level::kCommune, "Sở B", "Hộ tịch");
  stale.standing = Standing::kStale;
  const Published published = {std::make_shared<const PublishedProcedure>(PublishedProcedure{
                                   version("9.1", "Cấp phép", Level::kProvince, "Sở A", "Đất đai"), 1, {}}),
                               std::make_shared<const PublishedProcedure>(PublishedProcedure{stale, 1, {}})};
  EXPECT_EQ(TwinNames(published).procedures(), 0u);
}

}  // namespace
}  // namespace catalog
