#include "http/connection.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <chrono>

#include "http/answer.h"
#include "http/head.h"
#include "http/shared.h"
#include "http/tokens.h"

// Beast stays in this one file: it costs a compiler twenty seconds and readers of the headers a library.
namespace http {
namespace {

namespace beast = boost::beast;
namespace asio = boost::asio;

constexpr std::size_t kPiece = 64 * 1024;
constexpr std::uint64_t kPace = 1024 * 1024;  // bytes that have body_time
constexpr std::chrono::seconds kLinger{2};
constexpr std::chrono::seconds kAskAgain{1};
constexpr int kClientGone = 499;  // for the observer only: nobody was left to read an answer

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

bool is_from_parser(const boost::system::error_code& error) {
  return error.category() == beast::http::make_error_code(beast::http::error::bad_target).category();
}

// The edge's page, or a bare one should that fail.
Response error_page(const Shared& shared, int status, const base::Refusal& refusal, const Request* request) {
  Response response{status, "text/plain", refusal.code, {}};
  survives("the error page", [&] { response = shared.error_page(status, refusal, request); });
  return response;
}

// Reads a request, lets a handler answer it on the pool, writes the answer, and so on until one side ends it. All of it
// runs on the socket's strand but the handlers and the squeezing of what they answered.
class BeastConnection final : public Connection, public std::enable_shared_from_this<BeastConnection> {
 public:
  BeastConnection(asio::ip::tcp::socket socket, std::optional<Address> place, std::shared_ptr<Shared> shared);
  ~BeastConnection() override;
  BeastConnection(const BeastConnection&) = delete;
  BeastConnection& operator=(const BeastConnection&) = delete;

  void start() override;
  void drain() override;

 private:
  using Error = boost::system::error_code;
  using StringParser = beast::http::request_parser<beast::http::string_body>;
  using BufferParser = beast::http::request_parser<beast::http::buffer_body>;

  void wait_for_request();
  void read_header();
  void on_header(Error error);
  void take_head();
  void route(const std::vector<std::string>& segments);
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
  std::chrono::milliseconds time_for(std::uint64_t bytes) const;  // what body_time makes of them
  Reply make_reply();
  void squeeze(std::shared_ptr<const Request> request, Response response);
  void send(Response response);                           // from any thread
  void refuse(int status, const base::Refusal& refusal);  // answers by the edge's error page
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
  std::optional<Address> place_;
  std::shared_ptr<Shared> shared_;
  beast::flat_buffer buffer_;  // bounded: Beast would gather a chunk's extensions and trailers without end
  std::optional<beast::http::request_parser<beast::http::empty_body>> header_;
  std::optional<StringParser> whole_;
  std::optional<BufferParser> pieces_;
  std::vector<char> piece_;
  std::uint64_t streamed_ = 0;                      // bytes that came in pieces
  std::chrono::steady_clock::duration waited_{};    // for them
  std::chrono::steady_clock::time_point asked_at_;  // for the piece under way
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

BeastConnection::BeastConnection(asio::ip::tcp::socket socket, std::optional<Address> place,
                                 std::shared_ptr<Shared> shared)
    : socket_(std::move(socket)),
      timer_(socket_.get_executor()),
      place_(place),
      shared_(std::move(shared)),
      buffer_(shared_->settings.limits.header_bytes + kPiece) {
  Error ignored;
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
}

BeastConnection::~BeastConnection() { shared_->places.leave(place_); }

void BeastConnection::start() {
  asio::dispatch(socket_.get_executor(), [self = shared_from_this()] { self->wait_for_request(); });
}

void BeastConnection::drain() {
  asio::post(socket_.get_executor(), [self = shared_from_this()] {
    if (self->idle_) self->close();
  });
}

// Our own timer instead of the stream's: a request that came too slowly still gets its 408.
void BeastConnection::arm(std::chrono::milliseconds time) {
  timed_out_ = false;
  timer_.expires_after(time);
  watch(++armed_);
}

void BeastConnection::disarm() {
  ++armed_;
  timer_.cancel();
}

// Asks again after an expiry: an operation of many reads does not notice when it is cancelled between two of them.
void BeastConnection::watch(std::uint64_t armed) {
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

void BeastConnection::wait_for_request() {
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

void BeastConnection::read_header() {
  idle_ = false;
  began_ = std::chrono::steady_clock::now();
  header_->header_limit(static_cast<std::uint32_t>(shared_->settings.limits.header_bytes));
  header_->body_limit(boost::none);
  arm(shared_->settings.limits.header_time);
  beast::http::async_read_header(socket_, buffer_, *header_,
                                 [self = shared_from_this()](Error error, std::size_t) { self->on_header(error); });
}

void BeastConnection::on_header(Error error) {
  if (error == beast::http::error::end_of_stream) return close();
  request_ = std::make_shared<Request>();
  Error ignored;
  request_->peer = asker_of({}, socket_.remote_endpoint(ignored).address().to_string(), {}).peer;
  keep_alive_ = false;
  if (error == beast::http::error::header_limit) return refuse(431, {"header_too_large", {}, {}});
  if (error && timed_out()) return refuse(408, {"request_timeout", {}, {}});
  if (error && is_from_parser(error)) return refuse(400, {"bad_request", {}, {}});
  if (error) return close();
  take_head();
}

void BeastConnection::take_head() {
  const auto& parsed = header_->get();
  RawHead raw{view(parsed.method_string()), view(parsed.target()), parsed.version(), {}};
  for (const auto& field : parsed) raw.fields.emplace_back(view(field.name_string()), view(field.value()));
  Head head = read_head(raw);
  Asker asker = asker_of(shared_->trusted, request_->peer, head.request.headers);
  *request_ = std::move(head.request);
  request_->peer = std::move(asker.peer);
  request_->secure = asker.secure;
  if (head.refusal) return refuse(400, *head.refusal);
  keep_alive_ = parsed.keep_alive();
  route(head.segments);
}

// Finds who answers.
void BeastConnection::route(const std::vector<std::string>& segments) {
  auto found = shared_->router.find(request_->method, segments);
  if (found.route == nullptr && found.allowed.empty()) return refuse(404, {"not_found", {}, {}});
  if (found.route == nullptr) {
    Response response = error_page(*shared_, 405, {"method_not_allowed", {}, {}}, request_.get());
    std::string allowed;
    for (const std::string& method : found.allowed) allowed += (allowed.empty() ? "" : ", ") + method;
    response.headers.emplace_back("Allow", allowed);
    return answer(std::move(response));
  }
  route_ = found.route;
  request_->parameters = std::move(found.parameters);
  const std::uint64_t most = route_->sink ? route_->most_bytes : shared_->settings.limits.body_bytes;
  if (header_->content_length() && *header_->content_length() > most) return refuse(413, {"body_too_large", {}, {}});
  continue_then([self = shared_from_this()] { self->route_->sink ? self->start_stream() : self->read_whole_body(); });
}

// Expect: 100-continue: the client waits for our word before it sends the body.
void BeastConnection::continue_then(std::function<void()> next) {
  const bool waits = lower(request_->header("expect")) == "100-continue";
  if (!waits || header_->get().version() < 11) return next();
  go_on_ = {beast::http::status::continue_, 11};
  beast::http::async_write(socket_, go_on_,
                           [self = shared_from_this(), next = std::move(next)](Error error, std::size_t) {
                             if (error) return self->close();
                             next();
                           });
}

void BeastConnection::read_whole_body() {
  whole_.emplace(std::move(*header_));
  whole_->body_limit(shared_->settings.limits.body_bytes);
  arm(shared_->settings.limits.body_time);
  beast::http::async_read(socket_, buffer_, *whole_,
                          [self = shared_from_this()](Error error, std::size_t) { self->on_whole_body(error); });
}

void BeastConnection::on_whole_body(Error error) {
  if (broken(error)) return;
  request_->body = std::move(whole_->get().body());
  dispatch();
}

bool BeastConnection::broken(Error error) {
  if (!error) return false;
  if (error == beast::http::error::body_limit) {
    refuse(413, {"body_too_large", {}, {}});
  } else if (timed_out()) {
    refuse(408, {"request_timeout", {}, {}});
  } else if (is_from_parser(error) && error != beast::http::error::partial_message) {
    refuse(400, {"bad_request", {}, {}});
  } else {
    observe(kClientGone);
    close();
  }
  return true;
}

// The handler runs on the pool. Once it has replied the connection may be at its next request: it has its own copies.
void BeastConnection::dispatch() {
  disarm();
  const Reply reply = make_reply();
  const bool taken = shared_->pool.offer([shared = shared_, request = request_, route = route_, reply] {
    if (survives(route->method + " " + route->pattern, [&] { route->handler(*request, reply); })) return;
    reply(error_page(*shared, 500, {"internal", {}, {}}, request.get()));
  });
  if (!taken) reply(error_page(*shared_, 503, {"overloaded", {}, {}}, request_.get()));
}

Reply BeastConnection::make_reply() {
  return Reply([self = shared_from_this(), request = request_](Response response) {
    if (wants_gzip(response, *request)) return self->squeeze(request, std::move(response));
    self->send(std::move(response));
  });
}

// On the pool: a thread of somebody else who answers (the record has one for all its commands) is not kept busy.
void BeastConnection::squeeze(std::shared_ptr<const Request> request, Response response) {
  auto work = [self = shared_from_this(), request = std::move(request), response = std::move(response)]() mutable {
    survives("compressing", [&] { compress(response, *request); });
    self->send(std::move(response));
  };
  if (shared_->pool.runs_here()) return work();
  shared_->pool.go_on(std::move(work));  // refuses only when the server has given up on what is in flight
}

void BeastConnection::send(Response response) {
  asio::post(socket_.get_executor(), [self = shared_from_this(), response = std::move(response)]() mutable {
    if (response.status == 0) return self->refuse(500, {"internal", {}, {}});
    self->answer(std::move(response));
  });
}

bool BeastConnection::received() const {
  if (whole_) return whole_->is_done();
  return pieces_ ? pieces_->is_done() : header_->is_done();
}

void BeastConnection::refuse(int status, const base::Refusal& refusal) {
  answer(error_page(*shared_, status, refusal, request_.get()));
}

void BeastConnection::answer(Response response) {
  response_.emplace();
  response_->version(11);
  response_->result(static_cast<unsigned>(response.status));
  for (const auto& [name, value] : answer_fields(response, request_->secure)) response_->insert(name, value);
  keep_alive_ = keep_alive_ && received() && !shared_->draining;
  response_->keep_alive(keep_alive_);
  const bool bodiless = response.status == 204 || response.status == 304;
  if (!bodiless) response_->content_length(response.body.size());
  if (!bodiless && request_->method != "HEAD") response_->body() = std::move(response.body);
  arm(time_for(response_->body().size()));
  beast::http::async_write(socket_, *response_,
                           [self = shared_from_this()](Error error, std::size_t) { self->on_written(error); });
}

void BeastConnection::on_written(Error error) {
  observe(error ? kClientGone : static_cast<int>(response_->result_int()));
  response_.reset();
  if (error) return close();
  if (keep_alive_) return wait_for_request();
  linger();
}

void BeastConnection::observe(int status) {
  if (!shared_->observer) return;
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began_);
  const std::string_view pattern = route_ == nullptr ? std::string_view() : std::string_view(route_->pattern);
  survives("the observer", [&] { shared_->observer(*request_, pattern, status, took); });
}

// Closing while the client still sends would destroy the answer on its way: say the end, then swallow for a moment.
void BeastConnection::linger() {
  Error ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  idle_ = true;
  if (shared_->draining) return close();
  arm(kLinger);
  piece_.resize(kPiece);
  swallow();
}

void BeastConnection::swallow() {
  socket_.async_read_some(asio::buffer(piece_), [self = shared_from_this()](Error error, std::size_t) {
    if (error || self->timed_out()) return self->close();
    self->swallow();
  });
}

void BeastConnection::close() {
  disarm();
  Error ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
  socket_.close(ignored);
}

// A body in pieces: one is read, handed to the sink on the pool, and only when the sink has taken it is the next one
// read, so that memory stays at one piece whatever is sent.
void BeastConnection::start_stream() {
  disarm();
  streamed_ = 0;
  waited_ = {};
  pieces_.emplace(std::move(*header_));
  pieces_->body_limit(route_->most_bytes);
  piece_.resize(kPiece);
  const bool taken = shared_->pool.offer([self = shared_from_this()] {
    const bool made = survives(self->route_->pattern, [&] { self->sink_ = self->route_->sink(*self->request_); });
    asio::post(self->socket_.get_executor(), [self, made] {
      made ? self->read_piece() : self->refuse(500, {"internal", {}, {}});
    });
  });
  if (!taken) refuse(503, {"overloaded", {}, {}});
}

std::chrono::milliseconds BeastConnection::time_for(std::uint64_t bytes) const {
  const std::chrono::milliseconds body_time = shared_->settings.limits.body_time;
  return body_time + body_time * (bytes / kPace);
}

void BeastConnection::read_piece() {
  pieces_->get().body().data = piece_.data();
  pieces_->get().body().size = piece_.size();
  asked_at_ = std::chrono::steady_clock::now();
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(time_for(streamed_) - waited_);
  // Said here and not left to the timer: a piece that is there before the timer's word would never hear it.
  if (left <= std::chrono::milliseconds::zero()) return refuse(408, {"request_timeout", {}, {}});
  arm(std::min<std::chrono::milliseconds>(shared_->settings.limits.body_time, left));
  beast::http::async_read(socket_, buffer_, *pieces_,
                          [self = shared_from_this()](Error error, std::size_t) { self->on_piece(error); });
}

void BeastConnection::on_piece(Error error) {
  if (error == beast::http::error::need_buffer) error = {};
  if (broken(error)) return;
  disarm();
  waited_ += std::chrono::steady_clock::now() - asked_at_;
  const std::size_t bytes = piece_.size() - pieces_->get().body().size;
  streamed_ += bytes;
  give_piece(bytes, pieces_->is_done());
}

void BeastConnection::give_piece(std::size_t bytes, bool last) {
  const bool taken = shared_->pool.go_on([self = shared_from_this(), bytes, last] {
    std::optional<Response> response;
    const bool done = survives(self->route_->pattern, [&] {
      const auto kept = bytes == 0 ? base::Done() : self->sink_->piece({self->piece_.data(), bytes});
      if (!kept || last) response = kept ? self->sink_->end() : self->sink_->refused(kept.error());
      if (response) compress(*response, *self->request_);
    });
    asio::post(self->socket_.get_executor(), [self, done, response = std::move(response)]() mutable {
      if (!done) return self->refuse(500, {"internal", {}, {}});
      response ? self->answer(std::move(*response)) : self->read_piece();
    });
  });
  if (!taken) refuse(503, {"overloaded", {}, {}});
}

}  // namespace

std::shared_ptr<Connection> make_connection(Socket&& socket, std::optional<Address> place,
                                            std::shared_ptr<Shared> shared) {
  return std::make_shared<BeastConnection>(std::move(socket), place, std::move(shared));
}

}  // namespace http
