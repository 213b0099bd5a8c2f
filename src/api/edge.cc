#include "api/edge.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <map>
#include <thread>

#include "base/hash.h"
#include "words/refusal_text.h"

namespace api {
namespace {

constexpr std::chrono::seconds kLongestWait{5};
constexpr std::chrono::milliseconds kBetweenLooks{10};
constexpr int kMostWaiting = 2;

std::string_view title_of(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 503:
      return "Service Unavailable";
    default:
      return "Internal Server Error";
  }
}

bool is_unsafe(const std::string& method) { return method != "GET" && method != "HEAD" && method != "OPTIONS"; }

// The origin of a page of this server: its host is the one the request came to (RFC 6454).
bool same_origin(const http::Request& request, std::string_view origin) {
  const std::size_t scheme = origin.find("://");
  return scheme != std::string_view::npos && origin.substr(scheme + 3) == request.header("host");
}

// "application/json", with or without parameters (RFC 9110 §8.3.1: case and blanks around it do not matter).
bool is_json(std::string_view type) {
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' ') || type.ends_with('\t')) type.remove_suffix(1);
  return std::ranges::equal(type, std::string_view("application/json"), {},
                            [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
}

std::string facts_sentence(const words::RefusalText& text, const std::map<std::string, std::string>& facts,
                           Language language) {
  return words::fill(language == Language::kEnglish ? text.en : text.vi, facts);
}

void add_retry(http::Response& response, const std::map<std::string, std::string>& facts) {
  const auto seconds = facts.find("seconds");
  if (response.status == 503 || response.status == 429) {
    response.headers.emplace_back("Retry-After", seconds == facts.end() ? "2" : seconds->second);
  }
  if (response.status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"motcua\"");
}

// Waiting holds a thread of the pool: only a few may, so that nobody can hold all of them with a position far ahead.
class Waiting {
 public:
  Waiting() : taken_(count().fetch_add(1) < kMostWaiting) {}
  ~Waiting() { --count(); }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;
  bool taken() const { return taken_; }

 private:
  static std::atomic<int>& count() {
    static std::atomic<int> all = 0;
    return all;
  }
  bool taken_;
};

}  // namespace

Language language_of(const http::Request& request) {
  return words::named_language(request.query_text("lang"),
                               words::preferred_language(request.header("accept-language")));
}

http::Response json_response(int status, const base::Json& body) {
  return {status, "application/json", base::canonical_json(body), {}};
}

http::Response problem(const base::Refusal& refusal, Language language) {
  const words::RefusalText& text = words::refusal_text(refusal.code);
  base::Json body = base::Json()
                        .set("type", "urn:motcua:problem:" + std::string(text.code))
                        .set("title", title_of(text.status))
                        .set("status", text.status)
                        .set("code", text.code)
                        .set("detail", facts_sentence(text, refusal.facts, language))
                        .set_text("where", refusal.where);
  // What made us fail is for the log and the operator, not for who asked.
  if (const auto cause = refusal.facts.find("cause"); cause != refusal.facts.end()) {
    spdlog::error("{}: {}", refusal.code, cause->second);
  }
  if (text.status < 500 && !refusal.facts.empty()) {
    base::JsonObject facts;
    for (const auto& [name, value] : refusal.facts) facts.emplace(name, value);
    body.set("facts", std::move(facts));
  }
  http::Response response{text.status, "application/problem+json", base::canonical_json(body), {}};
  add_retry(response, refusal.facts);
  return response;
}

http::Response error_page(int status, const base::Refusal& refusal, const http::Request* request) {
  const Language language = request == nullptr ? Language::kVietnamese : language_of(*request);
  http::Response response = problem(refusal, language);
  response.status = status;
  return response;
}

base::Json notices(const std::vector<dossier::Warning>& warnings, Language language) {
  base::JsonArray list;
  for (const auto& warning : warnings) {
    list.push_back(base::Json()
                       .set("code", warning.code)
                       .set("text", facts_sentence(words::refusal_text(warning.code), warning.facts, language)));
  }
  return list;
}

base::Done check_origin(const http::Request& request, Asked asked) {
  if (!is_unsafe(request.method)) return std::monostate{};
  const std::string_view origin = request.header("origin");
  const bool foreign = origin.empty() ? asked == Asked::kWithCookie : !same_origin(request, origin);
  if (foreign) return base::refuse("origin_refused", {}, "Origin");
  return std::monostate{};
}

base::Result<Caller> caller_of(app::Record& record, const http::Request& request) {
  Caller caller;
  if (auto ours = check_origin(request, Asked::kWithoutCookie); !ours) return tl::unexpected(ours.error());
  const std::string_view authorization = request.header("authorization");
  const auto cookie = request.cookies.find("__Host-motcua");
  if (authorization.starts_with("Bearer ")) {
    caller.token = authorization.substr(7);
  } else if (cookie != request.cookies.end()) {
    if (auto ours = check_origin(request, Asked::kWithCookie); !ours) return tl::unexpected(ours.error());
    caller.token = cookie->second;
  }
  if (caller.token.empty()) return caller;
  caller.session = app::session_of(record, caller.token);
  if (caller.session) caller.actor = record.accounts()->actor(caller.session->account);
  return caller;
}

base::Result<Caller> signed_in(app::Record& record, const http::Request& request) {
  auto caller = caller_of(record, request);
  if (caller && caller->actor.account.empty()) return base::refuse("not_signed_in");
  return caller;
}

base::Result<std::optional<store::IdempotencyKey>> idempotency_key(const http::Request& request, const Caller& caller) {
  const std::string_view key = request.header("idempotency-key");
  if (key.empty()) return std::optional<store::IdempotencyKey>();
  const bool printable = std::ranges::all_of(key, [](char c) { return c > ' ' && c < 127; });
  if (key.size() > 100 || !printable) return base::refuse("idempotency_key_malformed", {}, "Idempotency-Key");
  const std::string who = caller.actor.account.empty() ? "anonymous" : caller.actor.account;
  return std::optional(store::IdempotencyKey{who + " " + request.method + " " + request.path, std::string(key),
                                             base::to_hex(base::sha256(request.body))});
}

base::Done wait_for_position(app::Record& record, const http::Request& request) {
  const std::string_view text = request.header("motcua-position");
  if (text.empty()) return std::monostate{};
  std::int64_t wanted = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), wanted);
  if (error != std::errc() || end != text.data() + text.size() || wanted < 0) {
    return base::refuse("header_malformed", {}, "Motcua-Position");
  }
  if (record.store().read()->head() >= wanted) return std::monostate{};
  const Waiting waiting;
  const auto give_up = record.clock().steady() + kLongestWait;
  while (record.store().read()->head() < wanted) {
    if (!waiting.taken() || record.clock().steady() >= give_up) return base::refuse("lagging", {}, "Motcua-Position");
    std::this_thread::sleep_for(kBetweenLooks);
  }
  return std::monostate{};
}

base::Result<int> page_size(const http::Request& request) {
  const std::string text = request.query_text("limit");
  if (text.empty()) return 50;
  int size = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
  if (error != std::errc() || end != text.data() + text.size() || size < 1 || size > 200) {
    return base::refuse("value_out_of_range", {{"least", "1"}, {"most", "200"}}, "limit");
  }
  return size;
}

base::Result<int> national_state(const http::Request& request) {
  const std::string text = request.query_text("state");
  if (text.empty()) return 0;
  int state = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), state);
  if (error != std::errc() || end != text.data() + text.size() || state < 1 || state > 10) {
    return base::refuse("value_out_of_range", {{"least", "1"}, {"most", "10"}}, "state");
  }
  return state;
}

base::Result<base::Json> json_body(const http::Request& request) {
  if (!is_json(request.header("content-type"))) return base::refuse("media_type_unsupported", {}, "Content-Type");
  auto body = base::parse_json(request.body);
  if (!body) return body;
  if (!body->is_object()) return base::refuse("field_wrong_type", {{"expected", "object"}}, "");
  return body;
}

http::Handler guarded(http::Handler handle) {
  return [handle = std::move(handle)](const http::Request& request, http::Reply reply) {
    try {
      handle(request, reply);
    } catch (const store::Failure& failure) {
      reply(problem(store::refusal_of(failure), language_of(request)));
    }
  };
}

http::Handler reading(app::Record& record, Reading read) {
  return guarded([&record, read = std::move(read)](const http::Request& request, http::Reply reply) {
    const Language language = language_of(request);
    if (auto there = wait_for_position(record, request); !there) return reply(problem(there.error(), language));
    auto response = read(request, language);
    reply(response ? std::move(*response) : problem(response.error(), language));
  });
}

base::Json next_json(const std::string& cursor) { return cursor.empty() ? base::Json() : base::Json(cursor); }

}  // namespace api
