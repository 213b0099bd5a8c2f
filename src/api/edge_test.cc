#include "api/edge.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace api {
namespace {

base::Json body_of(const http::Response& response) { return base::parse_json(response.body).value(); }

http::Request asking(std::string language) {
  http::Request request;
  request.headers["accept-language"] = std::move(language);
  return request;
}

TEST(Problem, SaysStatusCodeAndFactsInTheAskedLanguage) {
  const base::Refusal refusal{"paper_unknown", {{"paper", "p9"}}, "/papers/0/paper"};
  const http::Response answer = problem(refusal, Language::kVietnamese);
  EXPECT_EQ(answer.status, 422);
  EXPECT_EQ(answer.content_type, "application/problem+json");
  EXPECT_EQ(body_of(answer).text("code"), "paper_unknown");
  EXPECT_EQ(body_of(answer).text("where"), "/papers/0/paper");
  EXPECT_EQ(body_of(answer).find("facts")->text("paper"), "p9");
  EXPECT_NE(body_of(answer).text("detail"), body_of(problem(refusal, Language::kEnglish)).text("detail"));
}

TEST(Problem, KeepsTheCauseOfAFailureToItself) {
  for (const char* code : {"database_failed", "internal_error", "journal_corrupt"}) {
    const http::Response answer = problem({code, {{"cause", "the name of a table"}}, ""}, Language::kEnglish);
    EXPECT_GE(answer.status, 500) << code;
    EXPECT_EQ(answer.body.find("the name of a table"), std::string::npos) << code;
  }
}

TEST(Problem, SaysWhenToComeAgainAndHowToSignIn) {
  const auto has = [](const http::Response& answer, std::string_view name) {
    return std::ranges::any_of(answer.headers, [&](const auto& header) { return header.first == name; });
  };
  EXPECT_TRUE(has(problem({"queue_full", {}, ""}, Language::kEnglish), "Retry-After"));
  EXPECT_TRUE(has(problem({"not_signed_in", {}, ""}, Language::kEnglish), "WWW-Authenticate"));
}

TEST(Language, IsVietnameseUnlessEnglishIsPreferred) {
  EXPECT_EQ(language_of(asking("")), Language::kVietnamese);
  EXPECT_EQ(language_of(asking("fr")), Language::kVietnamese);
  EXPECT_EQ(language_of(asking("vi, en;q=0.5")), Language::kVietnamese);
  EXPECT_EQ(language_of(asking("en-GB, vi;q=0.5")), Language::kEnglish);
}

}  // namespace
}  // namespace api
