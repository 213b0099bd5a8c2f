// An administrative procedure (thủ tục hành chính) as one published version says it: who may ask for what, in which
// cases, over which channels, within which limit, for which fees, with which papers. A dossier is pinned to the version
// that it was received under. Sources: national procedure database (Decree 63/2010 and successors); shapes from the
// portal's executionMethods / executionCases.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "calendar/limit.h"

namespace catalog {

enum class Level { kMinistry, kProvince, kDistrict, kCommune, kOther };
enum class Channel { kCounter, kOnline, kPost };

// What the source says of the limit. Only kStated and kNoneDue (and kTiedToEvent with an event) let a dossier in.
enum class LimitKind { kStated, kNotStated, kAmbiguous, kNoneDue, kTiedToEvent };

// Whether a value is as confirmed by the controller, or assumed at import and shown as such.
enum class Trust { kConfirmed, kAssumed, kDoubtful, kUnknown };

enum class Publicity { kFull, kCountOnly, kNone };
enum class TakenAt { kOwnUnit, kAnyPointInCity, kNationwide, kHelpedOnline, kNotHere };

// Why a record can be read but not received; kReceivable otherwise.
enum class Standing { kReceivable, kStale, kForeign, kAnnouncement };

struct StatedLimit {
  LimitKind kind = LimitKind::kNotStated;
  std::optional<calendar::Limit> limit;  // only with kStated
  Trust trust = Trust::kUnknown;
  std::string text;                    // as the source prints it, NFC
  std::string basis;                   // article or quoted sentence
  std::vector<calendar::Limit> found;  // all values, when kAmbiguous
};

enum class FeeStatus { kStated, kFree, kUnknown };

struct FeeLine {
  std::string id;     // unique in the version: "online-1"
  std::string label;  // "Lệ phí"
  FeeStatus status = FeeStatus::kUnknown;
  std::int64_t amount_minor = 0;  // in the currency's minor unit: whole đồng, cents
  std::string currency = "VND";
  std::string per;   // "trang", "bản sao"; empty: once
  std::string tier;  // "từ trang thứ 3"
  std::optional<std::int64_t> cap_minor;
  std::optional<Channel> channel;  // none: all
  std::string case_id;             // empty: all
  std::string exemption;           // text that frees somebody
  std::string text;                // as the source prints it
  Trust trust = Trust::kUnknown;
};

struct ChannelRule {
  Channel channel = Channel::kCounter;
  std::string limit_text;  // as printed for this channel
  std::string note;
};

enum class PaperGroupKind { kCase, kSubmit, kShow, kAuthority, kNote };

struct Paper {
  std::string id;  // unique in the version: "p3"
  std::string name;
  int originals = 0;
  int copies = 0;
  std::string form;   // the form's number or file name
  bool note = false;  // 0 original and 0 copy: a remark, never on the checklist
};

struct PaperGroup {
  std::string heading;
  PaperGroupKind kind = PaperGroupKind::kSubmit;
  std::vector<Paper> papers;
};

// One way the procedure can go (trường hợp thực hiện); a version has at least one, id "1" when the source names none.
struct ExecutionCase {
  std::string id;
  std::string name;
  StatedLimit limit;
  std::optional<calendar::Cutoff> cutoff;
  std::string start = "complete";  // complete | complete_and_fee | arrival | event
};

struct ResultKind {
  std::string code;  // may be empty
  std::string name;
};

struct ProcedureVersion {
  std::string code;  // "1.001193"
  std::string name;  // NFC
  std::string field;
  std::vector<Level> levels;  // a search facet, never routing (practice B2)
  std::vector<std::string> audience;
  std::vector<std::string> agencies;  // names from the dictionary, or the cleaned text
  std::string agency_text;            // as printed
  std::vector<ChannelRule> channels;
  std::vector<ExecutionCase> cases;
  std::vector<FeeLine> fees;
  std::vector<PaperGroup> papers;
  std::vector<ResultKind> results;
  std::vector<std::string> legal_basis;  // document numbers
  std::string decision_no;
  std::string conditions;  // long text; empty in what ships
  std::string steps;       // long text; empty in what ships
  std::string portal_url;
  std::optional<base::LocalDate> valid_from;  // unknown for every crawled record: never invented
  std::optional<base::LocalDate> valid_to;    // exclusive
  std::optional<base::LocalDate> seen_from;   // the day of the crawl
  std::string source;                         // "portal-2026" | "overlay-hanoi" | "controller"
  Standing standing = Standing::kReceivable;
  std::string standing_reason;  // the words that make it stale or foreign
  Publicity publicity = Publicity::kFull;
  Trust publicity_trust = Trust::kAssumed;
  TakenAt taken_at = TakenAt::kOwnUnit;
  std::string boundary_free_basis;
  bool same_officer_may_decide = false;  // certified copies (practice G19)
  bool needs_result_address = true;      // Hanoi posts results since 2026-01-01
  std::string master_system;             // empty: this system
  std::vector<std::string> problems;     // codes of the import report that remain
};

// The JSON of a version: the payload of ProcedurePublished and the project's own import format
// (data/schema/procedure.schema.json). Reading refuses field_missing (field), field_wrong_type (expected),
// value_unknown (value), date_malformed, limit_malformed, cutoff_malformed, id_twice (id), case_unknown (case),
// procedure_code_malformed (code), limit_without_value, with `where` a JSON pointer. Members that are not of the format
// are left alone: a caller may carry its own beside them.
base::Json to_json(const ProcedureVersion& version);
base::Result<ProcedureVersion> procedure_from_json(const base::Json& json);

// The members of that JSON but `problems`, which only an import writes.
std::span<const std::string_view> procedure_members();

const ExecutionCase* find_case(const ProcedureVersion& version, std::string_view id);  // "" finds an only case
bool offers(const ProcedureVersion& version, Channel channel);

std::string_view to_text(Channel channel);  // "counter", "online", "post"
base::Result<Channel> channel_from_text(std::string_view text);
std::string_view to_text(Level level);  // "ministry", "province", "district", "commune", "other"
std::string_view to_text(PaperGroupKind kind);
std::string_view to_text(FeeStatus status);
std::string_view to_text(LimitKind kind);
std::string_view to_text(Trust trust);
std::string_view to_text(Publicity publicity);
std::string_view to_text(TakenAt taken_at);
std::string_view to_text(Standing standing);

}  // namespace catalog
