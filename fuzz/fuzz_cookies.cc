// A Cookie header of any bytes: no pair without a name comes out.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "http/server.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const auto& [name, value] : http::parse_cookies({reinterpret_cast<const char*>(data), size})) {
    if (name.empty() || name.find(';') != std::string::npos || value.find(';') != std::string::npos) std::abort();
  }
  return 0;
}
