#include "http/server.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "http/connection.h"
#include "http/shared.h"

namespace http {
namespace {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;

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
    for (const std::string& proxy : settings.trusted_proxies) {
      if (!is_network(proxy)) return base::refuse("address_unusable", {{"address", proxy}}, "trusted-proxy");
    }
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
    while (shared_->places.taken() > 0 && std::chrono::steady_clock::now() < give_up) {
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
      boost::system::error_code ignored;
      auto place = parse_address(socket.remote_endpoint(ignored).address().to_string());
      if (place && holds(shared_->trusted, *place)) place.reset();
      shared_->places.take(place) ? serve_client(std::move(socket), place) : turn_away(std::move(socket));
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

  // A want of memory ends this client's visit and not the taking in of others.
  void serve_client(Tcp::socket socket, const std::optional<Address>& place) {
    std::shared_ptr<Connection> connection;
    if (!survives("a new connection", [&] { connection = make_connection(std::move(socket), place, shared_); })) {
      return shared_->places.leave(place);
    }
    survives("a new connection", [&] {
      if (open_.size() > 2 * shared_->places.taken() + 64)
        std::erase_if(open_, [](const auto& weak) { return weak.expired(); });
      open_.push_back(connection);
      connection->start();
    });
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
