#include "dossier/personal_number.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dossier {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr base::LocalDate kToday{std::chrono::year(2026), std::chrono::month(11), std::chrono::day(25)};

std::vector<std::string> codes(std::string_view number, const Claim& claim = {}, base::LocalDate today = kToday) {
  std::vector<std::string> found;
  for (const Warning& warning : doubts(read_personal_number(number).value(), claim, today, "/number")) {
    EXPECT_EQ(warning.where, "/number");
    EXPECT_THAT(warning.facts, IsEmpty()) << "personal data";
    found.push_back(warning.code);
  }
  return found;
}

TEST(PersonalNumber, TellsPlaceSexAndYear) {
  struct Case {
    const char* number;
    Sex sex;
    int year;
  };
  // Invented numbers of Hà Nội, Hà Nội, Hồ Chí Minh City, Hải Phòng.
  for (const Case& given : {Case{"001205123456", Sex::kMale, 2005}, Case{"001198000001", Sex::kFemale, 1998},
                            Case{"079090654321", Sex::kMale, 1990}, Case{"031300000009", Sex::kFemale, 2000}}) {
    const auto number = read_personal_number(given.number);
    ASSERT_TRUE(number) << given.number;
    EXPECT_EQ(number->number, given.number);
    EXPECT_TRUE(number->province_known) << given.number;
    EXPECT_EQ(number->sex, given.sex) << given.number;
    EXPECT_EQ(number->birth_year, given.year) << given.number;
    EXPECT_THAT(codes(given.number), IsEmpty()) << given.number;
  }
}

TEST(PersonalNumber, KnowsTheCenturiesToTheTwentyFourth) {
  EXPECT_EQ(read_personal_number("001499000000")->birth_year, 2199);
  EXPECT_EQ(read_personal_number("001600000000")->birth_year, 2200);
  EXPECT_EQ(read_personal_number("001999000000")->birth_year, 2399);
  EXPECT_EQ(read_personal_number("001999000000")->sex, Sex::kFemale);
}

TEST(PersonalNumber, RefusesWhatIsNotTwelveDigits) {
  struct Case {
    const char* number;
    const char* code;
  };
  for (const Case& given :
       {Case{"00120512345", "personal_number_length"}, Case{"0012051234567", "personal_number_length"},
        Case{"", "personal_number_length"}, Case{"00120512345a", "personal_number_not_digits"},
        Case{"001 205 123456", "personal_number_not_digits"}, Case{"-01205123456", "personal_number_not_digits"},
        Case{"٠٠١٢٠٥١٢٣٤٥٦", "personal_number_not_digits"}}) {
    const auto number = read_personal_number(given.number, "/applicant/identity/number");
    ASSERT_FALSE(number) << given.number;
    EXPECT_EQ(number.error().code, given.code) << given.number;
    EXPECT_EQ(number.error().where, "/applicant/identity/number");
  }
  EXPECT_EQ(read_personal_number("0012051234567").error().facts.at("length"), "13");
}

TEST(PersonalNumber, DoubtsAPrefixThatIsNoProvince) {
  EXPECT_THAT(codes("003205123456"), ElementsAre("personal_number_unknown_prefix"));
  EXPECT_THAT(codes("000205123456"), ElementsAre("personal_number_unknown_prefix"));
  EXPECT_THAT(codes("097205123456"), ElementsAre("personal_number_unknown_prefix"));
  EXPECT_THAT(codes("101205123456"), ElementsAre("personal_number_unknown_prefix"));
  EXPECT_THAT(codes("096205123456"), IsEmpty());
}

TEST(PersonalNumber, KnowsSixtyThreeProvinces) {
  int known = 0;
  for (int prefix = 0; prefix < 1000; ++prefix) {
    known += read_personal_number(fmt::format("{:03}205123456", prefix))->province_known ? 1 : 0;
  }
  EXPECT_EQ(known, 63);
}

TEST(PersonalNumber, DoubtsAClaimThatDiffers) {
  EXPECT_THAT(codes("001205123456", {.sex = Sex::kFemale, .birth_year = {}}),
              ElementsAre("personal_number_sex_mismatch"));
  EXPECT_THAT(codes("001198000001", {.sex = {}, .birth_year = 2098}), ElementsAre("personal_number_year_mismatch"));
  EXPECT_THAT(
      codes("003198000001", {.sex = Sex::kMale, .birth_year = 1997}),
      ElementsAre("personal_number_unknown_prefix", "personal_number_sex_mismatch", "personal_number_year_mismatch"));
  EXPECT_THAT(codes("001198000001", {.sex = Sex::kFemale, .birth_year = 1998}), IsEmpty());
}

TEST(PersonalNumber, DoubtsAYearThatHasNotCome) {
  EXPECT_THAT(codes("001227000001"), ElementsAre("personal_number_in_future"));
  EXPECT_THAT(codes("001226000001"), IsEmpty());
  EXPECT_THAT(codes("001227000001", {}, kToday + std::chrono::years(1)), IsEmpty());
}

}  // namespace
}  // namespace dossier
