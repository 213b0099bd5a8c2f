// Which of the public words a dossier stands at (practice F): what people are told of it, whoever asks. The sentences
// are in words/tracking_text.h. Pure.
#pragma once
#include <string_view>

#include "base/time.h"
#include "dossier/state.h"

namespace dossier {

// "submitted", "check_overdue", "received", "on_its_way", "not_accepted", "in_hand", "overdue", "ready", "not_granted",
// "delivered".
std::string_view public_state(const State& state, base::Instant now);

}  // namespace dossier
