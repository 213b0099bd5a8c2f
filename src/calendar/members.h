// Strict reading of a JSON object: the first thing that is missing or wrong is remembered with its JSON pointer, and
// reading goes on with empty values, so that a codec reads like a list of its fields and asks once at the end.
// Codes: field_missing, field_wrong_type (facts: expected), value_unknown (facts: value), date_malformed.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/json.h"
#include "base/result.h"
#include "base/time.h"

namespace calendar {

class Members {
 public:
  // `json` and `failure` must outlive this object; `failure` is shared by everything read of one document.
  Members(const base::Json& json, std::string where, std::optional<base::Refusal>& failure);

  std::string text(std::string_view name);                                 // required
  std::string text_or(std::string_view name, std::string_view otherwise);  // optional
  std::int64_t integer(std::string_view name, std::int64_t least, std::int64_t most);
  std::int64_t integer_or(std::string_view name, std::int64_t otherwise);
  bool flag_or(std::string_view name, bool otherwise);
  base::LocalDate date(std::string_view name);
  std::optional<base::LocalDate> date_or_none(std::string_view name);

  // The word of a required member, one of `words`; value_unknown otherwise.
  template <class Enum>
  Enum choice(std::string_view name, std::span<const std::pair<std::string_view, Enum>> words);

  void each(std::string_view name, const std::function<void(const base::Json&, const std::string& where)>& read);
  void each_member(std::string_view name,
                   const std::function<void(const std::string& key, const base::Json&, const std::string&)>& read);

  const base::Json* find(std::string_view name) const { return json_.find(name); }
  std::string where(std::string_view name) const;
  void fail(std::string_view code, std::map<std::string, std::string> facts, std::string where);
  bool failed() const { return failure_.has_value(); }

 private:
  const base::Json* required(std::string_view name);
  std::string text_of(const base::Json* value, std::string_view name);

  const base::Json& json_;
  std::string where_;
  std::optional<base::Refusal>& failure_;
};

std::string escape_pointer(std::string_view token);  // RFC 6901: ~ and /

template <class Enum>
Enum Members::choice(std::string_view name, std::span<const std::pair<std::string_view, Enum>> words) {
  const std::string word = text(name);
  for (const auto& [known, value] : words) {
    if (known == word) return value;
  }
  fail("value_unknown", {{"value", word}}, where(name));
  return words.front().second;
}

}  // namespace calendar
