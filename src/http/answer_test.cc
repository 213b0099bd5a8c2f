#include "http/answer.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <algorithm>

namespace http {
namespace {

std::string unpacked(const std::string& packed) {
  z_stream stream{};
  if (::inflateInit2(&stream, 15 + 16) != Z_OK) return "";
  std::string text(1'000'000, '\0');
  std::string input = packed;
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  const bool whole = ::inflate(&stream, Z_FINISH) == Z_STREAM_END;
  text.resize(stream.total_out);
  ::inflateEnd(&stream);
  return whole ? text : "";
}

std::vector<std::string> values(const Response& response, std::string_view name, bool secure = false) {
  std::vector<std::string> found;
  for (const auto& [key, value] : answer_fields(response, secure)) {
    if (key == name) found.push_back(value);
  }
  return found;
}

Request asking(std::string accept_encoding) {
  Request request;
  request.headers["accept-encoding"] = std::move(accept_encoding);
  return request;
}

Response text(std::size_t bytes) {
  Response response{200, "application/json", "", {}};
  while (response.body.size() < bytes) response.body += "hồ sơ ";
  response.body.resize(bytes);
  return response;
}

TEST(AcceptsGzip, ReadsTheList) {
  for (const char* yes :
       {"gzip", "GZIP", "br, gzip", "gzip;q=0.1", "gzip ; q=1.000", "x-gzip", "*", "br;q=0, *;q=0.5"}) {
    EXPECT_TRUE(accepts_gzip(yes)) << yes;
  }
  for (const char* no : {"", "br", "gzip;q=0", "gzip;q=0.000", "gzip;q=0, *", "*;q=0", "*, gzip;q=0", "gzip;q=x",
                         "gzip;q=", "gzip2", "identity"}) {
    EXPECT_FALSE(accepts_gzip(no)) << no;
  }
}

TEST(Compress, WhatComesOutIsWhatWentIn) {
  Response response = text(50'000);
  const std::string before = response.body;
  compress(response, asking("gzip"));
  EXPECT_LT(response.body.size(), before.size() / 10);
  EXPECT_EQ(unpacked(response.body), before);
  EXPECT_EQ(values(response, "Content-Encoding"), std::vector<std::string>{"gzip"});
}

TEST(Compress, LeavesAloneWhatItMustNotTouch) {
  const Request request = asking("gzip");
  EXPECT_TRUE(wants_gzip(text(1024), request));
  EXPECT_FALSE(wants_gzip(text(1023), request)) << "not worth it";
  EXPECT_FALSE(wants_gzip(text(5000), asking("br")));
  EXPECT_FALSE(wants_gzip(text(5000), Request()));
  Response secret = text(5000);
  secret.compress = false;
  EXPECT_FALSE(wants_gzip(secret, request));
  Response cookie = text(5000);
  cookie.headers = {{"set-cookie", "a=1"}};
  EXPECT_FALSE(wants_gzip(cookie, request));
  cookie.sets_secret = false;
  EXPECT_TRUE(wants_gzip(cookie, request)) << "a mere preference";
  Response packed = text(5000);
  packed.headers = {{"content-encoding", "br"}};
  EXPECT_FALSE(wants_gzip(packed, request));
  Response picture = text(5000);
  picture.content_type = "image/png";
  EXPECT_FALSE(wants_gzip(picture, request));
}

TEST(AnswerFields, TextsVaryByTheirEncodingAlsoWhenTheyAreSmall) {
  for (const char* type : {"text/html; charset=utf-8", "application/problem+json", "text/css", "image/svg+xml",
                           "Text/CSV", "text/javascript", "text/plain; version=0.0.4"}) {
    EXPECT_EQ(values({200, type, "", {}}, "Vary"), std::vector<std::string>{"Accept-Encoding"}) << type;
  }
  EXPECT_TRUE(values({200, "image/png", "", {}}, "Vary").empty());
  EXPECT_TRUE(values({204, "", "", {}}, "Vary").empty());
}

TEST(AnswerFields, EveryAnswerIsProtected) {
  for (const int status : {200, 204, 404, 500}) {
    const Response response{status, "application/json", "{}", {}};
    EXPECT_EQ(values(response, "X-Content-Type-Options"), std::vector<std::string>{"nosniff"});
    EXPECT_EQ(values(response, "Referrer-Policy"), std::vector<std::string>{"no-referrer"});
    EXPECT_EQ(values(response, "Content-Security-Policy"),
              std::vector<std::string>{"default-src 'none'; frame-ancestors 'none'"});
    EXPECT_EQ(values(response, "Cross-Origin-Opener-Policy"), std::vector<std::string>{"same-origin"});
    EXPECT_EQ(values(response, "Cross-Origin-Resource-Policy"), std::vector<std::string>{"same-origin"});
    ASSERT_EQ(values(response, "Permissions-Policy").size(), 1U);
    EXPECT_NE(values(response, "Permissions-Policy")[0].find("geolocation=()"), std::string::npos);
    EXPECT_EQ(values(response, "Server"), std::vector<std::string>{"motcua"});
    EXPECT_EQ(values(response, "Cache-Control"), std::vector<std::string>{"no-store"});
  }
}

TEST(AnswerFields, TheResponsesOwnWinInWhateverCase) {
  const Response page{
      200, "text/html", "", {{"content-security-policy", "default-src 'self'"}, {"Referrer-Policy", "same-origin"}}};
  EXPECT_TRUE(values(page, "Content-Security-Policy").empty());
  EXPECT_EQ(values(page, "content-security-policy"), std::vector<std::string>{"default-src 'self'"});
  EXPECT_EQ(values(page, "Referrer-Policy"), std::vector<std::string>{"same-origin"});
}

TEST(AnswerFields, OnlyWhatCameByTlsIsToldToStayThere) {
  const Response response{200, "text/html", "", {}};
  EXPECT_TRUE(values(response, "Strict-Transport-Security").empty());
  EXPECT_EQ(values(response, "Strict-Transport-Security", true), std::vector<std::string>{"max-age=31536000"});
}

TEST(AnswerFields, AValueOfTwoLinesIsLeftOut) {
  const Response response{200, "text/html", "", {{"Location", "/a\r\nSet-Cookie: b=1"}, {"ETag", "\"3\""}}};
  EXPECT_TRUE(values(response, "Location").empty());
  EXPECT_EQ(values(response, "ETag"), std::vector<std::string>{"\"3\""});
}

TEST(AnswerFields, WhoIsTurnedAwayIsToldWhenToComeBack) {
  EXPECT_EQ(values({503, "", "", {}}, "Retry-After"), std::vector<std::string>{"2"});
  EXPECT_EQ(values({503, "", "", {{"Retry-After", "9"}}}, "Retry-After"), std::vector<std::string>{"9"});
  EXPECT_TRUE(values({200, "", "", {}}, "Retry-After").empty());
}

}  // namespace
}  // namespace http
