// The head of a request, read apart from any socket: what the parser has taken apart becomes a Request or a refusal.
// What two readers of the same bytes could take for different requests (smuggling, RFC 9112 §11.2) is refused.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "http/server.h"

namespace http {

struct RawHead {
  std::string_view method;
  std::string_view target;
  unsigned version = 11;                                              // 10 for HTTP/1.0
  std::vector<std::pair<std::string_view, std::string_view>> fields;  // in the order in which they came
};

struct Head {
  Request request;  // also with a refusal, as far as it could be read: its language tells how to answer
  std::vector<std::string> segments;     // of the path, for the router
  std::optional<base::Refusal> refusal;  // to be answered with 400 on a connection that then ends
};

Head read_head(const RawHead& raw);

}  // namespace http
