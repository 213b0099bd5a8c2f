#include <map>

#include "base/text.h"
#include "http/server.h"
#include "http/tokens.h"

namespace http {
namespace {

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

int hex_value(char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

// Percent-decodes; a blank for '+' in queries. False when an escape is cut or not hexadecimal.
bool decode(std::string_view text, bool plus_is_blank, std::string& out) {
  out.clear();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) return false;
      out.push_back(static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2])));
      i += 2;
    } else {
      out.push_back(plus_is_blank && text[i] == '+' ? ' ' : text[i]);
    }
  }
  return true;
}

}  // namespace

std::string_view Request::header(std::string_view name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

std::string Request::query_text(std::string_view name) const {
  const auto found = query.find(name);
  return found == query.end() ? std::string() : found->second;
}

std::map<std::string, std::string, std::less<>> parse_cookies(std::string_view header) {
  std::map<std::string, std::string, std::less<>> cookies;
  while (!header.empty()) {
    std::string_view pair = trim(take_until(header, ';'));
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos || equals == 0) continue;
    std::string_view value = pair.substr(equals + 1);
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
    cookies.emplace(pair.substr(0, equals), value);
  }
  return cookies;
}

base::Result<std::map<std::string, std::string, std::less<>>> parse_query(std::string_view query) {
  std::map<std::string, std::string, std::less<>> values;
  std::string name;
  std::string value;
  while (!query.empty()) {
    std::string_view pair = take_until(query, '&');
    if (pair.empty()) continue;
    const std::string_view raw_name = take_until(pair, '=');
    if (!decode(raw_name, true, name) || !decode(pair, true, value)) return base::refuse("query_malformed");
    if (!base::is_utf8(name) || !base::is_utf8(value)) return base::refuse("utf8_invalid", {}, "query");
    if (name.find('\0') != std::string::npos || value.find('\0') != std::string::npos) {
      return base::refuse("query_malformed", {}, "query");
    }
    if (!values.emplace(name, value).second) return base::refuse("query_repeated", {{"name", name}}, name);
  }
  return values;
}

base::Result<std::vector<std::string>> parse_path(std::string_view path) {
  if (path.empty() || path.front() != '/') return base::refuse("path_malformed");
  path.remove_prefix(1);
  std::vector<std::string> segments;
  std::string segment;
  while (!path.empty()) {
    if (!decode(take_until(path, '/'), false, segment)) return base::refuse("path_malformed");
    if (!base::is_utf8(segment)) return base::refuse("utf8_invalid", {}, "path");
    if (segment == "." || segment == ".." || segment.find('\0') != std::string::npos)
      return base::refuse("path_malformed");
    segments.push_back(segment);
  }
  return segments;
}

}  // namespace http
