// What the tests of a server over sockets share: a client that speaks bytes, and a server with handlers of all manners.
#pragma once
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "http/server.h"

namespace http {

using namespace std::chrono_literals;

// A client that speaks bytes, so that the tests can be as rude as the world is.
class Client {
 public:
  // `window`: how much it takes in without reading; 0: as the system likes.
  explicit Client(std::uint16_t port, int window = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    if (window > 0) ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &window, sizeof window);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    const timeval patience{60, 0};  // only so that a failure ends: sanitizers are slow
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  }
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool connected() const { return connected_; }
  bool send(std::string_view text) const {
    return ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
  }
  // One answer with its Content-Length; what came after it stays for the next.
  std::string answer() {
    while (true) {
      const std::size_t head = buffer_.find("\r\n\r\n");
      if (head != std::string::npos) {
        const std::size_t length = buffer_.find("Content-Length: ");
        const std::size_t body = length < head ? std::stoul(buffer_.substr(length + 16)) : 0;
        const std::size_t end = head + 4 + (head_only_ ? 0 : body);
        if (buffer_.size() >= end) {
          const std::string whole = buffer_.substr(0, end);
          buffer_.erase(0, end);
          return whole;
        }
      }
      if (!more()) return std::exchange(buffer_, {});
    }
  }
  // Whether something has come already.
  bool has_answer() {
    std::array<char, 1> byte;
    return ::recv(socket_, byte.data(), byte.size(), MSG_PEEK | MSG_DONTWAIT) > 0;
  }
  bool ended() {
    while (more()) {
    }
    return ended_;
  }
  void expect_no_body() { head_only_ = true; }

 private:
  bool more() {
    std::array<char, 4096> bytes;
    const ssize_t got = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (got == 0) ended_ = true;
    if (got <= 0) return false;
    buffer_.append(bytes.data(), static_cast<std::size_t>(got));
    return true;
  }
  int socket_;
  bool connected_ = false;
  bool ended_ = false;
  bool head_only_ = false;
  std::string buffer_;
};

struct CountingSink final : BodySink {
  std::size_t bytes = 0;
  base::Done piece(std::string_view piece) override {
    bytes += piece.size();
    if (piece.find('!') != std::string_view::npos) return base::refuse("bad_request");
    return std::monostate{};
  }
  Response end() override { return {200, "text/plain", std::to_string(bytes), {}}; }
  Response refused(const base::Refusal& refusal) override { return {422, "text/plain", refusal.code, {}}; }
};

constexpr std::size_t kLarge = 3 * 1024 * 1024;  // more than the system takes for a client that does not read

class ServerTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    rlimit limit{};  // two descriptors for each connection: many systems begin with 1024
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
  }

  void start(Settings settings) {
    settings.port = 0;
    Router router;
    router.add("GET", "/hello", [](const Request&, Reply reply) { reply({200, "text/plain", "hi", {}}); });
    router.add("POST", "/echo", [](const Request& request, Reply reply) {
      reply({200, "text/plain", request.body, {}});
    });
    router.add("GET", "/throws", [](const Request&, Reply) { throw std::runtime_error("secret words"); });
    router.add("GET", "/answers-and-throws", [](const Request&, Reply reply) {
      reply({200, "text/plain", "answered", {}});
      std::this_thread::sleep_for(20ms);
      throw std::runtime_error("too late");
    });
    router.add("GET", "/throws-a-number", [](const Request&, Reply) { throw 7; });
    router.add("POST", "/hello", [](const Request&, Reply reply) { reply({200, "text/plain", "hi", {}}); });
    router.add("GET", "/cookies", [](const Request& request, Reply reply) {
      reply({200, "text/plain", request.cookies.at("a") + request.cookies.at("b"), {}});
    });
    router.add("GET", "/forgets", [](const Request&, Reply) {});
    router.add("GET", "/later", [this](const Request&, Reply reply) {
      const std::lock_guard lock(mutex_);
      later_.emplace_back([reply] {
        std::this_thread::sleep_for(150ms);
        reply({200, "text/plain", "later", {}});
      });
    });
    router.add("GET", "/slow", [](const Request&, Reply reply) {
      std::this_thread::sleep_for(200ms);
      reply({200, "text/plain", "slow", {}});
    });
    router.add("GET", "/held", [this](const Request&, Reply reply) {
      const std::lock_guard lock(mutex_);
      held_.push_back(reply);
      ready_.notify_all();
    });
    router.add("GET", "/large", [](const Request&, Reply reply) {
      reply({200, "image/png", std::string(kLarge, 'x'), {}});
    });
    router.add("GET", "/text", [](const Request&, Reply reply) { reply(text()); });
    router.add("GET", "/who", [](const Request& request, Reply reply) {
      reply({200, "text/plain", request.peer + (request.secure ? " by TLS" : ""), {}});
    });
    router.add_streaming(
        "POST", "/upload", [](const Request&) { return std::make_unique<CountingSink>(); }, 1 << 30);
    auto listening = Server::listen(settings, std::move(router), error_page_,
                                    [this](const Request&, std::string_view, int status, std::chrono::microseconds) {
                                      const std::lock_guard lock(mutex_);
                                      observed_.push_back(status);
                                      if (status == throw_at_) throw std::runtime_error("the observer failed");
                                    });
    ASSERT_TRUE(listening) << listening.error().code;
    server_ = std::move(*listening);
    running_ = std::thread([this] { server_->run(); });
  }

  static Response text() {
    Response response{200, "text/plain", "", {}};
    while (response.body.size() < 5000) response.body += "tiếp nhận và trả kết quả ";
    return response;
  }

  // The replies to all requests for /held so far, at least so many.
  std::vector<Reply> held(std::size_t least) {
    std::unique_lock lock(mutex_);
    EXPECT_TRUE(ready_.wait_for(lock, 30s, [&] { return held_.size() >= least; }));
    return std::exchange(held_, {});
  }

  void TearDown() override {
    std::unique_lock lock(mutex_);
    held_.clear();
    std::vector<std::thread> later = std::move(later_);
    lock.unlock();
    for (std::thread& thread : later) thread.join();
    if (!server_) return;
    server_->drain(2s);
    running_.join();
  }

  std::string ask(std::string_view request) {
    Client client(server_->port());
    client.send(request);
    return client.answer();
  }

  // Waits for it: the observer runs after the answer has been read.
  bool observed(int status) {
    for (int tries = 0; tries < 3000; ++tries) {
      {
        const std::lock_guard lock(mutex_);
        if (std::ranges::find(observed_, status) != observed_.end()) return true;
      }
      std::this_thread::sleep_for(10ms);
    }
    return false;
  }

  ErrorPage error_page_ = [](int status, const base::Refusal& refusal, const Request*) {
    return Response{status, "text/plain", refusal.code, {}};
  };
  int throw_at_ = 0;
  std::unique_ptr<Server> server_;
  std::thread running_;
  std::vector<std::thread> later_;
  std::vector<Reply> held_;
  std::condition_variable ready_;
  std::mutex mutex_;
  std::vector<int> observed_;
};

inline bool has_status(const std::string& answer, int status) {
  return answer.starts_with("HTTP/1.1 " + std::to_string(status));
}

}  // namespace http
