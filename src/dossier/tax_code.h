// The tax code (mã số thuế): ten digits of which the last one checks the others, a dependent unit's with "-001" to
// "-999" behind it; since 2025-07-01 a person and a household business use the 12-digit personal number instead
// (Circular 86/2024/TT-BTC).
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace dossier {

enum class TaxCodeKind { kTaxpayer, kDependentUnit, kPersonalNumber };

struct TaxCode {
  std::string code;  // "0100112437", "0314409058-002" or 12 digits
  TaxCodeKind kind = TaxCodeKind::kTaxpayer;
};

// Blanks are dropped and 13 digits in a row get their dash. Refuses tax_code_malformed and tax_code_check_digit.
base::Result<TaxCode> read_tax_code(std::string_view text, std::string_view where = {});

}  // namespace dossier
