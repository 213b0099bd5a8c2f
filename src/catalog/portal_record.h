// A record of the national portal (dichvucong.gov.vn) as a procedure's version. Both shapes that exist are read: the
// text of the page, with the cells of its tables run together, and the export with real tables.
//
// Codes of problems, beside those of portal_text.h, portal_channels.h, portal_limit.h, portal_fee.h, portal_paper.h,
// portal_law.h and portal_agency.h:
//   level_unknown, level_missing, audience_unknown    agency_missing    agency_foreign    agency_abolished
//   record_stale          speaks of districts, which were abolished on 2025-07-01
//   record_foreign        its agency is another province's
//   record_announcement   an announcement of a list, not a procedure
//   name_generic          a name that many different entries bear
//   publicity_assumed     taken from the dated list, with its ground
#pragma once
#include <optional>

#include "base/json.h"
#include "base/result.h"
#include "base/time.h"
#include "catalog/procedure_import.h"

namespace catalog {

bool is_page_record(const base::Json& json);
bool is_table_record(const base::Json& json);

// Refuses record_without_code, record_without_name, procedure_code_malformed (code), field_wrong_type (field).
base::Result<ImportedProcedure> read_page_record(const base::Json& json, std::optional<base::LocalDate> seen_from);
base::Result<ImportedProcedure> read_table_record(const base::Json& json);

}  // namespace catalog
