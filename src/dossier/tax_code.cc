#include "dossier/tax_code.h"

#include <algorithm>
#include <array>

namespace dossier {
namespace {

constexpr std::size_t kTaxpayerDigits = 10;
constexpr std::size_t kPersonDigits = 12;
constexpr std::size_t kDependentDigits = 13;
constexpr std::array<int, 9> kWeights = {31, 29, 23, 19, 17, 13, 7, 5, 3};

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// A remainder of 0 asks for the check digit 10: such a code is never issued.
bool check_digit_fits(std::string_view taxpayer) {
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += kWeights[i] * (taxpayer[i] - '0');
  return 10 - sum % 11 == taxpayer.back() - '0';
}

// Two digits of the issuing province, then a serial that begins at 0000001.
bool has_serial(std::string_view taxpayer) { return taxpayer.substr(2, 7) != "0000000"; }

}  // namespace

base::Result<TaxCode> read_tax_code(std::string_view text, std::string_view where) {
  std::string code(text);
  std::erase(code, ' ');
  const auto refuse = [&](std::string_view why) { return base::refuse(why, {}, std::string(where)); };
  if (code.size() == kDependentDigits + 1 && code[kTaxpayerDigits] == '-') code.erase(kTaxpayerDigits, 1);
  if (!all_digits(code)) return refuse("tax_code_malformed");
  if (code.size() == kPersonDigits) return TaxCode{code, TaxCodeKind::kPersonalNumber};
  if (code.size() != kTaxpayerDigits && code.size() != kDependentDigits) return refuse("tax_code_malformed");

  const std::string taxpayer = code.substr(0, kTaxpayerDigits);
  const std::string unit = code.substr(kTaxpayerDigits);
  if (!check_digit_fits(taxpayer)) return refuse("tax_code_check_digit");
  if (!has_serial(taxpayer) || unit == "000") return refuse("tax_code_malformed");
  if (unit.empty()) return TaxCode{taxpayer, TaxCodeKind::kTaxpayer};
  return TaxCode{taxpayer + "-" + unit, TaxCodeKind::kDependentUnit};
}

}  // namespace dossier
