// A request as it comes over the wire, through the same parser and the same reading of its head as a connection does
// it. What is let through says in one way only where it ends and whom it is for.
#include <boost/asio/buffer.hpp>
#include <boost/beast/http.hpp>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"
#include "http/answer.h"
#include "http/head.h"
#include "http/proxies.h"

namespace {

namespace beast_http = boost::beast::http;

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

constexpr std::uint64_t kMostBody = 1000;

void hold(bool truth) {
  if (!truth) std::abort();
}

std::size_t times(const http::RawHead& raw, std::string_view name) {
  std::size_t found = 0;
  for (const auto& [key, value] : raw.fields) found += boost::beast::iequals(key, name) ? 1U : 0U;
  return found;
}

// What smuggling needs, looked for in the bytes themselves and not with the code under test.
void hold_plain(const http::RawHead& raw, const http::Head& head) {
  const std::size_t lengths = times(raw, "Content-Length");
  const std::size_t codings = times(raw, "Transfer-Encoding");
  hold(lengths + codings <= 1);
  hold(raw.version >= 11 ? times(raw, "Host") == 1 : times(raw, "Host") <= 1);
  if (codings == 1)
    hold(raw.version == 11 && boost::beast::iequals(head.request.headers.at("transfer-encoding"), "chunked"));
  if (lengths == 1) {
    hold(head.request.headers.at("content-length").find_first_not_of("0123456789") == std::string::npos);
  }
}

void hold_readable(const http::Request& request) {
  hold(base::is_utf8(request.path) && request.path.find('\0') == std::string::npos);
  for (const auto& [name, value] : request.query) hold(base::is_utf8(name) && base::is_utf8(value));
  for (const auto& [name, value] : request.headers) {
    hold(!name.empty() && value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
  }
}

void read_beside(const http::Request& request) {
  const auto trusted = http::networks_of({"127.0.0.1", "10.0.0.0/8", "fd00::/8"});
  const http::Asker asker = http::asker_of(trusted, "127.0.0.1", request.headers);
  hold(http::parse_address(asker.peer).has_value());
  const http::Asker stranger = http::asker_of(trusted, "203.0.113.7", request.headers);
  hold(stranger.peer == "203.0.113.7" && !stranger.secure);
  http::Response response{200, "text/plain", std::string(2000, 'x'), {}};
  http::compress(response, request);
  hold(response.headers.size() ==
       (http::accepts_gzip(request.headers.contains("accept-encoding") ? request.headers.at("accept-encoding")
                                                                       : std::string())
            ? 1U
            : 0U));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  beast_http::request_parser<beast_http::empty_body> parser;
  parser.header_limit(16 * 1024);
  parser.body_limit(boost::none);
  boost::beast::error_code error;
  const std::size_t used = parser.put(boost::asio::const_buffer(bytes, size), error);
  if (error || !parser.is_header_done()) return 0;
  const auto& parsed = parser.get();
  http::RawHead raw{view(parsed.method_string()), view(parsed.target()), parsed.version(), {}};
  for (const auto& field : parsed) raw.fields.emplace_back(view(field.name_string()), view(field.value()));
  const http::Head head = http::read_head(raw);
  read_beside(head.request);
  if (head.refusal) return 0;
  hold_plain(raw, head);
  hold_readable(head.request);
  if (parser.is_done() || parser.content_length().value_or(0) > kMostBody) return 0;  // the connection refuses it so
  beast_http::request_parser<beast_http::string_body> body(std::move(parser));
  body.eager(true);
  body.body_limit(kMostBody);
  boost::beast::error_code ended;
  body.put(boost::asio::const_buffer(bytes + used, size - used), ended);
  hold(body.get().body().size() <= kMostBody);
  return 0;
}
