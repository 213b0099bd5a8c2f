#include <gtest/gtest.h>

#include "http/server.h"

namespace http {
namespace {

std::string query_code(std::string_view text) {
  const auto parsed = parse_query(text);
  return parsed ? "" : parsed.error().code;
}

TEST(ParseQuery, DecodesNamesAndValues) {
  const auto parsed = parse_query("q=%C4%91%C6%B0%E1%BB%9Dng+bộ&after=&x");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->at("q"), "đường bộ");
  EXPECT_EQ(parsed->at("after"), "");
  EXPECT_EQ(parsed->at("x"), "");
  EXPECT_TRUE(parse_query("")->empty());
}

TEST(ParseQuery, RefusesWhatItCannotRead) {
  EXPECT_EQ(query_code("a=%4"), "query_malformed");
  EXPECT_EQ(query_code("a=%zz"), "query_malformed");
  EXPECT_EQ(query_code("a=1&a=2"), "query_repeated");
  EXPECT_EQ(query_code("a=%ff"), "utf8_invalid");
}

TEST(ParsePath, DecodesSegments) {
  EXPECT_EQ(*parse_path("/api/v1/a%2Fb"), (std::vector<std::string>{"api", "v1", "a/b"}));
  EXPECT_TRUE(parse_path("/")->empty());
}

TEST(ParsePath, RefusesTricks) {
  for (const char* path : {"", "x", "/a/../b", "/a/%2e%2e/b", "/a%00b", "/%", "/a/./b"}) {
    EXPECT_EQ(parse_path(path).error().code, "path_malformed") << path;
  }
  EXPECT_EQ(parse_path("/%ff").error().code, "utf8_invalid");
}

TEST(ParseCookies, ReadsPairsAndLeavesOutTheRest) {
  const auto cookies = parse_cookies("a=1; b=\"two\"; broken; =x; a=3");
  EXPECT_EQ(cookies.size(), 2u);
  EXPECT_EQ(cookies.at("a"), "1");
  EXPECT_EQ(cookies.at("b"), "two");
}

}  // namespace
}  // namespace http
