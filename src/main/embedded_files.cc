#include "main/embedded_files.h"

extern "C" {
extern const char kMotcuaCalendar[], kMotcuaCalendarEnd[];
extern const char kMotcuaUnits[], kMotcuaUnitsEnd[];
extern const char kMotcuaPoints[], kMotcuaPointsEnd[];
extern const char kMotcuaAreas[], kMotcuaAreasEnd[];
extern const char kMotcuaServes[], kMotcuaServesEnd[];
extern const char kMotcuaProcedures[], kMotcuaProceduresEnd[];
extern const char kMotcuaOverlay[], kMotcuaOverlayEnd[];
extern const char kMotcuaArrivals[], kMotcuaArrivalsEnd[];
}

namespace motcua {
namespace {

std::string_view between(const char* from, const char* to) { return {from, static_cast<std::size_t>(to - from)}; }

}  // namespace

std::vector<app::ShippedFile> embedded_files() {
  return {{"calendar.json", between(kMotcuaCalendar, kMotcuaCalendarEnd)},
          {"units.jsonl", between(kMotcuaUnits, kMotcuaUnitsEnd)},
          {"points.jsonl", between(kMotcuaPoints, kMotcuaPointsEnd)},
          {"areas.jsonl.zst", between(kMotcuaAreas, kMotcuaAreasEnd)},
          {"serves.jsonl", between(kMotcuaServes, kMotcuaServesEnd)},
          {"procedures.jsonl.zst", between(kMotcuaProcedures, kMotcuaProceduresEnd)},
          {"procedures-hanoi.jsonl", between(kMotcuaOverlay, kMotcuaOverlayEnd)}};
}

std::string_view embedded_arrivals() { return between(kMotcuaArrivals, kMotcuaArrivalsEnd); }

}  // namespace motcua
