#include "http/proxies.h"

#include <gtest/gtest.h>

#include "http/places.h"
#include "http/server.h"

namespace http {
namespace {

using Headers = std::map<std::string, std::string, std::less<>>;

const std::vector<Network> kTrusted = networks_of({"127.0.0.1", "::1", "10.0.0.0/8"});

std::string peer(std::string_view socket_peer, std::string forwarded) {
  return asker_of(kTrusted, socket_peer, Headers{{"x-forwarded-for", std::move(forwarded)}}).peer;
}

TEST(Networks, AreReadOrRefused) {
  for (const char* good : {"127.0.0.1", "::1", "10.0.0.0/8", "fd00::/8", "0.0.0.0/0", "::/0", "10.1.2.3/32"}) {
    EXPECT_TRUE(is_network(good)) << good;
  }
  for (const char* bad : {"", "localhost", "10.0.0", "10.0.0.0/", "10.0.0.0/33", "::/129", "10.0.0.0/-1", "10.0.0.0/8 ",
                          "127.0.0.1:80", "10.0.0.0/8/8"}) {
    EXPECT_FALSE(is_network(bad)) << bad;
  }
}

TEST(Networks, HoldWhatBeginsLikeThem) {
  const auto networks = networks_of({"10.0.0.0/9", "fd00::/8"});
  EXPECT_TRUE(holds(networks, *parse_address("10.127.255.255")));
  EXPECT_TRUE(holds(networks, *parse_address("::ffff:10.1.2.3"))) << "the same address in the longer form";
  EXPECT_FALSE(holds(networks, *parse_address("10.128.0.0")));
  EXPECT_TRUE(holds(networks, *parse_address("fdff::1")));
  EXPECT_FALSE(holds(networks, *parse_address("fe00::1")));
  EXPECT_FALSE(holds(networks_of({"0.0.0.0/0"}), *parse_address("2001:db8::1")));
}

TEST(AskerOf, BelievesNobodyWhoIsNotTrusted) {
  const Headers lies{{"x-forwarded-for", "127.0.0.1"}, {"x-forwarded-proto", "https"}};
  const Asker asker = asker_of(kTrusted, "203.0.113.7", lies);
  EXPECT_EQ(asker.peer, "203.0.113.7");
  EXPECT_FALSE(asker.secure);
  EXPECT_EQ(asker_of({}, "127.0.0.1", lies).peer, "127.0.0.1");
  EXPECT_FALSE(asker_of({}, "127.0.0.1", lies).secure);
}

TEST(AskerOf, TakesTheRightmostAddressThatIsNoProxy) {
  EXPECT_EQ(peer("127.0.0.1", "198.51.100.9"), "198.51.100.9");
  EXPECT_EQ(peer("127.0.0.1", "1.1.1.1, 198.51.100.9"), "198.51.100.9") << "what a client wrote stands further left";
  EXPECT_EQ(peer("::1", "1.1.1.1,198.51.100.9, 10.1.2.3"), "198.51.100.9");
  EXPECT_EQ(peer("::ffff:127.0.0.1", "::ffff:198.51.100.9"), "198.51.100.9");
  EXPECT_EQ(peer("127.0.0.1", "2001:DB8:0::1"), "2001:db8::1");
  EXPECT_EQ(peer("127.0.0.1", "10.0.0.1, 10.0.0.2"), "10.0.0.1") << "all of them ours";
}

TEST(AskerOf, StopsAtWhatItCannotRead) {
  EXPECT_EQ(peer("127.0.0.1", ""), "127.0.0.1");
  EXPECT_EQ(peer("127.0.0.1", "198.51.100.9, unknown"), "127.0.0.1");
  EXPECT_EQ(peer("127.0.0.1", "198.51.100.9, nobody, 10.0.0.1"), "10.0.0.1");
}

TEST(AskerOf, IsSecureByTheNearestProxysWord) {
  EXPECT_TRUE(asker_of(kTrusted, "127.0.0.1", Headers{{"x-forwarded-proto", "HTTPS"}}).secure);
  EXPECT_TRUE(asker_of(kTrusted, "127.0.0.1", Headers{{"x-forwarded-proto", "http, https"}}).secure);
  EXPECT_FALSE(asker_of(kTrusted, "127.0.0.1", Headers{{"x-forwarded-proto", "https, http"}}).secure);
  EXPECT_FALSE(asker_of(kTrusted, "127.0.0.1", Headers{}).secure);
}

TEST(Places, OneAddressHasItsShareAndNoMore) {
  Places places(4, 2);
  const auto one = parse_address("203.0.113.7");
  EXPECT_TRUE(places.take(one));
  EXPECT_TRUE(places.take(one));
  EXPECT_FALSE(places.take(one));
  EXPECT_TRUE(places.take(parse_address("203.0.113.8")));
  EXPECT_TRUE(places.take(parse_address("203.0.113.8")));
  places.leave(one);
  EXPECT_TRUE(places.take(one)) << "a place that was left is free";
  EXPECT_FALSE(places.take(parse_address("203.0.113.9"))) << "all four are taken";
  EXPECT_EQ(places.taken(), 4U);
}

TEST(Places, ASubscribersNetworkCountsAsOneAndAProxyNot) {
  Places places(10, 1);
  EXPECT_TRUE(places.take(parse_address("2001:db8:0:1::1")));
  EXPECT_FALSE(places.take(parse_address("2001:db8:0:1:ffff::2")));
  EXPECT_TRUE(places.take(parse_address("2001:db8:0:2::1")));
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(places.take(std::nullopt));
  Places open(10, 0);
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(open.take(parse_address("203.0.113.7")));
}

}  // namespace
}  // namespace http
