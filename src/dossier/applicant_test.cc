#include "dossier/applicant.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dossier {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr base::LocalDate kToday{std::chrono::year(2026), std::chrono::month(11), std::chrono::day(25)};

base::Json parsed(std::string_view text) { return base::parse_json(text).value(); }

base::Result<Person> check(std::string_view text, std::vector<Warning>& warnings) {
  return check_person(parsed(text), kToday, "/applicant", warnings);
}

Person accepted(std::string_view text) {
  std::vector<Warning> warnings;
  const auto person = check(text, warnings);
  EXPECT_TRUE(person) << text << ": " << (person ? "" : person.error().code + " " + person.error().where);
  EXPECT_THAT(warnings, IsEmpty()) << text;
  return person.value_or(Person{});
}

// A refusal as "code at where"; "" when the person is accepted.
std::string refusal(std::string_view text) {
  std::vector<Warning> warnings;
  const auto person = check(text, warnings);
  if (person) return {};
  EXPECT_THAT(warnings, IsEmpty()) << "a refusal warns of nothing";
  return person.error().code + " at " + person.error().where;
}

std::string refusal_of_member(std::string_view member) {
  return refusal(fmt::format(R"({{"kind":"person","name":"Nguyễn Văn Thử Giả Định",{}}})", member));
}

std::vector<std::string> warned(std::string_view member) {
  std::vector<Warning> warnings;
  const auto text = fmt::format(R"({{"kind":"person","name":"Nguyễn Văn Thử Giả Định",{}}})", member);
  EXPECT_TRUE(check(text, warnings)) << member;
  std::vector<std::string> found;
  for (const Warning& warning : warnings) found.push_back(warning.code + " at " + warning.where);
  return found;
}

TEST(Applicant, ReadsAllMembers) {
  const Person person = accepted(R"({"kind":"person","name":"  Nguyễn  Văn Thử Giả Định ",
      "identity":{"kind":"personal_number","number":"001090123456","country":"vn"},"birth_date":"1990-02-01",
      "sex":"male","tax_code":"001090123456","phone":"0912 345 678","email":"thu@example.com",
      "address":"Số 1 phố Giả Định, phường Ba Đình, Hà Nội"})");
  EXPECT_EQ(person.kind, PersonKind::kPerson);
  EXPECT_EQ(person.name, "Nguyễn Văn Thử Giả Định");
  EXPECT_EQ(person.identity, (Identity{IdentityKind::kPersonalNumber, "001090123456", "VN"}));
  EXPECT_EQ(person.birth_date, base::parse_date("1990-02-01").value());
  EXPECT_EQ(person.sex, Sex::kMale);
  EXPECT_EQ(person.tax_code, "001090123456");
  EXPECT_EQ(person.phone, "+84912345678");
  EXPECT_EQ(person.email, "thu@example.com");
  EXPECT_EQ(person.address, "Số 1 phố Giả Định, phường Ba Đình, Hà Nội");
}

TEST(Applicant, NeedsOnlyKindAndName) {
  const Person newborn = accepted(R"({"kind":"person","name":"Nguyễn Thị Bé Giả Định"})");
  EXPECT_EQ(newborn.identity, Identity{});
  EXPECT_EQ(newborn.identity.kind, IdentityKind::kNone);
  EXPECT_EQ(newborn.phone, "");
  accepted(R"({"kind":"person","name":"Nguyễn Thị Bé Giả Định","identity":{"kind":"none"},"phone":"","address":" "})");

  EXPECT_EQ(refusal(R"({"name":"Nguyễn Văn Thử Giả Định"})"), "field_missing at /applicant/kind");
  EXPECT_EQ(refusal(R"({"kind":"person"})"), "field_missing at /applicant/name");
  EXPECT_EQ(refusal(R"({"kind":"person","name":"  "})"), "field_missing at /applicant/name");
  EXPECT_EQ(refusal(R"({"kind":"robot","name":"R"})"), "value_unknown at /applicant/kind");
}

// The same letters typed composed (NFC) or with marks of their own (NFD) are one name, also where they come from a
// telephone's keyboard or a file.
TEST(Applicant, VN_4_NameInNfdIsStoredAsTheSameNfcName) {
  const std::string composed = "Nguyễn Văn Thử Giả Định";
  const std::string decomposed = "Nguye\u0302\u0303n Va\u0306n Thu\u031B\u0309 Gia\u0309 Đi\u0323nh";
  ASSERT_NE(composed, decomposed);
  const auto stored = [](const std::string& text) {
    return accepted(fmt::format(R"({{"kind":"person","name":"{0}","address":"{0}"}})", text));
  };
  EXPECT_EQ(stored(decomposed), stored(composed));
  EXPECT_EQ(stored(decomposed).name, composed);
  EXPECT_EQ(stored(decomposed).address, composed);
}

TEST(Applicant, RefusesNamesThatCannotBePrinted) {
  EXPECT_EQ(refusal(R"({"kind":"person","name":"Nguyễn\nVăn"})"), "control_character at /applicant/name");
  EXPECT_EQ(refusal("{\"kind\":\"person\",\"name\":\"Nguyễn\u202EVăn\"}"), "bidi_character at /applicant/name");
  const auto long_name = [](int letters) {
    std::string name;
    for (int i = 0; i < letters; ++i) name += "ễ";
    return fmt::format(R"({{"kind":"person","name":"{}"}})", name);
  };
  EXPECT_EQ(refusal(long_name(200)), "");
  EXPECT_EQ(refusal(long_name(201)), "text_too_long at /applicant/name");
  EXPECT_EQ(refusal_of_member("\"address\":\"" + std::string(300, 'a') + "\""), "");
  EXPECT_EQ(refusal_of_member("\"address\":\"" + std::string(301, 'a') + "\""), "text_too_long at /applicant/address");
}

TEST(Applicant, RefusesWrongTypesAndUnknownMembers) {
  EXPECT_EQ(refusal("[]"), "field_wrong_type at /applicant");
  EXPECT_EQ(refusal(R"({"kind":1,"name":"N"})"), "field_wrong_type at /applicant/kind");
  EXPECT_EQ(refusal(R"({"kind":"person","name":["N"]})"), "field_wrong_type at /applicant/name");
  EXPECT_EQ(refusal_of_member(R"("identity":"001090123456")"), "field_wrong_type at /applicant/identity");
  EXPECT_EQ(refusal_of_member(R"("identity":{"kind":"passport","number":1234567})"),
            "field_wrong_type at /applicant/identity/number");
  EXPECT_EQ(refusal_of_member(R"("phone":912345678)"), "field_wrong_type at /applicant/phone");
  EXPECT_EQ(refusal_of_member(R"("email":null)"), "field_wrong_type at /applicant/email");
  EXPECT_EQ(refusal_of_member(R"("nickname":"Tí")"), "field_unknown at /applicant/nickname");
  EXPECT_EQ(refusal_of_member(R"("relation":"mẹ")"), "field_unknown at /applicant/relation");
  EXPECT_EQ(refusal_of_member(R"("identity":{"kind":"none","issued":"2021"})"),
            "field_unknown at /applicant/identity/issued");
}

TEST(Applicant, ChecksIdentityByItsKind) {
  EXPECT_EQ(accepted(R"({"kind":"foreigner","name":"Jane Sample Fictitious",
      "identity":{"kind":"passport","number":"x1234567","country":"gbr"}})")
                .identity,
            (Identity{IdentityKind::kPassport, "X1234567", "GBR"}));
  EXPECT_EQ(accepted(R"({"kind":"person","name":"Trần Thị Ví Dụ Giả Định",
      "identity":{"kind":"old_card","number":"012345678"}})")
                .identity,
            (Identity{IdentityKind::kOldCard, "012345678", ""}));

  const auto refused = [](std::string_view kind, std::string_view number) {
    return refusal_of_member(fmt::format(R"("identity":{{"kind":"{}","number":"{}"}})", kind, number));
  };
  EXPECT_EQ(refused("personal_number", "00120512345"), "personal_number_length at /applicant/identity/number");
  EXPECT_EQ(refused("personal_number", "00120512345a"), "personal_number_not_digits at /applicant/identity/number");
  EXPECT_EQ(refused("personal_number", ""), "field_missing at /applicant/identity/number");
  EXPECT_EQ(refused("old_card", "01234567"), "old_card_malformed at /applicant/identity/number");
  EXPECT_EQ(refused("old_card", "01234567A"), "old_card_malformed at /applicant/identity/number");
  EXPECT_EQ(refused("passport", "X123"), "passport_malformed at /applicant/identity/number");
  EXPECT_EQ(refused("passport", "X12345678901234567890"), "passport_malformed at /applicant/identity/number");
  EXPECT_EQ(refused("passport", "X-1234567"), "passport_malformed at /applicant/identity/number");
  EXPECT_EQ(refused("none", "001090123456"), "identity_number_unexpected at /applicant/identity/number");
  EXPECT_EQ(refused("visa", "1"), "value_unknown at /applicant/identity/kind");
  EXPECT_EQ(refusal_of_member(R"("identity":{"number":"001090123456"})"), "field_missing at /applicant/identity/kind");
  EXPECT_EQ(refusal_of_member(R"("identity":{"kind":"none","country":"Việt Nam"})"),
            "country_malformed at /applicant/identity/country");
}

TEST(Applicant, WarnsWhereThePersonalNumberDiffers) {
  constexpr std::string_view kNumber = R"("identity":{"kind":"personal_number","number":"001205123456"})";
  EXPECT_THAT(warned(fmt::format(R"({},"sex":"male","birth_date":"2005-05-05")", kNumber)), IsEmpty());
  EXPECT_THAT(warned(fmt::format(R"({},"sex":"female","birth_date":"1999-05-05")", kNumber)),
              ElementsAre("personal_number_sex_mismatch at /applicant/identity/number",
                          "personal_number_year_mismatch at /applicant/identity/number"));
  EXPECT_THAT(warned(R"("identity":{"kind":"personal_number","number":"003205123456"})"),
              ElementsAre("personal_number_unknown_prefix at /applicant/identity/number"));
  EXPECT_THAT(warned(R"("identity":{"kind":"personal_number","number":"001227123456"})"),
              ElementsAre("personal_number_in_future at /applicant/identity/number"));
  // Another paper's number says nothing of sex and year.
  EXPECT_THAT(warned(R"("identity":{"kind":"passport","number":"001205123456"},"sex":"female")"), IsEmpty());
}

TEST(Applicant, ChecksBirthDateAndSex) {
  EXPECT_EQ(refusal_of_member(R"("birth_date":"2026-11-25")"), "");
  EXPECT_EQ(refusal_of_member(R"("birth_date":"2026-11-26")"), "birth_date_in_future at /applicant/birth_date");
  EXPECT_EQ(refusal_of_member(R"("birth_date":"1990-02-30")"), "date_malformed at /applicant/birth_date");
  EXPECT_EQ(refusal_of_member(R"("sex":"M")"), "value_unknown at /applicant/sex");
}

TEST(Applicant, ChecksPhoneAndEmail) {
  EXPECT_EQ(refusal_of_member(R"("phone":"chín một hai")"), "phone_malformed at /applicant/phone");
  EXPECT_EQ(refusal_of_member(R"("phone":"0123456789")"), "phone_unknown_range at /applicant/phone");
  EXPECT_THAT(warned(R"("phone":"+44 20 7946 0958")"), ElementsAre("phone_foreign at /applicant/phone"));
  EXPECT_EQ(refusal_of_member(R"("email":"thu@example")"), "email_malformed at /applicant/email");
}

TEST(Applicant, TakesAPersonalNumberAsTaxCodeFromPeopleOnly) {
  const auto with_tax_code = [](std::string_view kind, std::string_view code) {
    return refusal(fmt::format(R"({{"kind":"{}","name":"Tên giả định","tax_code":"{}"}})", kind, code));
  };
  EXPECT_EQ(with_tax_code("organisation", "0314409058-002"), "");
  EXPECT_EQ(with_tax_code("organisation", "001205123456"), "tax_code_malformed at /applicant/tax_code");
  EXPECT_EQ(with_tax_code("household_business", "001205123456"), "");
  EXPECT_EQ(with_tax_code("person", "001205123456"), "");
  EXPECT_EQ(with_tax_code("person", "0100112438"), "tax_code_check_digit at /applicant/tax_code");
}

TEST(Applicant, WhatIsWrittenReadsTheSame) {
  for (const char* text :
       {R"({"kind":"person","name":"Nguyễn Thị Bé Giả Định","birth_date":"2026-11-20","sex":"female"})",
        R"({"kind":"organisation","name":"Công ty Giả Định","tax_code":"0314409058002","phone":"1900 1009"})",
        R"({"kind":"foreigner","name":"Jane Sample Fictitious",
        "email":"jane@example.com","address":"Hà Nội",
        "identity":{"kind":"passport","number":"x1234567","country":"gb"}})"}) {
    const Person person = accepted(text);
    EXPECT_EQ(accepted(base::canonical_json(to_json(person))), person);
  }
  Person shop;
  shop.kind = PersonKind::kHouseholdBusiness;
  shop.name = "Quán Giả Định";
  EXPECT_EQ(base::canonical_json(to_json(shop)),
            R"({"identity":{"kind":"none"},"kind":"household_business","name":"Quán Giả Định"})");
}

constexpr std::string_view kSubmitter =
    R"({{"kind":"person","name":"Trần Thị Ví Dụ Giả Định","relation":"mẹ","authority":{}}})";

base::Result<Submitter> submitter(std::string_view authority, std::vector<Warning>& warnings) {
  return check_submitter(parsed(fmt::format(kSubmitter, authority)), kToday, "/submitter", warnings);
}

TEST(Submitter, ReadsRelationAndAuthority) {
  std::vector<Warning> warnings;
  const auto read =
      submitter(R"({"paper":"Giấy ủy quyền số 5","scope":"Nộp hồ sơ và nhận kết quả","until":"2027-01-31"})", warnings);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->person.name, "Trần Thị Ví Dụ Giả Định");
  EXPECT_EQ(read->relation, "mẹ");
  EXPECT_EQ(read->authority_paper, "Giấy ủy quyền số 5");
  EXPECT_EQ(read->authority_scope, "Nộp hồ sơ và nhận kết quả");
  EXPECT_EQ(read->authority_until, base::parse_date("2027-01-31").value());
  EXPECT_THAT(warnings, IsEmpty());
  EXPECT_EQ(check_submitter(to_json(*read), kToday, "/submitter", warnings).value(), *read);
}

TEST(Submitter, MayHaveNeither) {
  std::vector<Warning> warnings;
  const auto read =
      check_submitter(parsed(R"({"kind":"person","name":"Trần Thị Ví Dụ Giả Định"})"), kToday, "/submitter", warnings);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->authority_paper, "");
  EXPECT_EQ(to_json(*read), to_json(read->person));
}

TEST(Submitter, WarnsWhenTheAuthorityHasEnded) {
  std::vector<Warning> warnings;
  ASSERT_TRUE(submitter(R"({"paper":"Giấy ủy quyền","until":"2026-11-25"})", warnings));
  EXPECT_THAT(warnings, IsEmpty());
  ASSERT_TRUE(submitter(R"({"paper":"Giấy ủy quyền","until":"2026-11-24"})", warnings));
  EXPECT_THAT(warnings, ElementsAre(Warning{"authority_ended", {}, "/submitter/authority/until"}));
}

TEST(Submitter, RefusesAnAuthorityWithoutAPaper) {
  std::vector<Warning> warnings;
  const auto where = [&](std::string_view authority) {
    const auto read = submitter(authority, warnings);
    return read ? std::string() : read.error().code + " at " + read.error().where;
  };
  EXPECT_EQ(where(R"({"scope":"Nộp hồ sơ"})"), "field_missing at /submitter/authority/paper");
  EXPECT_EQ(where(R"("có")"), "field_wrong_type at /submitter/authority");
  EXPECT_EQ(where(R"({"paper":"Giấy","signed":true})"), "field_unknown at /submitter/authority/signed");
  EXPECT_EQ(where(R"({"paper":"Giấy","until":"31/01/2027"})"), "date_malformed at /submitter/authority/until");
}

// A birth date has no hour and no zone: it is kept and given back as the same day.
TEST(Applicant, TZ_1_ABirthDateStaysTheSameDay) {
  std::vector<Warning> warnings;
  const auto json = base::parse_json(R"({"kind":"person","name":"Bé Thử Giả Định","birth_date":"2022-02-01"})");
  const auto person = check_person(json.value(), base::parse_date("2026-08-21").value(), "/subject", warnings);
  ASSERT_TRUE(person);
  EXPECT_EQ(to_json(*person).text("birth_date"), "2022-02-01");
}

}  // namespace
}  // namespace dossier
