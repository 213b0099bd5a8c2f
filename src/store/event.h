// The event envelope: opaque to this room but for its frame. Hash = SHA-256(0x00 ‖ RFC 8785 form of everything but
// position and hash), see docs/adr/0001. Instants are microseconds UTC.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "base/time.h"

namespace store {

// How long and deep what the record has kept may be: written by one program and read by all later ones, and sealed
// words may be longer than the body they came in, as NFC takes some letters apart. Generous, but bounded.
inline constexpr base::JsonLimits kKept{.bytes = 16 << 20, .depth = 64};

// What a decision wants recorded.
struct NewEvent {
  std::string stream;  // "kind/UUIDv7"
  std::string kind;    // past tense
  int schema = 1;
  std::optional<base::Instant> occurred_at;  // the legal instant, ≤ at
  base::Json ground;                         // {"kind": "paper_register|offline|post|portal", "reference"?}; null: none
  base::Json actor;                          // {"account","role","unit"} or {"system": rule}
  std::string basis;                         // legal basis; empty: none
  base::Json payload;
};

struct Event {
  std::int64_t position = 0;  // dense, from 1
  std::string stream;
  std::int64_t version = 0;  // per stream, from 1
  std::string kind;
  int schema = 1;
  base::Instant at;  // recorded, monotone
  std::optional<base::Instant> occurred_at;
  base::Json ground;
  base::Json actor;
  std::string basis;
  base::Json payload;
  std::string salt;  // 16 bytes, lower hex
  std::string hash;  // lower hex

  base::Instant legal_instant() const { return occurred_at.value_or(at); }
};

std::string_view stream_kind(std::string_view stream);  // "dossier" of "dossier/0192…"

std::string envelope_text(const Event& event);  // the canonical text that is stored and hashed
std::string envelope_hash(std::string_view text);

// Reads a stored envelope. Refuses envelope_malformed.
base::Result<Event> event_from_text(std::int64_t position, std::string_view text, std::string_view hash);

}  // namespace store
