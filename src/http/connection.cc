#include "http/connection.h"

#include <spdlog/spdlog.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

namespace http {
namespace {

constexpr std::size_t kPiece = 64 * 1024;
constexpr std::chrono::seconds kLinger{2};

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  return result;
}

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

bool has_header(const Response& response, std::string_view name) {
  return std::ranges::any_of(response.headers, [&](const auto& header) { return header.first == name; });
}

}  // namespace

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
  timer_.async_wait([weak = weak_from_this()](Error error) {
    const auto self = weak.lock();
    if (error || !self) return;
    self->timed_out_ = true;
    Error ignored;
    self->socket_.cancel(ignored);
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
    if (!fresh) known->second.append(", ").append(view(field.value()));
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
    Response response = shared_->error_page(405, "method_not_allowed", request_.get());
    std::string allowed;
    for (const std::string& method : found.allowed) allowed += (allowed.empty() ? "" : ", ") + method;
    response.headers.emplace_back("Allow", allowed);
    keep_alive_ = keep_alive_ && header_->is_done();
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
  if (error == beast::http::error::body_limit) return refuse(413, "body_too_large");
  if (error && timed_out()) return refuse(408, "request_timeout");
  if (error == beast::http::error::partial_message ||
      (error && error.category() == asio::error::get_system_category())) {
    return close();
  }
  if (error) return refuse(400, "bad_request");
  request_->body = std::move(whole_->get().body());
  dispatch();
}

// The handler runs on the pool; what it throws is our bug or the database's failure and ends this request only.
void Connection::dispatch() {
  timer_.cancel();
  const Reply reply = make_reply();
  const bool taken =
      shared_->pool.offer([self = shared_from_this(), request = request_, handler = &route_->handler, reply] {
        try {
          (*handler)(*request, reply);
        } catch (const std::exception& failure) {
          spdlog::error("{} {}: {}", request->method, self->route_->pattern, failure.what());
          reply(self->shared_->error_page(500, "internal", request.get()));
        }
      });
  if (!taken) reply(shared_->error_page(503, "overloaded", request_.get()));
}

Reply Connection::make_reply() {
  return Reply([self = shared_from_this()](Response response) {
    asio::post(self->socket_.get_executor(), [self, response = std::move(response)]() mutable {
      if (response.status == 0) response = self->shared_->error_page(500, "internal", self->request_.get());
      self->answer(std::move(response));
    });
  });
}

void Connection::refuse(int status, std::string_view code) {
  keep_alive_ = false;
  answer(shared_->error_page(status, code, request_.get()));
}

void Connection::answer(Response response) {
  response_.emplace();
  response_->version(11);
  response_->result(static_cast<unsigned>(response.status));
  response_->set(beast::http::field::server, "motcua");
  response_->set("X-Content-Type-Options", "nosniff");
  response_->set("Referrer-Policy", "no-referrer");
  if (!has_header(response, "Cache-Control")) response_->set(beast::http::field::cache_control, "no-store");
  if (!response.content_type.empty()) response_->set(beast::http::field::content_type, response.content_type);
  for (const auto& [name, value] : response.headers) response_->insert(name, value);
  keep_alive_ = keep_alive_ && !shared_->draining;
  response_->keep_alive(keep_alive_);
  const bool bodiless = response.status == 204 || response.status == 304;
  if (!bodiless) response_->content_length(response.body.size());
  if (!bodiless && request_->method != "HEAD") response_->body() = std::move(response.body);
  arm(shared_->settings.limits.body_time);
  beast::http::async_write(socket_, *response_,
                           [self = shared_from_this()](Error error, std::size_t) { self->on_written(error); });
}

void Connection::on_written(Error error) {
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began_);
  if (shared_->observer) {
    const std::string_view pattern = route_ == nullptr ? std::string_view() : std::string_view(route_->pattern);
    shared_->observer(*request_, pattern,
                      response_->result_int() == 0 ? 500 : static_cast<int>(response_->result_int()), took);
  }
  response_.reset();
  if (error) return close();
  if (keep_alive_) return wait_for_request();
  linger();
}

// Closing while the client still sends would destroy the answer on its way: say the end, then swallow for a moment.
void Connection::linger() {
  Error ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
  if (shared_->draining) return close();
  arm(kLinger);
  piece_.resize(kPiece);
  const auto swallow = std::make_shared<std::function<void()>>();
  *swallow = [self = shared_from_this(), weak = std::weak_ptr(swallow)] {
    const auto again = weak.lock();
    self->socket_.async_read_some(asio::buffer(self->piece_), [self, again](Error error, std::size_t) {
      if (error || self->timed_out()) return self->close();
      (*again)();
    });
  };
  (*swallow)();
}

void Connection::close() {
  timer_.cancel();
  Error ignored;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
  socket_.close(ignored);
}

}  // namespace http
