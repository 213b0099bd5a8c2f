#include "dossier/acts.h"

namespace dossier {
namespace {

base::Json reference(const SealedRef& sealed) {
  return base::Json().set("item", sealed.item).set("commitment", sealed.commitment);
}

tl::unexpected<base::Refusal> out_of_order(const State& state, std::string_view act) {
  return base::refuse("out_of_order", {{"state", std::to_string(national_state(state))}, {"act", std::string(act)}});
}

// A boundary-free dossier's own limit runs from its arrival in the competent unit's queue (Decree 309/2026), while the
// promise printed on form 01 stays as it is.
base::Result<std::optional<base::Instant>> due_from_arrival(const State& state, base::Instant arrived,
                                                            const calendar::Calendar* calendar) {
  const std::string limit_text = state.pinned.find("limit") == nullptr ? "" : state.pinned.find("limit")->text("limit");
  if (!state.boundary_free || limit_text.empty()) return std::optional<base::Instant>();
  const auto limit = calendar::parse_limit(limit_text);
  if (!limit) return tl::unexpected(limit.error());
  calendar::CountSettings settings;
  if (const std::string cutoff = state.pinned.find("limit")->text("cutoff"); !cutoff.empty()) {
    const auto parsed = calendar::parse_cutoff(cutoff);
    if (!parsed) return tl::unexpected(parsed.error());
    settings.cutoff = *parsed;
  }
  const auto due = calendar::deadline(*calendar, state.deciding_unit, arrived, *limit, settings);
  if (!due) return tl::unexpected(due.error());
  return std::optional<base::Instant>(due->due);
}

struct Decider {
  const State& state;
  base::Instant occurred_at;
  const calendar::Calendar* calendar;

  base::Result<Happened> operator()(const HandOver&) const {
    if (state.stage != Stage::kReceived) return out_of_order(state, "hand-over");
    const auto due = due_from_arrival(state, occurred_at, calendar);
    if (!due) return tl::unexpected(due.error());
    base::Json payload = base::Json().set("from", state.receiving_unit).set("to", state.deciding_unit);
    if (*due) payload.set("statutory_due", base::to_micros(**due));
    return Happened{"DossierHandedOver", std::move(payload)};
  }

  base::Result<Happened> operator()(const Assign& act) const {
    if (state.stage != Stage::kHandedOver) return out_of_order(state, "assign");
    if (state.handler == act.account) return base::refuse("already_done", {{"act", "assign"}});
    // Two take an unassigned dossier at once: the second must not take it from the first without knowing.
    if (!state.handler.empty() && !act.holder_seen) return base::refuse("already_held", {}, "/account");
    return Happened{"DossierAssigned", base::Json().set("account", act.account)};
  }

  base::Result<Happened> operator()(const Approve& act) const {
    if (state.outcome == Outcome::kApproved) return base::refuse("already_done", {{"act", "approve"}});
    if (state.stage != Stage::kHandedOver) return out_of_order(state, "approve");
    base::Json payload = base::Json().set("unit", state.deciding_unit);
    if (act.note) payload.set("note", reference(*act.note));
    return Happened{"DossierApproved", std::move(payload)};
  }

  // A refusal is a written answer within the limit, entered as a result (Decree 61/2018 art. 19.8).
  base::Result<Happened> operator()(const Refuse& act) const {
    if (state.outcome == Outcome::kRefused) return base::refuse("already_done", {{"act", "refuse"}});
    if (state.stage != Stage::kHandedOver) return out_of_order(state, "refuse");
    return Happened{
        "DossierRefused",
        base::Json().set("unit", state.deciding_unit).set("reason", reference(act.reason)).set("basis", act.basis)};
  }

  base::Result<Happened> operator()(const Release& act) const {
    if (state.stage != Stage::kDecided && state.stage != Stage::kReleased) return out_of_order(state, "release");
    if (state.outcome == Outcome::kRefused && !state.results.empty()) {
      return base::refuse("already_done", {{"act", "release"}});
    }
    return Happened{"ResultReleased",
                    base::Json()
                        .set("result_item", act.result.item)
                        .set("commitment", act.result.commitment)
                        .set("result_kind", state.outcome == Outcome::kApproved ? "positive" : "negative")};
  }

  base::Result<Happened> operator()(const Deliver& act) const {
    if (state.stage != Stage::kReleased) return out_of_order(state, "deliver");
    base::Json payload = base::Json().set("method", act.method).set("to", act.to);
    if (act.note) payload.set("note", reference(*act.note));
    return Happened{"ResultDelivered", std::move(payload)};
  }

  base::Result<Happened> operator()(const RefuseReception& act) const {
    if (state.stage != Stage::kSubmitted) return out_of_order(state, "refuse-reception");
    return Happened{"ReceptionRefused", base::Json().set("reason", reference(act.reason)).set("basis", act.basis)};
  }
};

struct Named {
  std::string_view operator()(const HandOver&) const { return "hand-over"; }
  std::string_view operator()(const Assign&) const { return "assign"; }
  std::string_view operator()(const Approve&) const { return "approve"; }
  std::string_view operator()(const Refuse&) const { return "refuse"; }
  std::string_view operator()(const Release&) const { return "release"; }
  std::string_view operator()(const Deliver&) const { return "deliver"; }
  std::string_view operator()(const RefuseReception&) const { return "refuse-reception"; }
};

}  // namespace

// No act may be dated before the reception that opened the file.
base::Result<Happened> decide(const State& state, const Act& act, base::Instant occurred_at,
                              const calendar::Calendar* calendar) {
  const auto opened = state.received_at ? state.received_at : state.submitted_at;
  if (opened && occurred_at < *opened) return base::refuse("occurred_before_reception", {}, "/occurred_at");
  return std::visit(Decider{state, occurred_at, calendar}, act);
}

std::vector<std::string_view> acts_possible(const State& state) {
  switch (state.stage) {
    case Stage::kSubmitted:
      return {"receive", "refuse-reception"};
    case Stage::kReceived:
      return {"hand-over"};
    case Stage::kHandedOver:
      return {"assign", "approve", "refuse"};
    case Stage::kDecided:
      return {"release"};
    case Stage::kReleased:
      return state.outcome == Outcome::kApproved ? std::vector<std::string_view>{"release", "deliver"}
                                                 : std::vector<std::string_view>{"deliver"};
    case Stage::kNone:
    case Stage::kReceptionRefused:
    case Stage::kDelivered:
      return {};
  }
  return {};
}

std::string_view act_name(const Act& act) { return std::visit(Named{}, act); }

}  // namespace dossier
