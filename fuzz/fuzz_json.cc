// JSON of any bytes: what is accepted has one canonical text, which reads back to the same value.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto value = base::parse_json({reinterpret_cast<const char*>(data), size});
  if (!value) return 0;
  const std::string text = base::canonical_json(*value);
  const auto again = base::parse_json(text, {.bytes = 8U << 20, .depth = 64});
  if (!again || *again != *value || base::canonical_json(*again) != text) std::abort();
  return 0;
}
