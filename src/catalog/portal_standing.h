// Whether a crawled record is one that this city can receive at all (practice D): records that speak of districts are
// stale since 2025-07-01, those of other provinces foreign, and announcements of lists no procedures.
#pragma once
#include <string_view>

#include "catalog/portal_agency.h"
#include "catalog/portal_text.h"
#include "catalog/procedure.h"

namespace catalog {

struct PrintedAgencies {
  std::string deciding;  // "Cơ quan có thẩm quyền"
  std::string carrying;  // "Cơ quan thực hiện"
};

// Sets agencies, agency_text and standing. `version` has its name and steps already.
void read_standing(const PrintedAgencies& printed, ProcedureVersion& version, ImportProblems& problems);

}  // namespace catalog
