#include "dossier/check_end.h"

#include <gtest/gtest.h>

namespace dossier {
namespace {

using catalog::Channel;

base::Instant at(std::string_view local) { return base::parse_local_instant(local).value(); }

std::string refused(std::string_view checked, std::string_view now, Channel channel = Channel::kCounter,
                    const ReceptionSettings& settings = {}) {
  const auto may = may_count_from_check(at(checked), channel, at(now), settings);
  return may ? "" : may.error().code;
}

TEST(CheckEnd, IsAtMostAnHourAgoAndNeverToCome) {
  EXPECT_EQ(refused("2026-08-21T09:00:00", "2026-08-21T09:00:00"), "");
  EXPECT_EQ(refused("2026-08-21T08:00:00", "2026-08-21T09:00:00"), "");
  EXPECT_EQ(refused("2026-08-21T07:59:59", "2026-08-21T09:00:00"), "checked_too_long_ago");
  EXPECT_EQ(refused("2026-08-21T09:00:01", "2026-08-21T09:00:00"), "checked_in_future");
}

TEST(CheckEnd, HowLongAgoIsASettingThatTheRefusalTells) {
  const ReceptionSettings settings{.most_minutes_since_check = 10};
  EXPECT_EQ(refused("2026-08-21T08:50:00", "2026-08-21T09:00:00", Channel::kCounter, settings), "");
  const auto may = may_count_from_check(at("2026-08-21T08:49"), Channel::kCounter, at("2026-08-21T09:00"), settings);
  ASSERT_FALSE(may);
  EXPECT_EQ(may.error().facts.at("most_minutes"), "10");
  EXPECT_EQ(may.error().where, "/checked_at");
}

TEST(CheckEnd, TZ_IsOnTheSameLocalDay) {
  EXPECT_EQ(refused("2026-08-20T23:50", "2026-08-21T00:10"), "checked_on_another_day");
  EXPECT_EQ(refused("2026-08-21T06:50", "2026-08-21T07:10"), "") << "UTC's midnight lies between, Hanoi's does not";
}

TEST(CheckEnd, IsOnlySaidAtTheCounter) {
  EXPECT_EQ(refused("2026-08-21T08:55", "2026-08-21T09:00", Channel::kPost), "checked_not_at_counter");
  EXPECT_EQ(refused("2026-08-21T08:55", "2026-08-21T09:00", Channel::kOnline), "checked_not_at_counter");
}

}  // namespace
}  // namespace dossier
