#include "dossier/email.h"

#include <gtest/gtest.h>

#include <string>

namespace dossier {
namespace {

TEST(Email, TakesPlainAddresses) {
  for (const char* text : {"thu@example.com", "thu.nguyen+ho-so@mail.example.vn", "T_1'2@a-b.example", "a@b.co",
                           "thu@xn--v-ndu-0ra.example"}) {
    EXPECT_TRUE(is_email(text)) << text;
  }
  EXPECT_TRUE(is_email(std::string(64, 'a') + "@example.com"));
}

TEST(Email, RefusesTheRest) {
  for (const char* text : {"",
                           "@",
                           "thu",
                           "thu@",
                           "@example.com",
                           "thu@example",
                           "thu@@example.com",
                           "thu@a@example.com",
                           "thu @example.com",
                           ".thu@example.com",
                           "thu.@example.com",
                           "t..u@example.com",
                           "thu@.example.com",
                           "thu@example..com",
                           "thu@example.com.",
                           "thu@-a.example",
                           "thu@a-.example",
                           "thu@exam_ple.com",
                           "thu@192.0.2.1",
                           "thử@example.com",
                           "thu@ví-dụ.example",
                           "Thu <thu@example.com>",
                           "thu@example.com,ba@example.com",
                           "\"thu\"@example.com"}) {
    EXPECT_FALSE(is_email(text)) << text;
  }
  EXPECT_FALSE(is_email(std::string(65, 'a') + "@example.com"));
  EXPECT_FALSE(is_email("a@" + std::string(64, 'b') + ".example"));
  std::string long_domain = "example";
  while (long_domain.size() < 254) long_domain = "aaaaaaaaa." + long_domain;
  EXPECT_FALSE(is_email("a@" + long_domain));
}

}  // namespace
}  // namespace dossier
