#include "http/server.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <mutex>
#include <thread>

#include "http/test_server.h"

namespace http {
namespace {

TEST_F(ServerTest, AnswersAndKeepsTheConnection) {
  start({});
  Client client(server_->port());
  for (int i = 0; i < 3; ++i) {
    client.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
    const std::string answer = client.answer();
    EXPECT_TRUE(has_status(answer, 200)) << answer;
    EXPECT_TRUE(answer.ends_with("hi"));
    EXPECT_NE(answer.find("X-Content-Type-Options: nosniff"), std::string::npos);
  }
  client.send("GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(has_status(client.answer(), 200));
  EXPECT_TRUE(client.ended());
}

TEST_F(ServerTest, AnswersPipelinedRequestsInOrder) {
  start({});
  Client client(server_->port());
  client.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\nGET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(client.answer().ends_with("slow"));
  EXPECT_TRUE(client.answer().ends_with("hi"));
}

TEST_F(ServerTest, HeadHasNoBody) {
  start({});
  Client client(server_->port());
  client.expect_no_body();
  client.send("HEAD /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string answer = client.answer();
  EXPECT_NE(answer.find("Content-Length: 2"), std::string::npos);
  EXPECT_TRUE(answer.ends_with("\r\n\r\n"));
}

TEST_F(ServerTest, SaysWhatIsWrongWithARequest) {
  start({});
  EXPECT_TRUE(has_status(ask("GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n"), 404));
  const std::string wrong_method = ask("DELETE /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(has_status(wrong_method, 405));
  EXPECT_NE(wrong_method.find("Allow: GET, HEAD, POST\r\n"), std::string::npos) << wrong_method;
  EXPECT_TRUE(ask("GET /hello?a=%z HTTP/1.1\r\nHost: x\r\n\r\n").ends_with("query_malformed"));
  EXPECT_TRUE(ask("GET /a/../b HTTP/1.1\r\nHost: x\r\n\r\n").ends_with("path_malformed"));
}

TEST_F(ServerTest, TakesBodiesWholeChunkedAndAfterContinue) {
  start({});
  EXPECT_TRUE(ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello").ends_with("hello"));
  EXPECT_TRUE(
      ask("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
          .ends_with("abcde"));
  Client client(server_->port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_TRUE(has_status(client.answer(), 100));
  client.send("ok");
  EXPECT_TRUE(client.answer().ends_with("ok"));
}

TEST_F(ServerTest, LimitsHeadersAndBodies) {
  Settings settings;
  settings.limits.header_bytes = 1000;
  settings.limits.body_bytes = 10;
  start(settings);
  EXPECT_TRUE(has_status(ask("GET /hello HTTP/1.1\r\nX: " + std::string(2000, 'x') + "\r\n\r\n"), 431));
  EXPECT_TRUE(has_status(ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\nhello world"), 413));
}

TEST_F(ServerTest, ASlowRequestIsTimedOut) {
  Settings settings;
  settings.limits.header_time = 1s;
  settings.limits.body_time = 1s;
  start(settings);
  EXPECT_TRUE(has_status(ask("GET /hel"), 408));
  EXPECT_TRUE(has_status(ask("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhe"), 408));
}

TEST_F(ServerTest, AHandlerThatFailsEndsThatRequestOnly) {
  start({});
  const std::string thrown = ask("GET /throws HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(has_status(thrown, 500));
  EXPECT_EQ(thrown.find("secret words"), std::string::npos);
  EXPECT_TRUE(has_status(ask("GET /throws-a-number HTTP/1.1\r\nHost: x\r\n\r\n"), 500));
  EXPECT_TRUE(has_status(ask("GET /forgets HTTP/1.1\r\nHost: x\r\n\r\n"), 500));
  EXPECT_TRUE(has_status(ask("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n"), 200));
}

TEST_F(ServerTest, AnAnswerStandsWhenItsHandlerFailsAfterwards) {
  start({});
  Client client(server_->port());
  for (int i = 0; i < 5; ++i) {
    client.send("GET /answers-and-throws HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_TRUE(client.answer().ends_with("answered"));
  }
  client.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(client.answer().ends_with("hi"));
}

TEST_F(ServerTest, TheGraceIsTheLongestThatStoppingTakes) {
  Settings settings;
  settings.pool_threads = 1;
  start(settings);
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 20; ++i) {
    clients.push_back(std::make_unique<Client>(server_->port()));
    clients.back()->send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  std::this_thread::sleep_for(50ms);
  const auto began = std::chrono::steady_clock::now();
  server_->drain(300ms);
  running_.join();
  EXPECT_LT(std::chrono::steady_clock::now() - began, 2s) << "twenty slow answers one after another take four";
  server_.reset();
}

TEST_F(ServerTest, RepliesMayComeLaterFromAnyThread) {
  start({});
  EXPECT_TRUE(ask("GET /later HTTP/1.1\r\nHost: x\r\n\r\n").ends_with("later"));
}

// One handler runs, one waits: then the pool is full.
class FullServerTest : public ServerTest {
 protected:
  void SetUp() override {
    Settings settings;
    settings.pool_threads = 1;
    settings.pool_queue = 1;
    start(settings);
  }
  void fill() {
    for (auto& slow : slow_) {
      slow = std::make_unique<Client>(server_->port());
      slow->send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
      std::this_thread::sleep_for(40ms);
    }
  }
  std::array<std::unique_ptr<Client>, 2> slow_;
};

TEST_F(FullServerTest, SaysSoAndKeepsTheConnection) {
  Client client(server_->port());
  fill();
  client.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string refused = client.answer();
  EXPECT_TRUE(has_status(refused, 503)) << refused;
  EXPECT_NE(refused.find("Retry-After: "), std::string::npos);
  for (auto& slow : slow_) EXPECT_TRUE(slow->answer().ends_with("slow"));
  client.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(client.answer().ends_with("hi"));
}

TEST_F(FullServerTest, AnUploadThatWasTakenIsTakenToItsEnd) {
  Client client(server_->port());
  client.send("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nabc");
  std::this_thread::sleep_for(50ms);
  fill();
  client.send("def");
  const std::string answer = client.answer();
  EXPECT_TRUE(has_status(answer, 200)) << answer;
  EXPECT_TRUE(answer.ends_with("6"));
}

TEST_F(ServerTest, ARefusalOfAWholeRequestKeepsTheConnection) {
  start({});
  Client client(server_->port());
  client.send("GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(has_status(client.answer(), 404));
  client.send("DELETE /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(has_status(client.answer(), 405));
  client.send("POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nGET /");
  EXPECT_TRUE(has_status(client.answer(), 404));
  EXPECT_TRUE(client.ended()) << "a body that nobody read must not pass for the next request";
}

TEST_F(ServerTest, CookiesOfTwoHeadersAreOneList) {
  start({});
  EXPECT_TRUE(ask("GET /cookies HTTP/1.1\r\nHost: x\r\nCookie: a=1\r\nCookie: b=2\r\n\r\n").ends_with("12"));
}

TEST_F(ServerTest, AConnectionTooManyIsToldSo) {
  Settings settings;
  settings.limits.connections = 1;
  start(settings);
  Client first(server_->port());
  first.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(has_status(first.answer(), 200));
  Client second(server_->port());
  EXPECT_TRUE(has_status(second.answer(), 503));
  EXPECT_TRUE(second.ended());
}

TEST_F(ServerTest, AClientThatLeavesWhileItSendsIsObserved) {
  start({});
  Client(server_->port()).send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhe");
  EXPECT_TRUE(observed(499));
}

TEST_F(ServerTest, AnUploadThatIsLeftIsObserved) {
  start({});
  Client(server_->port()).send("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhe");
  EXPECT_TRUE(observed(499));
}

TEST_F(ServerTest, AnEdgeThatFailsEndsNothingElse) {
  error_page_ = [](int, const base::Refusal&, const Request*) -> Response {
    throw std::runtime_error("the page failed");
  };
  throw_at_ = 404;
  start({});
  Client client(server_->port());
  client.send("GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string bare = client.answer();
  EXPECT_TRUE(has_status(bare, 404)) << bare;
  EXPECT_TRUE(bare.ends_with("not_found"));
  client.send("GET /throws HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(has_status(client.answer(), 500));
  client.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(client.answer().ends_with("hi"));
}

TEST_F(ServerTest, ManyThreadsServeTogether) {
  Settings settings;
  settings.io_threads = 4;
  start(settings);
  std::atomic<int> answered = 0;
  std::vector<std::thread> clients;
  for (int i = 0; i < 8; ++i) {
    clients.emplace_back([&] {
      for (int n = 0; n < 20; ++n) answered += has_status(ask("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n"), 200) ? 1 : 0;
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(answered, 160);
}

TEST_F(ServerTest, StreamsABodyPieceByPiece) {
  start({});
  Client client(server_->port());
  constexpr std::size_t kBytes = 20'000'000;
  client.send("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(kBytes) + "\r\n\r\n");
  const std::string part(100'000, 'x');
  for (std::size_t sent = 0; sent < kBytes; sent += part.size()) ASSERT_TRUE(client.send(part));
  EXPECT_TRUE(client.answer().ends_with(std::to_string(kBytes)));
  EXPECT_TRUE(has_status(ask("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na!b"), 422));
}

TEST_F(ServerTest, DrainingFinishesWhatIsInFlight) {
  start({});
  Client idle(server_->port());
  idle.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  idle.answer();
  Client busy(server_->port());
  busy.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  std::this_thread::sleep_for(50ms);
  const std::uint16_t port = server_->port();
  server_->drain(5s);
  EXPECT_TRUE(busy.answer().ends_with("slow"));
  EXPECT_TRUE(idle.ended());
  running_.join();
  EXPECT_FALSE(Client(port).connected());
  server_.reset();
  EXPECT_EQ(observed_, (std::vector<int>{200, 200}));
}

TEST_F(ServerTest, APortInUseIsARefusal) {
  start({});
  Settings settings;
  settings.port = server_->port();
  const auto second = Server::listen(settings, Router(), nullptr, nullptr);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, "port_in_use");
  settings.address = "not an address";
  EXPECT_EQ(Server::listen(settings, Router(), nullptr, nullptr).error().code, "address_unusable");
}

}  // namespace
}  // namespace http
