#include "store/event.h"

#include "base/hash.h"

namespace store {
namespace {

bool known_member(std::string_view name, const base::Json& value) {
  if (name == "stream" || name == "kind" || name == "salt" || name == "basis") return value.is_string();
  if (name == "version" || name == "schema" || name == "at" || name == "occurred_at") return value.is_integer();
  return name == "actor" || name == "ground" || name == "payload";
}

bool well_formed(const base::Json& envelope) {
  if (!envelope.is_object()) return false;
  for (const auto& [name, value] : envelope.object()) {
    if (!known_member(name, value)) return false;
  }
  for (std::string_view needed : {"stream", "kind", "salt", "version", "schema", "at"}) {
    if (envelope.find(needed) == nullptr) return false;
  }
  return true;
}

base::Json member_or_null(const base::Json& envelope, std::string_view name) {
  const base::Json* found = envelope.find(name);
  return found ? *found : base::Json();
}

}  // namespace

std::string_view stream_kind(std::string_view stream) { return stream.substr(0, stream.find('/')); }

std::string envelope_text(const Event& event) {
  base::Json envelope;
  if (!event.actor.is_null()) envelope.set("actor", event.actor);
  envelope.set("at", base::to_micros(event.at));
  envelope.set_text("basis", event.basis);
  if (!event.ground.is_null()) envelope.set("ground", event.ground);
  envelope.set("kind", event.kind);
  if (event.occurred_at) envelope.set("occurred_at", base::to_micros(*event.occurred_at));
  if (!event.payload.is_null()) envelope.set("payload", event.payload);
  envelope.set("salt", event.salt);
  envelope.set("schema", event.schema);
  envelope.set("stream", event.stream);
  envelope.set("version", event.version);
  return base::canonical_json(envelope);
}

std::string envelope_hash(std::string_view text) { return base::to_hex(base::leaf_hash(text)); }

base::Result<Event> event_from_text(std::int64_t position, std::string_view text, std::string_view hash) {
  const base::Result<base::Json> envelope = base::parse_json(text, kKept);
  if (!envelope || !well_formed(*envelope)) {
    return base::refuse("envelope_malformed", {{"position", std::to_string(position)}});
  }
  Event event;
  event.position = position;
  event.stream = envelope->text("stream");
  event.version = envelope->number("version");
  event.kind = envelope->text("kind");
  event.schema = static_cast<int>(envelope->number("schema"));
  event.at = base::instant_from_micros(envelope->number("at"));
  if (envelope->find("occurred_at")) event.occurred_at = base::instant_from_micros(envelope->number("occurred_at"));
  event.ground = member_or_null(*envelope, "ground");
  event.actor = member_or_null(*envelope, "actor");
  event.basis = envelope->text("basis");
  event.payload = member_or_null(*envelope, "payload");
  event.salt = envelope->text("salt");
  event.hash = hash;
  return event;
}

}  // namespace store
