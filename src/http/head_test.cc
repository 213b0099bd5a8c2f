#include "http/head.h"

#include <gtest/gtest.h>

namespace http {
namespace {

using Fields = std::vector<std::pair<std::string_view, std::string_view>>;

Head read(Fields fields, std::string_view target = "/", unsigned version = 11) {
  return read_head({"POST", target, version, std::move(fields)});
}

std::string code(const Head& head) { return head.refusal ? head.refusal->code : ""; }

TEST(ReadHead, TakesFieldsCookiesAndTarget) {
  const Head head = read({{"Host", "x:8080"}, {"COOKIE", "a=1"}, {"cookie", "b=2"}, {"X-A", "1"}, {"x-a", "2"}},
                         "/a%2Fb/c?q=%C4%91&r=+");
  ASSERT_EQ(code(head), "");
  EXPECT_EQ(head.segments, (std::vector<std::string>{"a/b", "c"}));
  EXPECT_EQ(head.request.path, "/a/b/c");
  EXPECT_EQ(head.request.query.at("q"), "đ");
  EXPECT_EQ(head.request.query.at("r"), " ");
  EXPECT_EQ(head.request.cookies.at("a") + head.request.cookies.at("b"), "12");
  EXPECT_EQ(head.request.headers.at("x-a"), "1, 2");
}

TEST(ReadHead, ARequestEndsInOneWayOnly) {
  for (const char* length : {"5, 5", "+5", "5 5", "0x5", "-1", ""}) {
    EXPECT_EQ(code(read({{"Host", "x"}, {"Content-Length", length}})), "bad_request") << length;
  }
  for (const char* coding : {"gzip", "gzip, chunked", "chunked, chunked", "xchunked", "identity", ""}) {
    EXPECT_EQ(code(read({{"Host", "x"}, {"Transfer-Encoding", coding}})), "bad_request") << coding;
  }
  EXPECT_EQ(code(read({{"Host", "x"}, {"Content-Length", "5"}, {"content-length", "5"}})), "bad_request");
  EXPECT_EQ(code(read({{"Host", "x"}, {"Content-Length", "5"}, {"Transfer-Encoding", "chunked"}})), "bad_request");
  EXPECT_EQ(code(read({{"Host", "x"}, {"Transfer-Encoding", "chunked"}}, "/", 10)), "bad_request");
  EXPECT_EQ(code(read({{"Host", "x"}, {"Transfer-Encoding", "Chunked"}})), "");
  EXPECT_EQ(code(read({{"Host", "x"}, {"Content-Length", "5"}})), "");
}

TEST(ReadHead, ARequestIsForOneHost) {
  EXPECT_EQ(code(read({})), "bad_request");
  EXPECT_EQ(code(read({}, "/", 10)), "");
  EXPECT_EQ(code(read({{"Host", "x"}, {"host", "x"}})), "bad_request");
  for (const char* host : {"", "a b", "a@b", "a,b", "a/b"}) {
    EXPECT_EQ(code(read({{"Host", host}})), "bad_request") << host;
  }
  EXPECT_EQ(code(read({{"Host", "[::1]:8080"}})), "");
}

TEST(ReadHead, AnAbsoluteTargetNamesTheSameHost) {
  const Head head = read({{"Host", "Ward.example"}}, "HTTP://ward.EXAMPLE/a?b=1");
  ASSERT_EQ(code(head), "");
  EXPECT_EQ(head.request.path, "/a");
  EXPECT_EQ(head.request.query.at("b"), "1");
  EXPECT_EQ(code(read({{"Host", "ward.example"}}, "http://elsewhere.example/a")), "bad_request");
  EXPECT_EQ(code(read({{"Host", "x"}}, "http://")), "bad_request");
  EXPECT_EQ(code(read({{"Host", "x"}}, "ftp://x/a")), "path_malformed");
}

TEST(ReadHead, ARefusedTargetStillTellsTheLanguage) {
  const Head head = read({{"Host", "x"}, {"Accept-Language", "en"}}, "/?a=1&a=2");
  EXPECT_EQ(code(head), "query_repeated");
  EXPECT_EQ(head.request.headers.at("accept-language"), "en");
}

}  // namespace
}  // namespace http
