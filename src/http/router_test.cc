#include <gtest/gtest.h>

#include "http/server.h"

namespace http {
namespace {

const Handler kNothing = [](const Request&, Reply) {};

Router router() {
  Router made;
  made.add("GET", "/dossiers/{code}", kNothing);
  made.add("POST", "/dossiers/{code}/acts/{act}", kNothing);
  made.add("GET", "/dossiers/mine", kNothing);
  made.add("GET", "/", kNothing);
  return made;
}

TEST(Router, FindsByPatternAndFillsParameters) {
  const Router made = router();
  const auto found = made.find("POST", {"dossiers", "H26-1", "acts", "approve"});
  ASSERT_NE(found.route, nullptr);
  EXPECT_EQ(found.parameters.at("code"), "H26-1");
  EXPECT_EQ(found.parameters.at("act"), "approve");
  EXPECT_NE(made.find("GET", {}).route, nullptr);
}

TEST(Router, LiteralsWinOverParameters) { EXPECT_EQ(router().find("GET", {"dossiers", "mine"}).parameters.size(), 0u); }

TEST(Router, HeadIsAnsweredByGet) { EXPECT_NE(router().find("HEAD", {"dossiers", "x"}).route, nullptr); }

TEST(Router, SaysWhichMethodsAPathHas) {
  const Router made = router();
  const auto found = made.find("DELETE", {"dossiers", "x"});
  EXPECT_EQ(found.route, nullptr);
  EXPECT_EQ(found.allowed, (std::vector<std::string>{"GET", "HEAD"}));
  EXPECT_EQ(made.find("POST", {"dossiers", "mine"}).allowed, (std::vector<std::string>{"GET", "HEAD"}));
  EXPECT_TRUE(made.find("GET", {"nowhere"}).allowed.empty());
}

}  // namespace
}  // namespace http
