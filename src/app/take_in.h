// Taking a dossier in: at the counter and by post it is received and gets its code; online it is only submitted (state
// 1) and is received by the act `receive`. Five identical posts with one key make one dossier.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/record.h"
#include "base/json.h"
#include "dossier/reception.h"
#include "dossier/warning.h"

namespace app {

// How a legal instant before the recorded one is grounded: {"kind": paper_register | offline_block | post | portal,
// "reference"}. Written "post BC-17/2026" at the edge. Refuses ground_malformed.
base::Result<base::Json> ground_from_text(std::string_view text);
std::string ground_text(const base::Json& ground);

struct Intake {
  std::string account;  // empty: nobody signed in (online)
  dossier::ReceptionRequest request;
  base::Json particulars;  // {"applicant","submitter"?,"subject"?,"delivery":{"way","address"?},"answers"}: goes sealed
  std::optional<base::Instant> occurred_at;
  base::Json ground;
  std::optional<base::Instant> checked_at;  // when the check at the counter ended; becomes the legal instant
  std::vector<dossier::Warning> warnings;   // found while reading the particulars
  std::optional<store::IdempotencyKey> key;
};

struct TakenIn {
  store::Event event;  // DossierReceived or DossierSubmitted
  base::Json particulars;
  std::string secret;
};

using ThenTakenIn = std::function<void(base::Result<TakenIn>, std::int64_t position)>;

// Answers later, on a thread for answers. Refuses what access, dossier::terms_of_reception and
// dossier::may_count_from_check refuse, checked_and_occurred, idempotency_conflict, code_setting_missing, and the
// writer's refusals.
void take_in(Record& record, Intake intake, ThenTakenIn then);

// The dossier as it would be after this intake, without its number; and what the officer would be warned of.
struct Checked {
  dossier::State state;
  std::vector<dossier::Warning> warnings;
};

// The decision of take_in as of now for a reception at the counter or by post. Nothing is written: no event, serial,
// vault item or idempotency key. Refuses what take_in refuses, and value_unknown for the channel online.
base::Result<Checked> check_intake(Record& record, const Intake& intake);

// The warnings that the event keeps: [{"code","facts"?,"where"?}].
base::Json to_json(const std::vector<dossier::Warning>& warnings);
std::vector<dossier::Warning> warnings_from_json(const base::Json& json);

// "H26.00004-261125-0001": agency of the receiving point's unit, local day of the legal instant, serial of that day.
// Refuses code_setting_missing.
base::Result<std::string> next_code(store::Batch& batch, const catalog::Catalog& catalog, const catalog::Point& point,
                                    base::Instant legal);

}  // namespace app
