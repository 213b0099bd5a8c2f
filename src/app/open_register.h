// The open register as both doors are asked for it: one spelling of its filters, and one rule for what they accept.
#pragma once
#include <map>
#include <string>

#include "app/record.h"

namespace app {

using Query = std::map<std::string, std::string, std::less<>>;

// unit: our id · procedure: its code · field: as the catalogue has it, tones or not · received: a month, "2026-11" ·
// state: 1…10, national · late: "true" or "false". What is empty or missing does not narrow; a unit, procedure or field
// that is not known finds nothing. Refuses month_malformed, value_out_of_range, value_unknown (`where`: the name).
base::Result<boards::RegisterFilter> register_filter(const catalog::Catalog& catalog, const Query& query,
                                                     base::Instant now);

}  // namespace app
