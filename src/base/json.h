// The JSON value of the record: integers up to 2^53-1 and no other numbers, so that every value has one canonical text
// (RFC 8785). Parsing refuses duplicate keys, invalid UTF-8, fractions, and what is deeper or longer than asked.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace base {

class Json;
using JsonArray = std::vector<Json>;
using JsonObject = std::map<std::string, Json, std::less<>>;

class Json {
 public:
  Json() = default;
  Json(std::nullptr_t) {}
  Json(bool value) : value_(value) {}
  Json(std::int64_t value) : value_(value) {}
  Json(int value) : value_(std::int64_t{value}) {}
  Json(std::string value) : value_(std::move(value)) {}
  Json(std::string_view value) : value_(std::string(value)) {}
  Json(const char* value) : value_(std::string(value)) {}
  Json(JsonArray value) : value_(std::move(value)) {}
  Json(JsonObject value) : value_(std::move(value)) {}

  bool is_null() const { return std::holds_alternative<std::nullptr_t>(value_); }
  bool is_object() const { return std::holds_alternative<JsonObject>(value_); }
  bool is_array() const { return std::holds_alternative<JsonArray>(value_); }
  bool is_string() const { return std::holds_alternative<std::string>(value_); }
  bool is_integer() const { return std::holds_alternative<std::int64_t>(value_); }
  bool is_bool() const { return std::holds_alternative<bool>(value_); }

  // Precondition: the kind asked for. A wrong kind is a bug and throws std::bad_variant_access.
  const JsonObject& object() const { return std::get<JsonObject>(value_); }
  JsonObject& object() { return std::get<JsonObject>(value_); }
  const JsonArray& array() const { return std::get<JsonArray>(value_); }
  JsonArray& array() { return std::get<JsonArray>(value_); }
  const std::string& string() const { return std::get<std::string>(value_); }
  std::int64_t integer() const { return std::get<std::int64_t>(value_); }
  bool boolean() const { return std::get<bool>(value_); }

  // Lenient reading of members, for values that were checked when they were written (events, boards).
  const Json* find(std::string_view member) const;  // null when not an object or no such member
  std::string text(std::string_view member) const;  // "" when absent
  std::int64_t number(std::string_view member, std::int64_t otherwise = 0) const;
  bool flag(std::string_view member) const;              // false when absent
  const JsonArray& list(std::string_view member) const;  // empty when absent

  // Sets a member, making an object of null. An empty optional leaves the member out.
  Json& set(std::string_view member, Json value);
  Json& set_some(std::string_view member, const std::optional<std::string>& value);
  Json& set_text(std::string_view member, std::string_view value);  // left out when empty

  bool operator==(const Json& other) const = default;

 private:
  std::variant<std::nullptr_t, bool, std::int64_t, std::string, JsonArray, JsonObject> value_ = nullptr;
};

struct JsonLimits {
  std::size_t bytes = 1 << 20;
  std::size_t depth = 32;
};

// Refuses json_malformed, json_duplicate_key, json_too_deep, json_too_long, json_number_not_integer, utf8_invalid,
// control_character (U+0000 in a text);
// `where` is the byte offset ("byte 17") or the name of the key.
Result<Json> parse_json(std::string_view text, JsonLimits limits = {});

// The one text of a value (RFC 8785): members by name, no spaces. Member names are ASCII in the record.
std::string canonical_json(const Json& value);

}  // namespace base
