#include "dossier/public_state.h"

namespace dossier {

std::string_view public_state(const State& state, base::Instant now) {
  const bool waiting_late = is_late(state, now) && !state.released_at;
  switch (state.stage) {
    case Stage::kSubmitted:
      return waiting_late ? "check_overdue" : "submitted";
    case Stage::kReceptionRefused:
      return "not_accepted";
    case Stage::kReleased:
      return state.outcome == Outcome::kRefused ? "not_granted" : "ready";
    case Stage::kDelivered:
      return "delivered";
    case Stage::kReceived:
      if (waiting_late) return "overdue";
      return state.boundary_free ? "on_its_way" : "received";
    default:
      return waiting_late ? "overdue" : "in_hand";
  }
}

}  // namespace dossier
