// Loading the catalogue from files: procedures (crawled records and our own format), the city's overlay, units, points,
// areas, who serves what, and the calendar. Importing again changes nothing; a changed record becomes a new version.
// Format of each: data/schema.
#pragma once
#include <vector>

#include "app/import_file.h"
#include "app/record.h"

namespace app {

// Refusals of single lines are reported; a refusal of the whole comes from the writer only.
base::Result<ImportSummary> import_procedures(Record& record, const std::vector<ImportFile>& files,
                                              const ImportListener& listener = {});
// Lays each line over the newest record of that procedure; reports overlay_procedure_unknown.
base::Result<ImportSummary> import_overlay(Record& record, const std::vector<ImportFile>& files,
                                           const ImportListener& listener = {});

// What counts as said already: the newest version alone, so that a file can also take a correction back; or any
// version, so that data which are loaded at every start undo nobody's correction.
enum class SaidAlready { kNewest, kEver };

enum class DatedKind { kUnits, kPoints, kAreas, kServes };
// Reports unit_unknown for a point, area or service of a unit that is not in the record.
base::Result<ImportSummary> import_dated(Record& record, DatedKind kind, const std::vector<ImportFile>& files,
                                         const ImportListener& listener = {},
                                         SaidAlready already = SaidAlready::kNewest);

// One JSON document. Refuses what calendar::calendar_from_json refuses, `where` with the file before it.
base::Result<ImportSummary> import_calendar(Record& record, const ImportFile& file,
                                            SaidAlready already = SaidAlready::kNewest);

}  // namespace app
