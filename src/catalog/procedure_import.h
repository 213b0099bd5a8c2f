// One line of a catalogue file as a procedure's version: a record crawled from the national portal (its page's text, or
// its tables), or the project's own format (data/schema/procedure.schema.json). Pure: what cannot be read is reported
// or refused and never guessed; the caller opens files, counts lines and goes on after a refusal.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "catalog/portal_text.h"
#include "catalog/procedure.h"

namespace catalog {

struct ImportedProcedure {
  ProcedureVersion procedure;
  std::vector<ImportProblem> problems;
};

// The portal was crawled from 2026-06-10 to 2026-07-17 and no record says on which day: the last day is the first by
// which every one of them had been seen. Only for records of the page's text; the file with tables has no known day.
inline constexpr base::LocalDate kPortalSeenFrom{std::chrono::year{2026}, std::chrono::month{7}, std::chrono::day{17}};

// Refuses what parse_json refuses, line_not_a_procedure, field_wrong_type (field), record_without_code,
// record_without_name, procedure_code_malformed (code), and for the own format what procedure_from_json refuses.
// Lines of up to 4 MiB are read; a byte order mark at the start is passed over.
base::Result<ImportedProcedure> import_procedure(std::string_view line,
                                                 std::optional<base::LocalDate> seen_from = kPortalSeenFrom);

// The facts without the portal's long texts (conditions, steps, descriptions of ways, remarks among the papers): what
// the project ships. Words that a fee or a limit stands on are kept, cut after 400 bytes.
ProcedureVersion facts_only(ProcedureVersion version);

// A line of the import's report (data/schema/import-report.schema.json).
base::Json report_line(std::string_view file, int line, std::string_view code, const ImportProblem& problem);

}  // namespace catalog
