// What every target needs: the fuzzer's bytes as text, and a demand that stops the program where it is not met.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/json.h"

namespace fuzz {

inline void require(bool holds) {
  if (!holds) std::abort();
}

inline std::string_view text(const std::uint8_t* bytes, std::size_t size) {
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the fuzzer's bytes are the text.
  return {reinterpret_cast<const char*>(bytes), size};
}

// The record keeps values as canonical text: what was accepted must come back from there as it was.
inline void require_kept(const base::Json& value) {
  const auto again = base::parse_json(base::canonical_json(value), {.bytes = 8U << 20, .depth = 64});
  require(again.has_value() && *again == value);
}

// A refusal has a code; a value survives its own JSON, through the text that the record keeps.
template <class Value, class Read>
void require_refused_or_kept(const base::Result<Value>& value, Read read) {
  if (!value) return require(!value.error().code.empty());
  const base::Json written = to_json(*value);
  require_kept(written);
  const auto again = read(written);
  require(again.has_value() && to_json(*again) == written);
}

}  // namespace fuzz
