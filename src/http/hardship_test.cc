// What clients do that are slow, rude, too many or dishonest, and what a server does that is told to stop.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "http/test_server.h"

namespace http {
namespace {

constexpr std::string_view kHello = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n";

bool has_line(const std::string& answer, std::string_view line) {
  return answer.find("\r\n" + std::string(line) + "\r\n") != std::string::npos;
}

std::string body_of(const std::string& answer) { return answer.substr(answer.find("\r\n\r\n") + 4); }

// Sends a piece again and again, each long before a server would lose patience, until there is an answer.
std::string trickle(Client& client, const std::string& piece, std::chrono::milliseconds pause) {
  for (int i = 0; i < 200 && !client.has_answer(); ++i) {
    client.send(piece);
    std::this_thread::sleep_for(pause);
  }
  return client.has_answer() ? client.answer() : "no answer";
}

TEST_F(ServerTest, FiveHundredSlowClientsHoldNobodyUp) {
  constexpr std::size_t kSlow = 450;
  constexpr std::size_t kDeaf = 50;
  Settings settings;
  settings.pool_threads = 1;
  settings.limits.header_time = 1h;
  settings.limits.body_time = 1h;
  start(settings);
  std::vector<std::unique_ptr<Client>> slow;
  for (std::size_t i = 0; i < kSlow; ++i) slow.push_back(std::make_unique<Client>(server_->port()));
  std::vector<std::unique_ptr<Client>> deaf;  // ask for much and never read
  for (std::size_t i = 0; i < kDeaf; ++i) {
    deaf.push_back(std::make_unique<Client>(server_->port(), 4096));
    ASSERT_TRUE(deaf.back()->send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n"));
  }
  const std::string_view body = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nok";
  Client normal(server_->port());
  for (std::size_t at = 0; at + 1 < body.size(); ++at) {
    for (const auto& client : slow) ASSERT_TRUE(client->send(body.substr(at, 1)));
    ASSERT_TRUE(normal.send(kHello));
    ASSERT_TRUE(normal.answer().ends_with("hi")) << "after " << at << " bytes of the slow ones";
  }
  for (const auto& client : slow) EXPECT_FALSE(client->has_answer());
  for (const auto& client : slow) ASSERT_TRUE(client->send("k"));
  for (const auto& client : slow) EXPECT_TRUE(client->answer().ends_with("ok")) << "slow is not wrong";
}

TEST_F(ServerTest, WhatTricklesForeverStillEnds) {
  Settings settings;
  settings.limits.header_time = 1s;
  settings.limits.body_time = 1s;
  start(settings);
  Client head(server_->port());
  head.send("GET /hello HTTP/1.1\r\nX: ");
  EXPECT_TRUE(has_status(trickle(head, "x", 50ms), 408));
  Client body(server_->port());
  body.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n");
  EXPECT_TRUE(has_status(trickle(body, "x", 50ms), 408));
  Client piece(server_->port());
  piece.send("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n");
  EXPECT_TRUE(has_status(trickle(piece, "x", 50ms), 408));
}

TEST_F(ServerTest, AnUploadKeepsPaceOnTheWhole) {
  Settings settings;
  settings.limits.body_time = 1s;
  start(settings);
  Client client(server_->port());
  client.send("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n");
  EXPECT_TRUE(has_status(trickle(client, std::string(70'000, 'x'), 200ms), 408)) << "each piece came in time";
}

TEST_F(ServerTest, WhoNeverReadsIsLeft) {
  Settings settings;
  settings.limits.body_time = 1s;
  start(settings);
  const Client client(server_->port(), 4096);
  client.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(observed(499));
}

TEST_F(ServerTest, AnIdleConnectionEnds) {
  Settings settings;
  settings.limits.idle_time = 1s;
  start(settings);
  Client client(server_->port());
  client.send(kHello);
  EXPECT_TRUE(has_status(client.answer(), 200));
  EXPECT_TRUE(client.ended());
}

TEST_F(ServerTest, BodiesAreLimitedHoweverTheyAreSent) {
  Settings settings;
  settings.limits.body_bytes = 10;
  start(settings);
  const std::string post = "POST /echo HTTP/1.1\r\nHost: x\r\n";
  EXPECT_TRUE(has_status(ask(post + "Content-Length: 10\r\n\r\n0123456789"), 200));
  EXPECT_TRUE(has_status(ask(post + "Content-Length: 11\r\n\r\n"), 413));
  const std::string chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
  EXPECT_TRUE(has_status(ask(chunked + "5\r\nabcde\r\n5\r\nfghij\r\n0\r\n\r\n"), 200));
  EXPECT_TRUE(has_status(ask(chunked + "5\r\nabcde\r\n6\r\nfghijk\r\n0\r\n\r\n"), 413));
}

TEST_F(ServerTest, WhatStandsBesideAChunkIsLimitedToo) {
  start({});
  const std::string chunked = "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_TRUE(has_status(ask(chunked + "5;" + std::string(200'000, 'x')), 400));
  EXPECT_TRUE(has_status(ask(chunked + "0\r\nX: " + std::string(200'000, 'x')), 400));
}

TEST_F(ServerTest, ARequestCannotHideInAnother) {
  start({});
  const std::string hidden = "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n";
  for (const char* fields :
       {"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
        "Transfer-Encoding: xchunked\r\n", "Content-Length: 0\r\nContent-Length: 0\r\n", "Content-Length: 0, 0\r\n",
        "Content-Length : 5\r\n", "Transfer-Encoding: identity\r\n", "Host: y\r\n"}) {
    Client client(server_->port());
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\n" + std::string(fields) + "\r\n0\r\n\r\n" + hidden);
    EXPECT_TRUE(has_status(client.answer(), 400)) << fields;
    EXPECT_EQ(client.answer(), "") << fields;
    EXPECT_TRUE(client.ended()) << fields;
  }
  EXPECT_TRUE(has_status(ask("GET /hello HTTP/1.1\r\n\r\n"), 400)) << "for nobody";
  EXPECT_TRUE(has_status(ask("GET http://x/hello HTTP/1.1\r\nHost: x\r\n\r\n"), 200));
}

TEST_F(ServerTest, ManyRequestsAtOnceAreAllAnswered) {
  start({});
  Client client(server_->port());
  constexpr int kMany = 4000;  // more than is read ahead
  std::thread sending([&] {
    for (int i = 0; i < kMany; ++i) client.send(kHello);
  });
  int answered = 0;
  while (answered < kMany && client.answer().ends_with("hi")) ++answered;
  sending.join();
  EXPECT_EQ(answered, kMany);
}

TEST_F(ServerTest, OneAddressDoesNotTakeAllPlaces) {
  Settings settings;
  settings.limits.connections = 10;
  settings.limits.connections_per_address = 2;
  start(settings);
  Client first(server_->port());
  first.send(kHello);
  EXPECT_TRUE(has_status(first.answer(), 200));
  {
    Client second(server_->port());
    second.send(kHello);
    EXPECT_TRUE(has_status(second.answer(), 200));
    Client third(server_->port());
    const std::string refused = third.answer();
    EXPECT_TRUE(has_status(refused, 503)) << refused;
    EXPECT_TRUE(has_line(refused, "Retry-After: 2")) << refused;
    EXPECT_TRUE(third.ended());
  }
  std::string answer;
  for (int tries = 0; tries < 500 && !has_status(answer, 200); ++tries) answer = ask(kHello);
  EXPECT_TRUE(has_status(answer, 200)) << "who left made room";
}

TEST_F(ServerTest, ManyMayStandBehindAProxy) {
  Settings settings;
  settings.limits.connections_per_address = 1;
  settings.trusted_proxies = {"127.0.0.0/8"};
  start(settings);
  std::vector<std::unique_ptr<Client>> clients;
  for (int i = 0; i < 5; ++i) {
    clients.push_back(std::make_unique<Client>(server_->port()));
    clients.back()->send(kHello);
    EXPECT_TRUE(has_status(clients.back()->answer(), 200));
  }
}

constexpr std::string_view kForwarded =
    "GET /who HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 1.1.1.1, 198.51.100.9\r\nX-Forwarded-Proto: https\r\n\r\n";

TEST_F(ServerTest, AProxySaysWhoAsks) {
  Settings settings;
  settings.trusted_proxies = {"127.0.0.1"};
  start(settings);
  const std::string answer = ask(kForwarded);
  EXPECT_TRUE(answer.ends_with("198.51.100.9 by TLS")) << answer;
  EXPECT_TRUE(has_line(answer, "Strict-Transport-Security: max-age=31536000"));
  EXPECT_TRUE(ask("GET /who HTTP/1.1\r\nHost: x\r\n\r\n").ends_with("127.0.0.1"));
}

TEST_F(ServerTest, AnybodyElseDoesNot) {
  start({});
  const std::string answer = ask(kForwarded);
  EXPECT_EQ(body_of(answer), "127.0.0.1");
  EXPECT_EQ(answer.find("Strict-Transport-Security"), std::string::npos);
}

TEST_F(ServerTest, AProxyThatIsNoneIsARefusal) {
  Settings settings;
  settings.port = 0;
  settings.trusted_proxies = {"10.0.0.0/64"};
  const auto listening = Server::listen(settings, Router(), nullptr, nullptr);
  ASSERT_FALSE(listening);
  EXPECT_EQ(listening.error().code, "address_unusable");
}

TEST_F(ServerTest, TextsAreSqueezedForWhoCanReadThem) {
  start({});
  const std::string ask_gzip = "GET /text HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n";
  const std::string squeezed = ask(ask_gzip);
  EXPECT_TRUE(has_line(squeezed, "Content-Encoding: gzip"));
  EXPECT_TRUE(has_line(squeezed, "Vary: Accept-Encoding"));
  EXPECT_LT(body_of(squeezed).size(), 1000U);
  const std::string plain = ask("GET /text HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(plain.find("Content-Encoding"), std::string::npos);
  EXPECT_TRUE(has_line(plain, "Vary: Accept-Encoding"));
  EXPECT_EQ(body_of(plain), text().body);
  Client head(server_->port());
  head.expect_no_body();
  head.send("HEAD" + ask_gzip.substr(3));
  EXPECT_EQ(head.answer(), squeezed.substr(0, squeezed.size() - body_of(squeezed).size())) << "the same fields";
}

TEST_F(ServerTest, AnAnswerFromAnotherThreadIsSqueezedToo) {
  start({});
  Client client(server_->port());
  client.send("GET /held HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n");
  held(1)[0](text());
  EXPECT_TRUE(has_line(client.answer(), "Content-Encoding: gzip"));
}

TEST_F(ServerTest, DrainingWaitsForBodiesAndAnswersUnderWay) {
  start({});
  Client idle(server_->port());
  idle.send(kHello);
  idle.answer();
  Client asked(server_->port());
  asked.send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::vector<Reply> replies = held(1);
  Client sending(server_->port());
  sending.send("POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
  EXPECT_TRUE(has_status(sending.answer(), 100));
  server_->drain(30s);
  EXPECT_TRUE(idle.ended());
  EXPECT_FALSE(asked.has_answer());
  sending.send("hello");
  const std::string echoed = sending.answer();
  EXPECT_TRUE(echoed.ends_with("hello")) << echoed;
  EXPECT_TRUE(has_line(echoed, "Connection: close")) << echoed;
  EXPECT_TRUE(sending.ended());
  replies[0]({200, "text/plain", "held", {}});
  EXPECT_TRUE(asked.answer().ends_with("held"));
  EXPECT_TRUE(asked.ended());
  running_.join();
  EXPECT_FALSE(Client(server_->port()).connected());
  server_.reset();
}

}  // namespace
}  // namespace http
