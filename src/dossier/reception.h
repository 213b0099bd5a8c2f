// Taking a dossier in: may this procedure be received here, now, over this channel, and what is promised for it?
// Decree 118/2025 art. 17 (reception), 18 (hand-over), 309/2026 (boundary-free start). Pure: the catalogue, the
// calendar and the instants are passed in.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "base/time.h"
#include "calendar/calendar.h"
#include "catalog/catalog.h"
#include "dossier/state.h"
#include "dossier/warning.h"

namespace dossier {

struct PaperTaken {
  std::string paper;  // id in the version
  std::string kind;   // original | copy | electronic | shown
  std::int64_t quantity = 1;
};

struct FeeTaken {
  std::string line;  // id in the version
  std::int64_t quantity = 1;
  bool paid = false;
};

// What the counter, the post desk or the portal asks for. Particulars are not here: they go sealed beside it.
struct ReceptionRequest {
  std::string procedure;
  std::string case_id;
  catalog::Channel channel = catalog::Channel::kCounter;
  std::string point;
  catalog::Place place;
  std::string applicant_kind;  // person | household_business | organisation | foreigner
  bool has_submitter = false;
  bool has_subject = false;
  std::string delivery_way;  // electronic | post | desk
  bool has_delivery_address = false;
  std::vector<PaperTaken> papers;
  std::vector<FeeTaken> fees;
  std::int64_t sets = 1;
  std::map<std::string, std::string> facts;  // answers that rules of competence ask for
  bool simulated = false;                    // of nobody: made by the simulator, marked for ever
};

// Settings that no verified source fixes: [K] and [I] of domain.md.
struct ReceptionSettings {
  int reception_working_hours = 8;        // to answer an online submission [V: domain S1]
  int hand_over_cutoff_minute = 15 * 60;  // paper taken after it is handed over next morning (art 18.2)
  int most_minutes_since_check = 60;      // how long before the receipt the check of the papers may have ended [I]
};

// The terms a dossier is received under; pinned in the event.
struct Terms {
  const catalog::PublishedProcedure* procedure = nullptr;
  const catalog::ExecutionCase* execution_case = nullptr;
  const catalog::Point* point = nullptr;
  catalog::Competence competence;
  bool boundary_free = false;
  std::optional<base::Instant> start, statutory_due, promised_due, hand_over_due, reception_due;
  std::string calendar_version;
  std::vector<Warning> warnings;
};

// Everything that keeps a procedure from being received: codes procedure_stale, procedure_foreign,
// procedure_announcement, limit_not_stated, limit_ambiguous, limit_tied_to_event, competence_unknown. Empty:
// receivable.
std::vector<base::Refusal> why_not_receivable(const catalog::Catalog& catalog,
                                              const catalog::ProcedureVersion& version);

// Refuses procedure_unknown, procedure_not_valid, the codes above, case_needed, case_unknown, channel_not_offered,
// point_unknown, point_closed, paper_unknown, fee_line_unknown, delivery_address_needed, quantity_invalid, and what the
// search for the competent unit and the calendar refuse. `where` is the JSON pointer of the request body.
base::Result<Terms> terms_of_reception(const catalog::Catalog& catalog, const ReceptionRequest& request,
                                       base::Instant received_at, const ReceptionSettings& settings);

// The same for an online submission that is accepted now: the dates count from this reception.
base::Result<Terms> terms_of_submitted(const catalog::Catalog& catalog, const ReceptionRequest& request,
                                       base::Instant received_at, const ReceptionSettings& settings);

struct SealedRef {  // how an event names a vault item
  std::string item;
  std::string commitment;
};

// The event of a reception at the desk or by post (needs `code`), or of an online submission (needs `submission`).
Happened received_event(const ReceptionRequest& request, const Terms& terms, std::string_view code,
                        const SealedRef& particulars, const SealedRef& secret);
Happened submitted_event(const ReceptionRequest& request, const Terms& terms, std::string_view submission,
                         const SealedRef& particulars, const SealedRef& secret);

// The request that a pinned submission stands for, so that receiving it later decides by the same rules.
ReceptionRequest request_from_pinned(const base::Json& pinned);

}  // namespace dossier
