#include "http/server.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "http/shared.h"

// Beast stays in this one file: it costs a compiler twenty seconds and readers of the headers a library.
namespace http {
namespace {

namespace beast = boost::beast;
namespace asio = boost::asio;
using Tcp = asio::ip::tcp;

constexpr std::size_t kPiece = 64 * 1024;
constexpr std::chrono::seconds kLinger{2};
constexpr std::chrono::seconds kAskAgain{1};
constexpr std::string_view kRetryAfter = "2";
constexpr int kClientGone = 499;  // for the observer only: nobody was left to read an answer

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return result;
}

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

bool has_header(const Response& response, std::string_view name) {
  return std::ranges::any_of(response.headers, [&](const auto& header) { return beast::iequals(header.first, name); });
}

// False when the work threw: our bug or the database's failure, which ends one request and never the process.
bool survives(std::string_view what, const std::function<void()>& work) {
  try {
    work();
    return true;
  } catch (const std::exception& failure) {
    spdlog::error("{}: {}", what, failure.what());
  } catch (...) {
    spdlog::error("{}: something was thrown that is no exception", what);
  }
  return false;
}

// The edge's page, or a bare one should that fail.
Response error_page(const Shared& shared, int status, std::string_view code, const Request* request) {
  Response response{status, "text/plain", std::string(code), {}};
  survives("the error page", [&] { response = shared.error_page(status, code, request); });
  return response;
}

// One client's connection: reads a request, lets a handler answer it on the pool, writes the answer, and so on until
// one side ends it. All of it runs on the connection's own strand but the handlers. Keeps itself alive while something
// is under way.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(asio::ip::tcp::socket socket, std::shared_ptr<Shared> shared);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void start();
  void drain();  // from any thread: ends when nothing is in flight

 private:
  using Error = boost::system::error_code;
  using StringParser = beast::http::request_parser<beast::http::string_body>;
  using BufferParser = beast::http::request_parser<beast::http::buffer_body>;

  void wait_for_request();
  void read_header();
  void on_header(Error error);
  void route();
  void read_whole_body();
  void on_whole_body(Error error);
  void dispatch();
  void continue_then(std::function<void()> next);

  void start_stream();
  void read_piece();
  void on_piece(Error error);
  void give_piece(std::size_t bytes, bool last);

  bool broken(Error error);  // the body did not arrive, and the request has ended with that
  bool received() const;     // whether the request was read to its end
  Reply make_reply();
  void refuse(int status, std::string_view code);  // answers by the edge's error page
  void answer(Response response);
  void on_written(Error error);
  void observe(int status);
  void linger();
  void swallow();
  void close();
  void arm(std::chrono::milliseconds time);
  void disarm();
  void watch(std::uint64_t armed);
  bool timed_out() const { return timed_out_; }

  asio::ip::tcp::socket socket_;
  asio::steady_timer timer_;
  std::shared_ptr<Shared> shared_;
  beast::flat_buffer buffer_;
  std::optional<beast::http::request_parser<beast::http::empty_body>> header_;
  std::optional<StringParser> whole_;
  std::optional<BufferParser> pieces_;
  std::vector<char> piece_;
  std::shared_ptr<BodySink> sink_;
  std::shared_ptr<Request> request_;
  const Router::Route* route_ = nullptr;
  std::optional<beast::http::response<beast::http::string_body>> response_;
  beast::http::response<beast::http::empty_body> go_on_;
  std::chrono::steady_clock::time_point began_;
  bool idle_ = true;
  bool keep_alive_ = true;
  bool timed_out_ = false;
  std::uint64_t armed_ = 0;  // tells an expiry that comes late from that of the operation under way
};

Connection::Connection(asio::ip::tcp::socket socket, std::shared_ptr<Shared> shared)
    : socket_(std::move(socket)), timer_(socket_.get_executor()), shared_(std::move(shared)) {
  ++shared_->connections;
  Error ignored;
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
}

Connection::~Connection() { --shared_->connections; }

void Connection::start() {
  asio::dispatch(socket_.get_executor(), [self = shared_from_this()] { self->wait_for_request(); });
}

void Connection::drain() {
  asio::post(socket_.get_executor(), [self = shared_from_this()] {
    if (self->idle_) self->close();
  });
}

// Our own timer instead of the stream's: a request that came too slowly still gets its 408.
void Connection::arm(std::chrono::milliseconds time) {
  timed_out_ = false;
  timer_.expires_after(time);
  watch(++armed_);
}

void Connection::disarm() {
  ++armed_;
  timer_.cancel();
}

// Asks again after an expiry: an operation of many reads does not notice when it is cancelled between two of them.
void Connection::watch(std::uint64_t armed) {
  timer_.async_wait([weak = weak_from_this(), armed](Error error) {
    const auto self = weak.lock();
    if (error || !self || armed != self->armed_) return;
    self->timed_out_ = true;
    Error ignored;
    self->socket_.cancel(ignored);
    self->timer_.expires_after(kAskAgain);
    self->watch(armed);
  });
}

void Connection::wait_for_request() {
  header_.emplace();
  whole_.reset();
  pieces_.reset();
  sink_.reset();
  route_ = nullptr;
  idle_ = true;
  if (shared_->draining) return close();
  if (buffer_.size() > 0) return read_header();  // pipelined
  arm(shared_->settings.limits.idle_time);
  socket_.async_wait(asio::ip::tcp::socket::wait_read, [self = shared_from_this()](Error error) {
    if (error) return self->close();
    self->read_header();
  });
}

void Connection::read_header() {
  idle_ = false;
  began_ = std::chrono::steady_clock::now();
  header_->header_limit(static_cast<std::uint32_t>(shared_->settings.limits.header_bytes));
  header_->body_limit(boost::none);
  arm(shared_->settings.limits.header_time);
  beast::http::async_read_header(socket_, buffer_, *header_,
                                 [self = shared_from_this()](Error error, std::size_t) { self->on_header(error); });
}

void Connection::on_header(Error error) {
  if (error == beast::http::error::end_of_stream) return close();
  request_ = std::make_shared<Request>();
  Error ignored;
  request_->peer = socket_.remote_endpoint(ignored).address().to_string();
  if (error == beast::http::error::header_limit) return refuse(431, "header_too_large");
  if (error && timed_out()) return refuse(408, "request_timeout");
  if (error && error.category() == beast::http::make_error_code(beast::http::error::bad_target).category()) {
    return refuse(400, "bad_request");
  }
  if (error) return close();
  route();
}

// Reads the head into the request and finds who answers it.
void Connection::route() {
  const auto& head = header_->get();
  keep_alive_ = head.keep_alive();
  request_->method = view(head.method_string());
  for (const auto& field : head) {
    const auto [known, fresh] = request_->headers.emplace(lower(view(field.name_string())), view(field.value()));
    if (!fresh) known->second.append(known->first == "cookie" ? "; " : ", ").append(view(field.value()));
  }
  if (const auto cookies = request_->headers.find("cookie"); cookies != request_->headers.end()) {
    request_->cookies = parse_cookies(cookies->second);
  }
  const std::string_view target = view(head.target());
  const std::size_t question = std::min(target.find('?'), target.size());
  const auto segments = parse_path(target.substr(0, question));
  if (!segments) return refuse(400, segments.error().code);
  for (const std::string& segment : *segments) request_->path.append("/").append(segment);
  auto query = parse_query(target.substr(std::min(question + 1, target.size())));
  if (!query) return refuse(400, query.error().code);
  request_->query = std::move(*query);
  auto found = shared_->router.find(request_->method, *segments);
  if (found.route == nullptr && found.allowed.empty()) return refuse(404, "not_found");
  if (found.route == nullptr) {
    Response response = error_page(*shared_, 405, "method_not_allowed", request_.get());
    std::string allowed;
    for (const std::string& method : found.allowed) allowed += (allowed.empty() ? "" : ", ") + method;
    response.headers.emplace_back("Allow", allowed);
    return answer(std::move(response));
  }
  route_ = found.route;
  request_->parameters = std::move(found.parameters);
  const std::uint64_t most = route_->sink ? route_->most_bytes : shared_->settings.limits.body_bytes;
  if (header_->content_length() && *header_->content_length() > most) return refuse(413, "body_too_large");
  continue_then([self = shared_from_this()] { self->route_->sink ? self->start_stream() : self->read_whole_body(); });
}

// Expect: 100-continue: the client waits for our word before it sends the body.
void Connection::continue_then(std::function<void()> next) {
  const auto expect = request_->headers.find("expect");
  if (expect == request_->headers.end() || lower(expect->second) != "100-continue") return next();
  go_on_ = {beast::http::status::continue_, 11};
  beast::http::async_write(socket_, go_on_,
                           [self = shared_from_this(), next = std::move(next)](Error error, std::size_t) {
                             if (error) return self->close();
                             next();
                           });
}

void Connection::read_whole_body() {
  whole_.emplace(std::move(*header_));
  whole_->body_limit(shared_->settings.limits.body_bytes);
  arm(shared_->settings.limits.body_time);
  beast::http::async_read(socket_, buffer_, *whole_,
                          [self = shared_from_this()](Error error, std::size_t) { self->on_whole_body(error); });
}

void Connection::on_whole_body(Error error) {
  if (broken(error)) return;
  request_->body = std::move(whole_->get().body());
  dispatch();
}

bool Connection::broken(Error error) {
  if (!error) return false;
  const bool from_parser = error.category() == beast::http::make_error_code(beast::http::error::body_limit).category();
  if (error == beast::http::error::body_limit) {
    refuse(413, "body_too_large");
  } else if (timed_out()) {
    refuse(408, "request_timeout");
  } else if (from_parser && error != beast::http::error::partial_message) {
    refuse(400, "bad_request");
  } else {
    observe(kClientGone);
    close();
  }
  return true;
}

// The handler runs on the pool. Once it has replied the connection may be at its next request: it has its own copies.
void Connection::dispatch() {
  disarm();
  const Reply reply = make_reply();
  const bool taken = shared_->pool.offer([shared = shared_, request = request_, route = route_, reply] {
    if (survives(route->method + " " + route->pattern, [&] { route->handler(*request, reply); })) return;
    reply(error_page(*shared, 500, "internal", request.get()));
  });
  if (!taken) reply(error_page(*shared_, 503, "overloaded", request_.get()));
}

Reply Connection::make_reply() {
  return Reply([self = shared_from_this()](Response response) {
    asio::post(self->socket_.get_executor(), [self, response = std::move(response)]() mutable {
      if (response.status == 0) return self->refuse(500, "internal");
      self->answer(std::move(response));
    });
  });
}

bool Connection::received() const {
  if (whole_) return whole_->is_done();
  return pieces_ ? pieces_->is_done() : header_->is_done();
}

void Connection::refuse(int status, std::string_view code) {
  answer(error_page(*shared_, status, code, request_.get()));
}

void Connection::answer(Response response) {
  response_.emplace();
  response_->version(11);
  response_->result(static_cast<unsigned>(response.status));
  response_->set(beast::http::field::server, "motcua");
  response_->set("X-Content-Type-Options", "nosniff");
  response_->set("Referrer-Policy", "no-referrer");
  if (response.status == 503 && !has_header(response, "Retry-After")) response_->set("Retry-After", kRetryAfter);
  if (!has_header(response, "Cache-Control")) response_->set(beast::http::field::cache_control, "no-store");
  if (!response.content_type.empty()) response_->set(beast::http::field::content_type, response.content_type);
  for (const auto& [name, value] : response.headers) response_->insert(name, value);
  keep_alive_ = keep_alive_ && received() && !shared_->draining;
  response_->keep_alive(keep_alive_);
  const bool bodiless = response.status == 204 || response.status == 304;
  if (!bodiless) response_->content_length(response.body.size());
  if (!bodiless && request_->method != "HEAD") response_->body() = std::move(response.body);
  arm(shared_->settings.limits.body_time);
  beast::http::async_write(socket_, *response_,
                           [self = shared_from_this()](Error error, std::size_t) { self->on_written(error); });
}

void Connection::on_written(Error error) {
  observe(static_cast<int>(response_->result_int()));
  response_.reset();
  if (error) return close();
  if (keep_alive_) return wait_for_request();
  linger();
}

void Connection::observe(int status) {
  if (!shared_->observer) return;
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began_);
  const std::string_view pattern = route_ == nullptr ? std::string_view() : std::string_view(route_->pattern);
  survives("the observer", [&] { shared_->observer(*request_, pattern, status, took); });
}

// Closing while the client still sends would destroy the answer on its way: say the end, then swallow for a moment.
void Connection::linger() {
  Error ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  idle_ = true;
  if (shared_->draining) return close();
  arm(kLinger);
  piece_.resize(kPiece);
  swallow();
}

void Connection::swallow() {
  socket_.async_read_some(asio::buffer(piece_), [self = shared_from_this()](Error error, std::size_t) {
    if (error || self->timed_out()) return self->close();
    self->swallow();
  });
}

void Connection::close() {
  disarm();
  Error ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
  socket_.close(ignored);
}

// A body in pieces: one is read, handed to the sink on the pool, and only when the sink has taken it is the next one
// read, so that memory stays at one piece whatever is sent.
void Connection::start_stream() {
  disarm();
  pieces_.emplace(std::move(*header_));
  pieces_->body_limit(route_->most_bytes);
  piece_.resize(kPiece);
  const bool taken = shared_->pool.offer([self = shared_from_this()] {
    const bool made = survives(self->route_->pattern, [&] { self->sink_ = self->route_->sink(*self->request_); });
    asio::post(self->socket_.get_executor(),
               [self, made] { made ? self->read_piece() : self->refuse(500, "internal"); });
  });
  if (!taken) refuse(503, "overloaded");
}

void Connection::read_piece() {
  pieces_->get().body().data = piece_.data();
  pieces_->get().body().size = piece_.size();
  arm(shared_->settings.limits.body_time);
  beast::http::async_read(socket_, buffer_, *pieces_,
                          [self = shared_from_this()](Error error, std::size_t) { self->on_piece(error); });
}

void Connection::on_piece(Error error) {
  if (error == beast::http::error::need_buffer) error = {};
  if (broken(error)) return;
  disarm();
  give_piece(piece_.size() - pieces_->get().body().size, pieces_->is_done());
}

void Connection::give_piece(std::size_t bytes, bool last) {
  const bool taken = shared_->pool.go_on([self = shared_from_this(), bytes, last] {
    std::optional<Response> response;
    const bool done = survives(self->route_->pattern, [&] {
      const auto kept = bytes == 0 ? base::Done() : self->sink_->piece({self->piece_.data(), bytes});
      if (!kept || last) response = kept ? self->sink_->end() : self->sink_->refused(kept.error());
    });
    asio::post(self->socket_.get_executor(), [self, done, response = std::move(response)]() mutable {
      if (!done) return self->refuse(500, "internal");
      response ? self->answer(std::move(*response)) : self->read_piece();
    });
  });
  if (!taken) refuse(503, "overloaded");
}

constexpr std::chrono::milliseconds kAfterAcceptFailure{50};
constexpr std::string_view kNoRoom =
    "HTTP/1.1 503 Service Unavailable\r\nServer: motcua\r\nConnection: close\r\nRetry-After: 2\r\n"
    "Content-Length: 0\r\n\r\n";

class ServerOnAsio final : public Server {
 public:
  ServerOnAsio(Settings settings, Router router, ErrorPage error_page, Observer observer)
      : shared_(std::make_shared<Shared>(std::move(settings), std::move(router), std::move(error_page),
                                         std::move(observer))),
        acceptor_(asio::make_strand(context_)),
        retry_(acceptor_.get_executor()) {}

  ~ServerOnAsio() override { finish(); }

  base::Done bind() {
    const Settings& settings = shared_->settings;
    boost::system::error_code error;
    const auto address = asio::ip::make_address(settings.address, error);
    if (error) return base::refuse("address_unusable", {{"address", settings.address}}, "address");
    const Tcp::endpoint endpoint(address, settings.port);
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error == asio::error::address_in_use) {
      return base::refuse("port_in_use", {{"port", std::to_string(settings.port)}}, "port");
    }
    if (error) return base::refuse("address_unusable", {{"address", settings.address}}, "address");
    port_ = acceptor_.local_endpoint().port();
    return std::monostate{};
  }

  std::uint16_t port() const override { return port_; }

  void run() override {
    accept();
    for (unsigned i = 0; i < std::max(1U, shared_->settings.io_threads); ++i) {
      threads_.emplace_back([this] { serve(); });
    }
    std::unique_lock lock(mutex_);
    asked_.wait(lock, [this] { return draining_; });
    const auto give_up = std::chrono::steady_clock::now() + grace_;
    while (shared_->connections > 0 && std::chrono::steady_clock::now() < give_up) {
      asked_.wait_for(lock, std::chrono::milliseconds(5));
    }
    lock.unlock();
    finish();
  }

  void drain(std::chrono::milliseconds grace) override {
    shared_->draining = true;
    asio::post(acceptor_.get_executor(), [this] {
      boost::system::error_code ignored;
      acceptor_.close(ignored);
      for (const auto& weak : open_) {
        if (const auto connection = weak.lock()) connection->drain();
      }
    });
    const std::lock_guard lock(mutex_);
    grace_ = grace;
    draining_ = true;
    asked_.notify_all();
  }

 private:
  void serve() {
    while (!survives("a connection", [this] { context_.run(); })) {
    }
  }

  // After this no handler runs any more; what they use may go before the server itself goes.
  void finish() {
    shared_->pool.finish();
    context_.stop();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

  void accept() {
    acceptor_.async_accept(asio::make_strand(context_), [this](boost::system::error_code error, Tcp::socket socket) {
      if (shared_->draining) return;
      if (error) return accept_later(error);
      const bool room = shared_->connections < shared_->settings.limits.connections;
      room ? take(std::move(socket)) : turn_away(std::move(socket));
      accept();
    });
  }

  // Out of descriptors, most likely: what is open goes on, and a little later there may be room again.
  void accept_later(const boost::system::error_code& error) {
    spdlog::warn("a connection could not be accepted: {}", error.message());
    retry_.expires_after(kAfterAcceptFailure);
    retry_.async_wait([this](boost::system::error_code) {
      if (!shared_->draining) accept();
    });
  }

  void take(Tcp::socket socket) {
    const auto connection = std::make_shared<Connection>(std::move(socket), shared_);
    if (open_.size() > 2 * shared_->connections + 64)
      std::erase_if(open_, [](const auto& weak) { return weak.expired(); });
    open_.push_back(connection);
    connection->start();
  }

  // Without waiting for anything: who comes beyond the limit must cost nothing. What it has sent already is read away,
  // else closing would take our word back.
  static void turn_away(Tcp::socket socket) {
    boost::system::error_code ignored;
    std::array<char, 4096> bytes;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(kNoRoom), ignored);
    socket.shutdown(Tcp::socket::shutdown_send, ignored);
    socket.read_some(asio::buffer(bytes), ignored);
  }

  std::shared_ptr<Shared> shared_;
  asio::io_context context_;
  asio::executor_work_guard<asio::io_context::executor_type> work_{context_.get_executor()};  // while handlers answer
  Tcp::acceptor acceptor_;
  asio::steady_timer retry_;
  std::vector<std::weak_ptr<Connection>> open_;  // as the acceptor: on its strand only
  std::vector<std::thread> threads_;
  std::mutex mutex_;
  std::condition_variable asked_;
  std::uint16_t port_ = 0;
  bool draining_ = false;
  std::chrono::milliseconds grace_{0};
};

}  // namespace

base::Result<std::unique_ptr<Server>> Server::listen(Settings settings, Router router, ErrorPage error_page,
                                                     Observer observer) {
  auto server = std::make_unique<ServerOnAsio>(std::move(settings), std::move(router), std::move(error_page),
                                               std::move(observer));
  if (auto bound = server->bind(); !bound) return tl::unexpected(bound.error());
  return server;
}

}  // namespace http
