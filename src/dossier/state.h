// A dossier (hồ sơ) as its events say it is: who has it, how far it is, what was promised. Received, decided, released
// and delivered are separate facts; the national state 1–10 (domain §2.4) is read off them. No personal data: what
// belongs to a person is named by vault item ids.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/time.h"

namespace dossier {

// Where a dossier stands; the order is the order of the main road.
enum class Stage { kNone, kSubmitted, kReceptionRefused, kReceived, kHandedOver, kDecided, kReleased, kDelivered };

enum class Outcome { kOpen, kApproved, kRefused };

struct OpenStep {  // from the first commit a list, so that parallel steps need no new model
  std::int64_t token = 0;
  std::string step;  // "reception", "decision", "delivery"
  std::string unit;
  std::string assignee;  // account; empty: the unit's queue
  std::optional<base::Instant> due;
};

struct ResultItem {  // results are a list (practice B14)
  std::string id;    // vault item that holds title and number
  std::string kind;  // "positive" | "negative"
  base::Instant released_at;
  std::optional<base::Instant> delivered_at;
};

struct State {
  Stage stage = Stage::kNone;
  Outcome outcome = Outcome::kOpen;
  std::int64_t version = 0;
  bool simulated = false;

  std::string code;        // given at reception
  std::string submission;  // online: the number before there is a code
  std::string procedure;
  std::int64_t procedure_version = 0;
  std::string case_id;
  std::string channel;
  std::string point;
  std::string receiving_unit;
  std::string competent_unit;
  std::string deciding_unit;     // the delegate, else the competent unit
  std::string accountable_unit;  // exactly one until the end
  std::string handler;           // account
  std::string master_system;
  std::string received_by;  // account
  bool boundary_free = false;
  bool same_officer_may_decide = false;
  std::string publicity = "full";

  std::optional<base::Instant> submitted_at, reception_due, received_at, handed_over_at, decided_at, released_at,
      delivered_at;  // legal instants
  std::optional<base::Instant> statutory_due, promised_due;
  std::string calendar_version;

  std::string particulars;  // vault items
  std::string secret;
  std::vector<ResultItem> results;
  std::vector<OpenStep> open_steps;
  base::Json pinned;  // limit, competence, papers, fees, sets, delivery way … exactly as the event has them
};

// What happened, as far as the dossier knows: the journal adds stream, version, actor and instants.
struct Happened {
  std::string kind;
  base::Json payload;
};

struct When {
  base::Instant legal;     // occurred_at, else recorded
  base::Instant recorded;  // at
};

inline constexpr std::string_view kEventKinds[] = {"DossierSubmitted",  "DossierReceived", "ReceptionRefused",
                                                   "DossierHandedOver", "DossierAssigned", "DossierApproved",
                                                   "DossierRefused",    "ResultReleased",  "ResultDelivered"};

// state + event → state. Events are trusted: they were checked when they were decided.
State evolve(State state, std::string_view kind, const base::Json& payload, const When& when, std::string_view account);

int national_state(const State& state);               // 1–10; 0 for none
std::string_view national_label(int national_state);  // "Được tiếp nhận"
std::string_view national_label_en(int national_state);

bool is_open(const State& state);  // somebody still has to act

// Past its due without a released result, or released after it; before reception, past the reception's due.
bool is_late(const State& state, base::Instant now);

}  // namespace dossier
