#include <algorithm>
#include <map>

#include "http/server.h"

namespace http {
namespace {

std::vector<std::string_view> split(std::string_view pattern) {
  std::vector<std::string_view> parts;
  pattern.remove_prefix(1);
  while (!pattern.empty()) {
    const std::size_t end = std::min(pattern.find('/'), pattern.size());
    parts.push_back(pattern.substr(0, end));
    pattern.remove_prefix(std::min(end + 1, pattern.size()));
  }
  return parts;
}

bool is_parameter(std::string_view part) { return part.starts_with('{'); }

// How many segments are literal when the pattern fits; none when it does not.
std::optional<int> fit(std::string_view pattern, const std::vector<std::string>& segments,
                       std::map<std::string, std::string, std::less<>>& parameters) {
  const auto parts = split(pattern);
  if (parts.size() != segments.size()) return std::nullopt;
  int literal = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (is_parameter(parts[i])) {
      parameters.emplace(parts[i].substr(1, parts[i].size() - 2), segments[i]);
    } else if (parts[i] == segments[i]) {
      ++literal;
    } else {
      return std::nullopt;
    }
  }
  return literal;
}

void allow(std::vector<std::string>& methods, const std::string& method) {
  if (std::ranges::find(methods, method) == methods.end()) methods.push_back(method);
}

}  // namespace

void Router::add(std::string_view method, std::string_view pattern, Handler handler) {
  routes_.push_back({std::string(method), std::string(pattern), std::move(handler), {}, 0});
}

void Router::add_streaming(std::string_view method, std::string_view pattern, SinkMaker maker,
                           std::uint64_t most_bytes) {
  routes_.push_back({std::string(method), std::string(pattern), {}, std::move(maker), most_bytes});
}

// HEAD is answered by the GET route.
Router::Found Router::find(std::string_view method, const std::vector<std::string>& segments) const {
  Found found;
  int best = -1;
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  for (const Route& route : routes_) {
    std::map<std::string, std::string, std::less<>> parameters;
    const auto literal = fit(route.pattern, segments, parameters);
    if (!literal) continue;
    allow(found.allowed, route.method);
    if (route.method == "GET") allow(found.allowed, "HEAD");
    if (route.method == wanted && *literal > best) {
      best = *literal;
      found.route = &route;
      found.parameters = std::move(parameters);
    }
  }
  return found;
}

}  // namespace http
