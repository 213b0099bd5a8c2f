// A line of a catalogue file from any bytes: it is imported or refused, never anything else. What was imported survives
// its own JSON, states no limit without a value and no value without a limit, and is NFC.
#include "base/text.h"
#include "catalog/procedure_import.h"
#include "fuzz.h"

namespace {

using fuzz::require;

void check(const catalog::ProcedureVersion& version) {
  const base::Json written = catalog::to_json(version);
  const auto again = catalog::procedure_from_json(written);
  require(again.has_value() && catalog::to_json(*again) == written);
  const std::string text = base::canonical_json(written);
  const auto composed = base::nfc(text);
  require(composed.has_value() && *composed == text);
  for (const catalog::ExecutionCase& execution : version.cases) {
    const bool stated = execution.limit.kind == catalog::LimitKind::kStated;
    require(stated == execution.limit.limit.has_value());
  }
  for (const catalog::FeeLine& fee : version.fees) {
    require(fee.status == catalog::FeeStatus::kStated || version.source != "portal-2026" || fee.amount_minor == 0);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view line = fuzz::text(bytes, size);
  const auto imported = catalog::import_procedure(line);
  if (!imported) {
    require(!imported.error().code.empty());
    return 0;
  }
  check(imported->procedure);
  check(catalog::facts_only(imported->procedure));
  return 0;
}
