// The body of POST /procedures/{code}/versions from any bytes: refused, or a version and rules that survive their JSON.
#include "app/publish_procedure.h"
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  auto json = base::parse_json(fuzz::text(bytes, size));
  if (!json || !json->is_object()) return 0;
  const auto wanted = app::new_version("account", "1.001193", std::move(*json), {});
  if (!wanted) {
    fuzz::require(!wanted.error().code.empty());
    return 0;
  }
  fuzz::require(!wanted->basis.empty());
  fuzz::require_refused_or_kept(base::Result<catalog::ProcedureVersion>(wanted->procedure),
                                catalog::procedure_from_json);
  for (const auto& rule : wanted->rules.value_or(std::vector<catalog::CompetenceRule>())) {
    fuzz::require_refused_or_kept(base::Result<catalog::CompetenceRule>(rule), catalog::rule_from_json);
  }
  return 0;
}
