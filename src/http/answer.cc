#include "http/answer.h"

#include <spdlog/spdlog.h>
#define ZLIB_CONST
#include <zlib.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "http/tokens.h"

namespace http {
namespace {

constexpr std::string_view kRetryAfter = "2";
constexpr std::size_t kLeastBytes = 1024;
constexpr std::size_t kMostBytes = 256 * 1024 * 1024;  // beyond, the time would be felt more than the length
constexpr int kLevel = 5;
constexpr int kGzipWindow = 15 + 16;  // zlib: the largest window, with a gzip head
constexpr int kMemory = 8;

constexpr std::array<std::string_view, 10> kTexts = {"application/javascript",
                                                     "application/json",
                                                     "application/problem+json",
                                                     "application/xml",
                                                     "image/svg+xml",
                                                     "text/css",
                                                     "text/csv",
                                                     "text/html",
                                                     "text/javascript",
                                                     "text/plain"};

// The policy is for what is no page; pages name what they load.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kAlways = {{
    {"Server", "motcua"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy",
     "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
     "midi=(), payment=(), usb=()"},
    {"Cache-Control", "no-store"},
}};

bool has_field(const Response& response, std::string_view name) {
  return std::ranges::any_of(response.headers, [&](const auto& field) { return lower(field.first) == lower(name); });
}

// A line's end in a value would let what a client typed speak for the server.
bool is_one_line(std::string_view value) {
  return std::ranges::all_of(value, [](unsigned char c) { return (c >= ' ' && c != 127) || c == '\t'; });
}

bool is_text(const Response& response) {
  std::string type = lower(response.content_type.substr(0, response.content_type.find(';')));
  while (type.ends_with(' ')) type.pop_back();
  return std::ranges::find(kTexts, type) != kTexts.end();
}

// "q=0.5" and the like: wanted at all? What cannot be read as a weight is none.
bool has_weight(std::string_view parameters) {
  if (trim(parameters).empty()) return true;
  const std::string weight = lower(trim(take_until(parameters, ';')));
  if (!weight.starts_with("q=") || weight.size() > 7) return false;
  const std::string_view number = std::string_view(weight).substr(2);
  const bool readable =
      !number.empty() && std::ranges::all_of(number, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
  return readable && number.find_first_not_of("0.") != std::string_view::npos;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> answer_fields(const Response& response, bool secure) {
  std::vector<std::pair<std::string, std::string>> fields;
  for (const auto& [name, value] : kAlways) {
    if (!has_field(response, name)) fields.emplace_back(name, value);
  }
  if (secure && !has_field(response, "Strict-Transport-Security")) {
    fields.emplace_back("Strict-Transport-Security", "max-age=31536000");
  }
  if (response.status == 503 && !has_field(response, "Retry-After")) fields.emplace_back("Retry-After", kRetryAfter);
  if (!response.content_type.empty()) fields.emplace_back("Content-Type", response.content_type);
  if (is_text(response)) fields.emplace_back("Vary", "Accept-Encoding");
  std::ranges::copy_if(response.headers, std::back_inserter(fields), [](const auto& field) {
    if (is_one_line(field.second)) return true;
    spdlog::error("the field {} would have broken the answer's head", field.first);
    return false;
  });
  return fields;
}

bool accepts_gzip(std::string_view accept_encoding) {
  bool any = false;
  while (!accept_encoding.empty()) {
    std::string_view member = take_until(accept_encoding, ',');
    const std::string coding = lower(trim(take_until(member, ';')));
    if (coding == "gzip" || coding == "x-gzip") return has_weight(member);
    if (coding == "*") any = has_weight(member);
  }
  return any;
}

bool wants_gzip(const Response& response, const Request& request) {
  if (!response.compress || response.body.size() < kLeastBytes || response.body.size() > kMostBytes) return false;
  if (!is_text(response) || has_field(response, "Content-Encoding")) return false;
  if (response.sets_secret && has_field(response, "Set-Cookie")) return false;
  return accepts_gzip(request.header("accept-encoding"));
}

void compress(Response& response, const Request& request) {
  if (!wants_gzip(response, request)) return;
  z_stream stream{};
  if (::deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) != Z_OK) return;
  std::string packed(::deflateBound(&stream, response.body.size()), '\0');
  stream.next_in = reinterpret_cast<const Bytef*>(response.body.data());
  stream.avail_in = static_cast<uInt>(response.body.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const bool whole = ::deflate(&stream, Z_FINISH) == Z_STREAM_END;
  packed.resize(stream.total_out);
  ::deflateEnd(&stream);
  if (!whole || packed.size() >= response.body.size()) return;
  response.body = std::move(packed);
  response.headers.emplace_back("Content-Encoding", "gzip");
}

}  // namespace http
