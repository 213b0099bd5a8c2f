// The pure rooms on the shipped data: counting a deadline, reading a crawled record, searching the catalogue. Figures
// are reported, never judged here (docs/performance.md).
#include <benchmark/benchmark.h>

#include <fstream>
#include <sstream>
#include <vector>

#include "calendar/calendar.h"
#include "catalog/catalog.h"
#include "catalog/procedure_import.h"
#include "catalog/search.h"

namespace {

std::string text_of(const char* path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::vector<std::string> records() {
  std::ifstream stream(MOTCUA_SOURCE_DIR "/tests/data/procedures/page-records.jsonl");
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

void deadline(benchmark::State& state) {
  const auto json =
      base::parse_json(text_of(MOTCUA_SOURCE_DIR "/data/calendar/calendar.json"), {.bytes = 8U << 20, .depth = 32});
  const auto hanoi = calendar::calendar_from_json(json.value()).value();
  const auto received = base::parse_local_instant("2026-08-21T09:00").value();
  const calendar::Limit limit{calendar::LimitUnit::kWorkingDay, static_cast<int>(state.range(0))};
  for (auto _ : state) benchmark::DoNotOptimize(calendar::deadline(hanoi, "", received, limit));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(deadline)->Arg(1)->Arg(7)->Arg(103);

void import_record(benchmark::State& state) {
  const auto lines = records();
  std::size_t next = 0;
  for (auto _ : state) benchmark::DoNotOptimize(catalog::import_procedure(lines[next++ % lines.size()]));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(import_record);

void search(benchmark::State& state) {
  catalog::Catalog catalog;
  std::int64_t version = 0;
  for (const std::string& line : records()) {
    const auto imported = catalog::import_procedure(line);
    if (!imported) continue;
    // Thirty copies under other codes: a catalogue of the real size.
    for (int copy = 0; copy < 30; ++copy) {
      catalog::ProcedureVersion procedure = imported->procedure;
      procedure.code = std::to_string(copy) + procedure.code.substr(1);
      catalog.fold("ProcedurePublished", ++version, {}, catalog::to_json(procedure));
    }
  }
  const catalog::SearchIndex index(catalog, base::parse_date("2026-11-25").value());
  const std::vector<std::string> queries = {"dang ky khai sinh", "đăng ký khai sinh", "cấp bản s", "thue"};
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(index.find({.words = queries[next++ % queries.size()],
                                         .field = {},
                                         .level = {},
                                         .announcements = false,
                                         .after = {},
                                         .most = 20}));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(search);

}  // namespace
