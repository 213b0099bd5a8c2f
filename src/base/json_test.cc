#include "base/json.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace base {
namespace {

std::string code_of(std::string_view text, JsonLimits limits = {}) {
  const auto parsed = parse_json(text, limits);
  return parsed ? "" : parsed.error().code;
}

TEST(Json, RoundTripsToCanonicalText) {
  const auto parsed = parse_json(" { \"b\" : [ 1, -2, true, null ], \"a\" : \"x\\u00e9\\n\\u0001\" } ");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(canonical_json(*parsed), "{\"a\":\"xé\\n\\u0001\",\"b\":[1,-2,true,null]}");
  EXPECT_EQ(*parse_json(canonical_json(*parsed)), *parsed);
}

TEST(Json, RefusesDuplicateKeysAtAnyDepth) {
  EXPECT_EQ(code_of(R"({"a":1,"a":2})"), "json_duplicate_key");
  EXPECT_EQ(code_of(R"([{"a":{"b":1,"b":1}}])"), "json_duplicate_key");
  EXPECT_EQ(code_of("{\"a\":1,\"\\u0061\":2}"), "json_duplicate_key");
  EXPECT_EQ(code_of(R"({"a":{"a":1},"b":{"a":1}})"), "");
  EXPECT_EQ(parse_json(R"({"ab":1,"ab":2})").error().where, "ab");
}

TEST(Json, KnowsIntegersUpTo2To53Only) {
  EXPECT_EQ(parse_json("9007199254740991")->integer(), 9007199254740991);
  for (const char* text : {"9007199254740992", "-9007199254740992", "1.5", "1e3", "1.0", "18446744073709551615"}) {
    EXPECT_EQ(code_of(text), "json_number_not_integer") << text;
  }
}

TEST(Json, RefusesDepthAndLength) {
  EXPECT_EQ(code_of(std::string(40, '[') + std::string(40, ']')), "json_too_deep");
  EXPECT_EQ(code_of(std::string(30, '[') + std::string(30, ']')), "");
  EXPECT_EQ(code_of("[1,2,3]", {.bytes = 4}), "json_too_long");
}

TEST(Json, RefusesWhatIsNotJson) {
  for (const char* text : {"", "{", "[1,]", "{\"a\"}", "01", "nul", "{} {}", "\"\\ud800\"", "'a'"}) {
    EXPECT_EQ(code_of(text), "json_malformed") << text;
  }
  EXPECT_EQ(code_of("\"\xff\""), "utf8_invalid");
  EXPECT_EQ(code_of("\"\xed\xa0\x80\""), "utf8_invalid");
}

TEST(Json, RefusesTheCharacterThatEndsATextElsewhere) {
  EXPECT_EQ(code_of("\"a\\u0000b\""), "control_character");
  EXPECT_EQ(code_of("{\"a\\u0000\":1}"), "control_character");
  EXPECT_EQ(code_of("\"\\\\u0000\""), "") << "a backslash and five letters";
}

TEST(Json, ReadsLenientlyWhatWasCheckedBefore) {
  const Json json = *parse_json(R"({"a":"x","n":3,"f":true,"l":[1]})");
  EXPECT_EQ(json.text("a"), "x");
  EXPECT_EQ(json.text("n"), "");
  EXPECT_EQ(json.number("n"), 3);
  EXPECT_EQ(json.number("z", 9), 9);
  EXPECT_TRUE(json.flag("f"));
  EXPECT_EQ(json.list("l").size(), 1u);
  EXPECT_TRUE(json.list("a").empty());
  EXPECT_EQ(canonical_json(Json().set("b", 1).set_text("c", "").set_some("d", std::nullopt)), R"({"b":1})");
}

}  // namespace
}  // namespace base
