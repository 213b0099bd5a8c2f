// A thin layer over Beast: routes, limits, cookies, streamed bodies, draining. Has never heard of a dossier. Handlers
// run on a bounded pool, never on the I/O threads, and may answer later from any thread, so a slow answer holds no
// thread.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace http {

struct Request {
  std::string method;  // "GET"
  std::string path;    // percent-decoded segments joined by '/', without the query
  std::map<std::string, std::string, std::less<>> parameters;  // from the route pattern: {code}
  std::map<std::string, std::string, std::less<>> query;    // decoded; a name given twice is refused (query_repeated)
  std::map<std::string, std::string, std::less<>> headers;  // names in lower case
  std::map<std::string, std::string, std::less<>> cookies;
  std::string body;     // whole, unless the route streams
  std::string peer;     // address without port; behind a trusted proxy the one that it names
  bool secure = false;  // came over TLS, by the word of a trusted proxy

  std::string_view header(std::string_view name) const;  // in lower case; "" when it is not there
  std::string query_text(std::string_view name) const;   // "" when it is not there
};

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  // these win over what every answer carries
  // May be sent as gzip. Off where the body shows a secret beside words of the one who asks: the length would tell it.
  // An ETag stays as it is, since ours names the version that If-Match speaks of and not the bytes.
  bool compress = true;
  bool sets_secret = true;  // the cookie that is set beside it; off for a mere preference, so that it may be packed
};

// Answers a request once, from any thread; answering twice is a bug and ignored. If it is dropped without an answer the
// client gets 500.
class Reply {
 public:
  using Send = std::function<void(Response)>;
  explicit Reply(Send send);
  void operator()(Response response) const;

 private:
  struct Once;
  std::shared_ptr<Once> once_;
};

using Handler = std::function<void(const Request&, Reply)>;

// Takes a body in pieces as they arrive (uploads); `end` gives the answer. Pieces come one after another, on the pool.
class BodySink {
 public:
  virtual ~BodySink() = default;
  virtual base::Done piece(std::string_view bytes) = 0;  // a refusal ends the request with the answer of refused()
  virtual Response end() = 0;
  virtual Response refused(const base::Refusal& refusal) = 0;
};
using SinkMaker = std::function<std::unique_ptr<BodySink>(const Request& head)>;

// Patterns: "/api/v1/dossiers/{code}/acts/{act}". Literal segments win over parameters.
class Router {
 public:
  void add(std::string_view method, std::string_view pattern, Handler handler);
  void add_streaming(std::string_view method, std::string_view pattern, SinkMaker maker, std::uint64_t most_bytes);
  struct Route {
    std::string method;
    std::string pattern;
    Handler handler;
    SinkMaker sink;
    std::uint64_t most_bytes = 0;
  };
  struct Found {
    const Route* route = nullptr;
    std::vector<std::string> allowed;  // methods of this path when only the method does not fit → 405
    std::map<std::string, std::string, std::less<>> parameters;
  };
  Found find(std::string_view method, const std::vector<std::string>& segments) const;
  const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
};

// Times are for the whole of it, however it trickles: a head, a body or answer of up to 1 MiB. What is longer has
// body_time more for each further MiB that has passed; of an upload also each 64 KiB must come within body_time.
struct Limits {
  std::size_t header_bytes = 16 * 1024;
  std::uint64_t body_bytes = 1024 * 1024;  // of what is read whole; uploads have the limit of their route
  std::chrono::seconds header_time{10};
  std::chrono::seconds body_time{60};
  std::chrono::seconds idle_time{60};
  std::size_t connections = 4096;  // beyond: 503 with Retry-After
  // From one address (IPv6: one /64) that is no trusted proxy; an office may sit behind one. 0: as many as there are;
  // nothing said: half of them, so that one alone never shuts the others out.
  std::optional<std::size_t> connections_per_address;
};

struct Settings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one, see Server::port
  unsigned io_threads = 1;
  unsigned pool_threads = 4;
  std::size_t pool_queue = 4096;  // handlers waiting; beyond: 503 with Retry-After
  Limits limits;
  // Addresses and prefixes ("127.0.0.1", "10.0.0.0/8") whose X-Forwarded-For and X-Forwarded-Proto are believed.
  std::vector<std::string> trusted_proxies;
};
bool is_network(std::string_view text);  // can stand in trusted_proxies

// The edge says how the refusals of this room look (problem+json, a page): bad_request, not_found, method_not_allowed,
// body_too_large, header_too_large, request_timeout, overloaded, internal. `request` is null when none could be read.
using ErrorPage = std::function<Response(int status, const base::Refusal& refusal, const Request* request)>;

// Called after each answer, and with 499 when the client went away or took too long over it; for metrics and the log:
// the route's pattern, never the path (codes are guessable).
using Observer = std::function<void(const Request&, std::string_view pattern, int status, std::chrono::microseconds)>;

class Server {
 public:
  // Binds at once. Refuses port_in_use, address_unusable (also for a trusted proxy that is none).
  static base::Result<std::unique_ptr<Server>> listen(Settings settings, Router router, ErrorPage error_page,
                                                      Observer observer);
  virtual ~Server() = default;
  virtual std::uint16_t port() const = 0;
  // Serves until drain() is called: then stops accepting, answers what is in flight, and returns within `grace`: what
  // still waits for the pool by then is dropped, only what runs is waited for. When it has returned no handler runs.
  // Replies that are still held may be answered (to nobody) while the server lives: destroy what holds them first.
  virtual void run() = 0;
  virtual void drain(std::chrono::milliseconds grace) = 0;  // safe from any thread and from a signal watcher
};

// "a=1; b=2" → map. Malformed pairs are left out (RFC 6265 §5.4 is what browsers send).
std::map<std::string, std::string, std::less<>> parse_cookies(std::string_view header);
// "q=%C4%91&after=x" → map; + is a blank. Refuses query_malformed, query_repeated, utf8_invalid.
base::Result<std::map<std::string, std::string, std::less<>>> parse_query(std::string_view query);
// Splits and percent-decodes a path. Refuses path_malformed, utf8_invalid.
base::Result<std::vector<std::string>> parse_path(std::string_view path);

}  // namespace http
