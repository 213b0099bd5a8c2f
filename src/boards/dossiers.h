// One row per dossier, as its events leave it: what tracking, the public register and the worklists read. Live: folded
// in the transaction of each act. No personal data: persons are in the vault, named by item.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/rights.h"
#include "dossier/state.h"
#include "store/store.h"
#include "store/table.h"

namespace boards {

class Dossiers final : public store::Board {
 public:
  const store::Table& table() const override;
  std::optional<std::string> key(const store::Event& event) const override;
  Folded fold(const store::Event& event, const std::optional<store::Row>& current,
              const store::Words& words) const override;
};

// A row with its stream. `state.pinned` is not on the board: read the stream for it.
struct DossierRow {
  std::string stream;
  dossier::State state;
};

// By code, or by submission number while there is no code.
std::optional<DossierRow> find_dossier(store::Read& read, std::string_view code_or_submission);

struct Page {
  std::vector<DossierRow> rows;
  std::string next;  // cursor; empty: no more
};

struct RegisterFilter {
  std::string unit;                                    // competent, or of the receiving point; empty: any
  std::optional<std::vector<std::string>> procedures;  // codes; none said: any
  std::optional<base::Instant> from, until;            // received in [from, until)
  int national_state = 0;                              // 0: any
  std::optional<bool> late;                            // as dossier::is_late says at `now`
  base::Instant now;
};

// The open register: dossiers of procedures whose publicity is full, newest first, without online ones not yet
// accepted. Refuses cursor_malformed.
base::Result<Page> register_page(store::Read& read, const RegisterFilter& filter, std::string_view after, int most);

struct WorklistCounts {
  std::int64_t open = 0;
  std::int64_t late = 0;
  std::int64_t today = 0;  // falls due before the end of the local day and is not late
};

// What of a worklist is asked for; pages and counts of the same one agree.
struct WorklistPart {
  int national_state = 0;    // 0: any
  std::optional<bool> late;  // as dossier::is_late
};

// Open dossiers that the unit is accountable for and that stand in the sight, by what falls due first; none due last.
// Refuses cursor_malformed.
base::Result<Page> worklist_page(store::Read& read, std::string_view unit, const rights::Sight& sight,
                                 const WorklistPart& part, base::Instant now, std::string_view after, int most);
WorklistCounts worklist_counts(store::Read& read, std::string_view unit, const rights::Sight& sight,
                               const WorklistPart& part, base::Instant now);

// Whether there is a dossier that the simulator did not make.
bool holds_real_dossier(store::Read& read);

}  // namespace boards
