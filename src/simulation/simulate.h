// A stretch of a city's work that nobody did: invented applicants, closed accounts of officers, and dossiers that go
// through the same use cases, decisions and writer as real ones, stamped in the past. Each dossier is marked
// `simulated` for ever. The same seed and arguments give the same journal, byte for byte, on both engines. Reasons:
// docs/adr/0019.
#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/setup.h"
#include "base/result.h"
#include "base/time.h"
#include "store/store.h"

namespace simulation {

struct Settings {
  int days = 90;      // calendar days; people come on the worked ones
  int per_day = 300;  // on an average worked day, all units together
  std::uint64_t seed = 1;
  base::LocalDate from;
  std::optional<int> open;         // about how many are left open at the end; none: as it comes
  std::vector<std::string> units;  // none: every commune, by its population
};

struct Sample {  // to look at
  std::string code;
  std::string secret;
  std::string unit;
  bool delivered = false;
};

struct Report {
  std::int64_t dossiers = 0;
  std::int64_t acts = 0;  // receptions and everything after
  std::int64_t open = 0;
  std::int64_t late = 0;  // open past their due, or released after it
  std::int64_t accounts = 0;
  std::map<std::string, std::int64_t> refused;  // by code: what the rules did not allow
  base::Instant from, until;                    // the last that was written
  bool interrupted = false;
  std::vector<Sample> samples;  // one still open, one delivered
};

struct Input {
  store::Location location;               // opened once before with the machine's own chance, which made the master key
  std::vector<app::ShippedFile> shipped;  // imported first when there is no catalogue
  std::string_view arrivals;              // data/simulation/arrivals.json
  base::Instant now;                      // of the machine
  std::int64_t head = 0;                  // position of the last event of the record
};

struct Watching {
  std::function<void(std::int64_t done, std::int64_t of)> progress;
  const std::atomic<bool>* stop = nullptr;  // ends after the tick that is under way
};

// Refuses simulation_before_last_event, simulation_beyond_now, simulation_without_days, simulation_without_procedures,
// record_holds_real_dossiers, unit_unknown, year_without_calendar, arrivals_malformed and what Record::open does.
base::Result<Report> simulate(const Input& input, const Settings& settings, const Watching& watching);

}  // namespace simulation
