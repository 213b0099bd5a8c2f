// A line of the city's overlay from any bytes: refused, or laid over a record of its procedure. Every value that it
// lays has a basis, and the version that comes out survives its own JSON.
#include "catalog/overlay.h"
#include "fuzz.h"

namespace {

catalog::ProcedureVersion record_of(const std::string& code) {
  catalog::ProcedureVersion record;
  record.code = code;
  record.name = "Thủ tục thử nghiệm";
  record.source = "portal-2026";
  record.cases.push_back({.id = "1", .name = {}, .limit = {}, .cutoff = {}, .start = {}});
  return record;
}

// How sure a publicity is and why a place is taken at come out of the basis of what they speak of.
std::string source_of(const std::string& member) {
  if (member == "publicity_trust") return "publicity";
  return member == "boundary_free_basis" ? "taken_at" : member;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto json = base::parse_json(fuzz::text(bytes, size));
  if (!json) return 0;
  const auto overlay = catalog::overlay_from_json(*json);
  if (!overlay) {
    fuzz::require(!overlay.error().code.empty());
    return 0;
  }
  for (const auto& [member, value] : overlay->values) fuzz::require(overlay->sources.contains(source_of(member)));
  const auto version = catalog::apply(*overlay, record_of(overlay->code));
  fuzz::require_refused_or_kept(version, catalog::procedure_from_json);
  if (version) fuzz::require(version->source == "overlay-hanoi");
  return 0;
}
