// What people are told of a dossier (practice F), in both languages: a headline, what happened and until when, and what
// they can do; and the name of each thing that happened. Both doors speak with these.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "words/language.h"

namespace words {

struct TrackingFacts {
  std::string point, unit, hotline;
  std::optional<base::Instant> reception_due, received, due, released, delivered;
};

struct TrackingWords {
  std::string headline, message, can;
};

// `public_state` is a word of dossier::public_state. The public is told days, who has the secret also minutes.
TrackingWords tracking_words(std::string_view public_state, const TrackingFacts& facts, bool personal,
                             Language language);

// "DossierReceived" → "Tiếp nhận hồ sơ"; "—" for a kind that has no name.
std::string_view event_text(std::string_view kind, Language language);

std::string day_text(base::LocalDate day);  // "27/11/2026"
std::string minute_text(base::Instant at);  // "16:30 27/11/2026", Hanoi's

}  // namespace words
