#include "dossier/phone.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/json.h"

namespace dossier {
namespace {

base::Json oracle() {
  std::ifstream file(MOTCUA_SOURCE_DIR "/tests/data/phones.json");
  std::ostringstream text;
  text << file.rdbuf();
  return base::parse_json(text.str()).value();
}

// What libphonenumber-js says (tests/contract/phone.test.mjs).
TEST(Phone, AgreesWithLibphonenumber) {
  const base::Json answers = oracle();
  std::size_t valid = 0;
  for (const base::Json& answer : answers.array()) {
    const std::string text = answer.text("in");
    const auto phone = read_phone(text);
    EXPECT_EQ(phone.has_value(), answer.flag("valid")) << text;
    if (!phone) continue;
    EXPECT_EQ(phone->e164, answer.text("e164")) << text;
    ++valid;
  }
  EXPECT_GT(valid, 0U);
  EXPECT_GT(answers.array().size(), valid) << "refusals are asked as well";
}

TEST(Phone, TellsTheKind) {
  struct Case {
    const char* text;
    const char* e164;
    PhoneKind kind;
  };
  for (const Case& given :
       {Case{"0912345678", "+84912345678", PhoneKind::kMobile}, Case{"0823456789", "+84823456789", PhoneKind::kMobile},
        Case{"02438253536", "+842438253536", PhoneKind::kFixedLine},
        Case{"+84 24 3825 3536", "+842438253536", PhoneKind::kFixedLine},
        Case{"1900 1009", "+8419001009", PhoneKind::kPaidService},
        Case{"18001096", "+8418001096", PhoneKind::kFreeService},
        Case{"069 123 456", "+8469123456", PhoneKind::kShortService},
        Case{"0672123456", "+84672123456", PhoneKind::kInternet}}) {
    const auto phone = read_phone(given.text);
    ASSERT_TRUE(phone) << given.text;
    EXPECT_EQ(phone->e164, given.e164);
    EXPECT_EQ(phone->kind, given.kind) << given.text;
  }
}

TEST(Phone, ReadsEveryWayToWriteOneNumber) {
  for (const char* text : {"0912345678", "912345678", "84912345678", "+84912345678", "+840912345678", "0084912345678",
                           "0912 345 678", "0912.345.678", "0912-345-678", "0912/345/678", "(+84) 912 345 678",
                           "0912\u00A0345\u00A0678", "0912–345–678"}) {
    const auto phone = read_phone(text);
    ASSERT_TRUE(phone) << text;
    EXPECT_EQ(phone->e164, "+84912345678") << text;
  }
}

TEST(Phone, TakesAMobileNumberThatBeginsLikeTheCountry) {
  EXPECT_EQ(read_phone("841234567")->e164, "+84841234567");
  EXPECT_EQ(read_phone("84841234567")->e164, "+84841234567");
}

TEST(Phone, TakesForeignNumbersAsGiven) {
  EXPECT_EQ(read_phone("+44 20 7946 0958")->e164, "+442079460958");
  EXPECT_EQ(read_phone("0044 20 7946 0958")->kind, PhoneKind::kForeign);
  EXPECT_EQ(read_phone("+12345678")->e164, "+12345678");
  EXPECT_EQ(read_phone("+1234567").error().code, "phone_malformed");
  EXPECT_EQ(read_phone("+123456789012345")->e164, "+123456789012345");
  EXPECT_EQ(read_phone("+1234567890123456").error().code, "phone_malformed");
  EXPECT_EQ(read_phone("+0912345678").error().code, "phone_malformed");
}

TEST(Phone, RefusesWhatIsNoNumber) {
  for (const char* text :
       {"", "+", "+84", "84", "0", "00", "113", "091234", "0912345678901", "0912x345678", "chín một hai",
        "++84912345678", "0912+345678", "0912,345,678", "0912345678/0987654321", "٠٩١٢٣٤٥٦٧٨"}) {
    const auto phone = read_phone(text, "/applicant/phone");
    ASSERT_FALSE(phone) << text;
    EXPECT_EQ(phone.error().code, "phone_malformed") << text;
    EXPECT_EQ(phone.error().where, "/applicant/phone");
  }
}

TEST(Phone, RefusesRangesThatAreNotGivenOut) {
  for (const char* text : {"0123456789", "0212345678", "0892345678", "0992345678", "0172345678", "02412345678",
                           "02173456789", "091234567", "+84 9123456789", "1900100", "0691234567 8"}) {
    const auto phone = read_phone(text, "/phone");
    ASSERT_FALSE(phone) << text;
    EXPECT_EQ(phone.error().code, "phone_unknown_range") << text;
    EXPECT_EQ(phone.error().where, "/phone");
  }
}

}  // namespace
}  // namespace dossier
