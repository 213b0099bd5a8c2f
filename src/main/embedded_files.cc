#include "main/embedded_files.h"

extern "C" {
extern const char motcua_calendar[], motcua_calendar_end[];
extern const char motcua_units[], motcua_units_end[];
extern const char motcua_points[], motcua_points_end[];
extern const char motcua_areas[], motcua_areas_end[];
extern const char motcua_serves[], motcua_serves_end[];
extern const char motcua_procedures[], motcua_procedures_end[];
extern const char motcua_overlay[], motcua_overlay_end[];
}

namespace motcua {
namespace {

std::string_view between(const char* from, const char* to) { return {from, static_cast<std::size_t>(to - from)}; }

}  // namespace

std::vector<app::ShippedFile> embedded_files() {
  return {{"calendar.json", between(motcua_calendar, motcua_calendar_end)},
          {"units.jsonl", between(motcua_units, motcua_units_end)},
          {"points.jsonl", between(motcua_points, motcua_points_end)},
          {"areas.jsonl.zst", between(motcua_areas, motcua_areas_end)},
          {"serves.jsonl", between(motcua_serves, motcua_serves_end)},
          {"procedures.jsonl.zst", between(motcua_procedures, motcua_procedures_end)},
          {"procedures-hanoi.jsonl", between(motcua_overlay, motcua_overlay_end)}};
}

}  // namespace motcua
