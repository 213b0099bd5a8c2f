#include "dossier/tax_code.h"

#include <gtest/gtest.h>

namespace dossier {
namespace {

// Published codes of large companies, checked with python3-stdnum 1.18 and npm's stdnum 1.12.0.
TEST(TaxCode, ReadsTaxpayersAndTheirUnits) {
  for (const char* text : {"0100112437", "0101248141", "0100233488", "0314409058"}) {
    const auto code = read_tax_code(text);
    ASSERT_TRUE(code) << text;
    EXPECT_EQ(code->code, text);
    EXPECT_EQ(code->kind, TaxCodeKind::kTaxpayer) << text;
  }
  for (const char* text : {"0314409058-002", "0312687878-001", "0314409058-999"}) {
    const auto code = read_tax_code(text);
    ASSERT_TRUE(code) << text;
    EXPECT_EQ(code->code, text);
    EXPECT_EQ(code->kind, TaxCodeKind::kDependentUnit) << text;
  }
}

TEST(TaxCode, KeepsOneForm) {
  EXPECT_EQ(read_tax_code("0314409058002")->code, "0314409058-002");
  EXPECT_EQ(read_tax_code(" 0314 409 058 - 002 ")->code, "0314409058-002");
}

TEST(TaxCode, TakesAPersonalNumber) {
  const auto code = read_tax_code("001205123456");
  ASSERT_TRUE(code);
  EXPECT_EQ(code->code, "001205123456");
  EXPECT_EQ(code->kind, TaxCodeKind::kPersonalNumber);
}

TEST(TaxCode, RefusesAWrongCheckDigit) {
  // Exactly one last digit fits; for 0000000000 the remainder asks for 10, which is never issued.
  for (const char* text : {"0100112438", "0100112430", "0000000000", "0100112438-001", "1100112437"}) {
    const auto code = read_tax_code(text, "/applicant/tax_code");
    ASSERT_FALSE(code) << text;
    EXPECT_EQ(code.error().code, "tax_code_check_digit") << text;
    EXPECT_EQ(code.error().where, "/applicant/tax_code");
  }
}

TEST(TaxCode, FindsEverySingleWrongDigit) {
  const std::string right = "0100112437";
  for (std::size_t place = 0; place < right.size(); ++place) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string typed = right;
      typed[place] = digit;
      EXPECT_EQ(read_tax_code(typed).has_value(), typed == right) << typed;
    }
  }
}

TEST(TaxCode, RefusesWhatHasNotItsForm) {
  for (const char* text : {"", "010011243", "01001124377", "0100112437-", "0100112437-01", "0100112437-000",
                           "0100112437-0001", "010011243-7001", "0100112437_001", "010011243a", "-0100112437",
                           "0100000003", "00120512345", "00120512345678"}) {
    const auto code = read_tax_code(text);
    ASSERT_FALSE(code) << text;
    EXPECT_EQ(code.error().code, "tax_code_malformed") << text;
  }
}

}  // namespace
}  // namespace dossier
