#include "http/head.h"

#include <algorithm>
#include <tl/expected.hpp>

#include "http/tokens.h"

namespace http {
namespace {

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// What a name, an address in brackets, and a port are made of (RFC 3986 §3.2); no user, no blank, no list.
bool is_authority(std::string_view text) {
  constexpr std::string_view kMarks = "-._~!$&'()*+;=%:[]";
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           kMarks.find(c) != std::string_view::npos;
  });
}

// How often fields stand there that say where a request ends and whom it is for.
struct Framing {
  int hosts = 0;
  int lengths = 0;
  int codings = 0;
};

Framing take_fields(const RawHead& raw, Request& request) {
  Framing framing;
  for (const auto& [name, value] : raw.fields) {
    const auto [known, fresh] = request.headers.emplace(lower(name), value);
    if (!fresh) known->second.append(known->first == "cookie" ? "; " : ", ").append(value);
    framing.hosts += known->first == "host" ? 1 : 0;
    framing.lengths += known->first == "content-length" ? 1 : 0;
    framing.codings += known->first == "transfer-encoding" ? 1 : 0;
  }
  return framing;
}

// One length or one coding that we know, never both (RFC 9112 §6.1 and §6.3). Beast itself lets "5, 5" pass, and takes
// a coding that it does not know for no body at all.
bool ends_plainly(const RawHead& raw, const Request& request, const Framing& framing) {
  if (framing.lengths + framing.codings > 1) return false;
  if (framing.lengths == 1) return is_digits(request.headers.at("content-length"));
  if (framing.codings == 1) return raw.version >= 11 && lower(request.headers.at("transfer-encoding")) == "chunked";
  return true;
}

bool has_one_host(const RawHead& raw, const Request& request, const Framing& framing) {
  if (framing.hosts == 0) return raw.version < 11;
  return framing.hosts == 1 && is_authority(request.headers.at("host"));
}

// http://host/path, as a proxy is asked: the host must be the one that the field names.
bool take_authority(std::string_view& target, const Request& request) {
  const std::string start = lower(target.substr(0, 8));
  const std::size_t scheme = start == "https://" ? 8 : start.starts_with("http://") ? 7 : 0;
  if (scheme == 0) return true;
  const std::size_t end = std::min(target.find_first_of("/?", scheme), target.size());
  const std::string authority = lower(target.substr(scheme, end - scheme));
  target.remove_prefix(end);
  const auto host = request.headers.find("host");
  return is_authority(authority) && (host == request.headers.end() || lower(host->second) == authority);
}

base::Done read_target(std::string_view target, Head& head) {
  const std::size_t question = std::min(target.find('?'), target.size());
  const std::string_view path = target.substr(0, question);
  auto segments = parse_path(path);
  if (!segments) return tl::unexpected(segments.error());
  for (const std::string& segment : *segments) head.request.path.append("/").append(segment);
  auto query = parse_query(target.substr(std::min(question + 1, target.size())));
  if (!query) return tl::unexpected(query.error());
  head.segments = std::move(*segments);
  head.request.query = std::move(*query);
  return std::monostate{};
}

}  // namespace

Head read_head(const RawHead& raw) {
  Head head;
  head.request.method = raw.method;
  const Framing framing = take_fields(raw, head.request);
  std::string_view target = raw.target;
  if (!ends_plainly(raw, head.request, framing) || !has_one_host(raw, head.request, framing) ||
      !take_authority(target, head.request)) {
    head.refusal = base::Refusal{"bad_request", {}, ""};
    return head;
  }
  if (const auto cookies = head.request.headers.find("cookie"); cookies != head.request.headers.end()) {
    head.request.cookies = parse_cookies(cookies->second);
  }
  if (auto read = read_target(target, head); !read) head.refusal = read.error();
  return head;
}

}  // namespace http
