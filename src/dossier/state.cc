#include "dossier/state.h"

namespace dossier {
namespace {

std::optional<base::Instant> instant(const base::Json& payload, std::string_view member) {
  const base::Json* found = payload.find(member);
  if (found == nullptr || !found->is_integer()) return std::nullopt;
  return base::instant_from_micros(found->integer());
}

OpenStep step(const State& state, std::string name, const std::string& unit, std::optional<base::Instant> due) {
  return {.token = state.version, .step = std::move(name), .unit = unit, .assignee = {}, .due = due};
}

// What submission and reception both tell: everything that is pinned from the first moment.
void open_file(State& state, const base::Json& payload) {
  state.procedure = payload.text("procedure");
  state.procedure_version = payload.number("procedure_version");
  state.case_id = payload.text("case");
  state.channel = payload.text("channel");
  state.point = payload.text("point");
  state.receiving_unit = payload.text("receiving_unit");
  state.publicity = payload.text("publicity");
  state.simulated = payload.flag("simulated");
  state.particulars = payload.text("particulars_item");
  state.secret = payload.text("secret_item");
  state.accountable_unit = state.receiving_unit;
  state.pinned = payload;
}

void submitted(State& state, const base::Json& payload, const When& when) {
  open_file(state, payload);
  state.stage = Stage::kSubmitted;
  state.submission = payload.text("submission");
  state.submitted_at = when.legal;
  state.reception_due = instant(payload, "reception_due");
  state.open_steps = {step(state, "reception", state.receiving_unit, state.reception_due)};
}

void received(State& state, const base::Json& payload, const When& when, std::string_view account) {
  open_file(state, payload);
  state.stage = Stage::kReceived;
  state.code = payload.text("code");
  state.received_at = when.legal;
  state.received_by = account;
  const base::Json* competence = payload.find("competence");
  if (competence != nullptr) {
    state.competent_unit = competence->text("competent_unit");
    state.deciding_unit = competence->text("deciding_unit");
  }
  state.boundary_free = payload.flag("boundary_free");
  state.same_officer_may_decide = payload.flag("same_officer_may_decide");
  state.master_system = payload.text("master_system");
  state.statutory_due = instant(payload, "statutory_due");
  state.promised_due = instant(payload, "promised_due");
  state.calendar_version = payload.text("calendar_version");
  state.open_steps = {step(state, "hand_over", state.receiving_unit, instant(payload, "hand_over_due"))};
}

void handed_over(State& state, const base::Json& payload, const When& when) {
  state.stage = Stage::kHandedOver;
  state.handed_over_at = when.legal;
  state.accountable_unit = state.deciding_unit;
  if (const auto due = instant(payload, "statutory_due")) state.statutory_due = due;
  state.open_steps = {step(state, "decision", state.deciding_unit, state.statutory_due)};
}

void decided(State& state, Outcome outcome, const When& when) {
  state.stage = Stage::kDecided;
  state.outcome = outcome;
  state.decided_at = when.legal;
  state.open_steps = {step(state, "release", state.deciding_unit, state.statutory_due)};
}

void released(State& state, const base::Json& payload, const When& when) {
  state.stage = Stage::kReleased;
  if (!state.released_at) state.released_at = when.legal;
  state.results.push_back({payload.text("result_item"), payload.text("result_kind"), when.legal, std::nullopt});
  state.open_steps = {step(state, "delivery", state.receiving_unit, state.promised_due)};
}

void delivered(State& state, const When& when) {
  for (ResultItem& result : state.results) {
    if (!result.delivered_at) result.delivered_at = when.legal;
  }
  state.stage = Stage::kDelivered;
  state.delivered_at = when.legal;
  state.open_steps.clear();
}

struct Label {
  std::string_view vi;
  std::string_view en;
};

// The list sent to the national portal (domain §2.4).
constexpr Label kLabels[] = {{"", ""},
                             {"Mới đăng ký", "Newly registered"},
                             {"Được tiếp nhận", "Accepted"},
                             {"Không được tiếp nhận", "Not accepted"},
                             {"Đang xử lý", "Being processed"},
                             {"Yêu cầu bổ sung giấy tờ", "More papers requested"},
                             {"Yêu cầu thực hiện nghĩa vụ tài chính", "Financial obligation to be met"},
                             {"Công dân yêu cầu rút hồ sơ", "Withdrawal requested"},
                             {"Dừng xử lý", "Stopped"},
                             {"Đã xử lý xong", "Processing finished"},
                             {"Đã trả kết quả", "Result delivered"}};

const Label& label(int national_state) {
  return kLabels[national_state >= 1 && national_state <= 10 ? national_state : 0];
}

}  // namespace

State evolve(State state, std::string_view kind, const base::Json& payload, const When& when,
             std::string_view account) {
  ++state.version;
  if (kind == "DossierSubmitted") submitted(state, payload, when);
  if (kind == "DossierReceived") received(state, payload, when, account);
  if (kind == "DossierHandedOver") handed_over(state, payload, when);
  if (kind == "DossierApproved") decided(state, Outcome::kApproved, when);
  if (kind == "DossierRefused") decided(state, Outcome::kRefused, when);
  if (kind == "ResultReleased") released(state, payload, when);
  if (kind == "ResultDelivered") delivered(state, when);
  if (kind == "ReceptionRefused") {
    state.stage = Stage::kReceptionRefused;
    state.open_steps.clear();
  }
  if (kind == "DossierAssigned") {
    state.handler = payload.text("account");
    for (OpenStep& open : state.open_steps) open.assignee = state.handler;
  }
  return state;
}

int national_state(const State& state) {
  switch (state.stage) {
    case Stage::kNone:
      return 0;
    case Stage::kSubmitted:
      return 1;
    case Stage::kReceived:
      return 2;
    case Stage::kReceptionRefused:
      return 3;
    case Stage::kHandedOver:
    case Stage::kDecided:
      return 4;
    case Stage::kReleased:
      return 9;
    case Stage::kDelivered:
      return 10;
  }
  return 0;
}

std::string_view national_label(int national_state) { return label(national_state).vi; }
std::string_view national_label_en(int national_state) { return label(national_state).en; }

bool is_open(const State& state) {
  return state.stage != Stage::kNone && state.stage != Stage::kReceptionRefused && state.stage != Stage::kDelivered;
}

bool is_late(const State& state, base::Instant now) {
  if (state.stage == Stage::kReceptionRefused) return false;
  const auto& due = state.stage == Stage::kSubmitted ? state.reception_due
                    : state.statutory_due            ? state.statutory_due
                                                     : state.promised_due;
  return due && state.released_at.value_or(now) > *due;
}

}  // namespace dossier
