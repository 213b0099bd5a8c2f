// A request's target: whatever comes over the wire is read or refused, and what was read is UTF-8 without tricks.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "http/server.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto query = http::parse_query(text)) {
    for (const auto& [name, value] : *query) {
      if (!base::is_utf8(name) || !base::is_utf8(value)) std::abort();
    }
  }
  if (const auto path = http::parse_path(text)) {
    for (const auto& segment : *path) {
      if (!base::is_utf8(segment) || segment == ".." || segment.find('\0') != std::string::npos) std::abort();
    }
  }
  return 0;
}
