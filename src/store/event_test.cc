#include "store/event.h"

#include <gtest/gtest.h>

namespace store {
namespace {

// The example of the blueprint, §4, to the byte.
constexpr std::string_view kExample =
    R"({"actor":{"account":"0192f0c1-6a00-7000-8000-000000000007","role":"counter","unit":"H26.local.point-00004"},)"
    R"("at":1766541600000000,"kind":"DossierReceived","occurred_at":1766541540000000,"payload":{"channel":"counter",)"
    R"("code":"H26.00004-251224-0001","particulars":"c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00",)"
    R"("procedure":"1.001193"},"salt":"000102030405060708090a0b0c0d0e0f","schema":1,)"
    R"("stream":"dossier/0192f0c1-6a01-7000-8000-000000000001","version":1})";
constexpr std::string_view kExampleHash = "874e84d5ae4d7abfac5eb77023cbd3d65b9101adfe3276e796793d15d7ffa385";

Event example() {
  Event event;
  event.stream = "dossier/0192f0c1-6a01-7000-8000-000000000001";
  event.version = 1;
  event.kind = "DossierReceived";
  event.at = base::instant_from_micros(1766541600000000);
  event.occurred_at = base::instant_from_micros(1766541540000000);
  event.actor.set("role", "counter");
  event.actor.set("account", "0192f0c1-6a00-7000-8000-000000000007");
  event.actor.set("unit", "H26.local.point-00004");
  event.payload.set("procedure", "1.001193");
  event.payload.set("channel", "counter");
  event.payload.set("code", "H26.00004-251224-0001");
  event.payload.set("particulars", "c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00");
  event.salt = "000102030405060708090a0b0c0d0e0f";
  return event;
}

TEST(Envelope, HasTheTextAndHashOfTheExample) {
  EXPECT_EQ(envelope_text(example()), kExample);
  EXPECT_EQ(envelope_hash(kExample), kExampleHash);
}

TEST(Envelope, IsReadBackToTheSameText) {
  const base::Result<Event> event = event_from_text(7, kExample, kExampleHash);
  ASSERT_TRUE(event);
  EXPECT_EQ(event->position, 7);
  EXPECT_EQ(event->hash, kExampleHash);
  EXPECT_EQ(event->legal_instant(), base::instant_from_micros(1766541540000000));
  EXPECT_EQ(envelope_text(*event), kExample);
}

TEST(Envelope, LeavesAbsentMembersOut) {
  Event event = example();
  event.occurred_at.reset();
  event.actor = {};
  event.payload = {};
  const std::string text = envelope_text(event);
  for (const std::string_view absent : {"occurred_at", "actor", "payload", "ground", "basis", "null"}) {
    EXPECT_EQ(text.find(absent), std::string::npos) << absent;
  }
  EXPECT_EQ(event_from_text(1, text, "")->legal_instant(), event.at);
}

TEST(Envelope, OfAnotherFormIsRefused) {
  const std::string good(kExample);
  const auto with = [&](std::string_view from, std::string_view to) {
    std::string text = good;
    return text.replace(text.find(from), from.size(), to);
  };
  const std::vector<std::string> bad{"",
                                     "[]",
                                     "{}",
                                     good.substr(0, good.size() - 1),
                                     with("\"version\":1", "\"version\":\"1\""),
                                     with("\"version\":1", "\"version\":1.5"),
                                     with("\"salt\"", "\"salz\""),
                                     with("\"schema\":1", "\"schema\":1,\"schema\":2")};
  for (const std::string& text : bad) {
    const auto event = event_from_text(1, text, "");
    ASSERT_FALSE(event) << text;
    EXPECT_EQ(event.error().code, "envelope_malformed");
  }
}

TEST(StreamKind, IsWhatStandsBeforeTheSlash) {
  EXPECT_EQ(stream_kind("dossier/0192"), "dossier");
  EXPECT_EQ(stream_kind("dossier"), "dossier");
}

}  // namespace
}  // namespace store
