#include "app/take_in.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <set>
#include <thread>

#include "app/look.h"
#include "app/test_record.h"

namespace app {
namespace {

using namespace std::chrono_literals;
using catalog::Channel;

class TakeIn : public RecordTest {};

store::IdempotencyKey key(std::string body) { return {"scope POST /dossiers", "key-1", std::move(body)}; }

TEST_F(TakeIn, GivesCodeSecretAndDatesAtTheCounter) {
  const auto taken = take(intake());
  ASSERT_TRUE(taken) << taken.error().code;
  const base::Json& payload = taken->event.payload;
  EXPECT_EQ(payload.text("code"), "H26.00004-260821-0001");
  EXPECT_EQ(taken->secret.size(), 6u);
  EXPECT_EQ(base::instant_from_micros(payload.number("statutory_due")), local("2026-09-03T09:00"));
  EXPECT_EQ(take(intake())->event.payload.text("code"), "H26.00004-260821-0002");
}

TEST_F(TakeIn, CC_1_FiveIdenticalPostsWithOneKeyMakeOneDossier) {
  std::vector<std::thread> clicks;
  std::array<std::string, 5> codes;
  std::array<std::string, 5> secrets;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    clicks.emplace_back([&, i] {
      Intake asked = intake();
      asked.key = key("the body");
      const auto taken = take(std::move(asked));
      ASSERT_TRUE(taken) << taken.error().code;
      codes[i] = taken->event.payload.text("code");
      secrets[i] = taken->secret;
    });
  }
  for (std::thread& click : clicks) click.join();
  EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()).size(), 1u);
  EXPECT_EQ(std::set<std::string>(secrets.begin(), secrets.end()).size(), 1u);
  Intake back_button = intake();
  back_button.key = key("the body");
  EXPECT_EQ(take(std::move(back_button))->event.payload.text("code"), codes[0]);
  Intake other_body = intake();
  other_body.key = key("another body");
  EXPECT_EQ(take(std::move(other_body)).error().code, "idempotency_conflict");
}

TEST_F(TakeIn, TheSameWithoutAKeyIsTwoDossiersAndAWarning) {
  const auto first = take(intake());
  const auto second = take(intake());
  ASSERT_TRUE(first && second);
  const auto warnings = warnings_from_json(*second->event.payload.find("warnings"));
  ASSERT_EQ(warnings.size(), 1u);
  EXPECT_EQ(warnings[0].code, "possible_duplicate");
  EXPECT_EQ(warnings[0].facts.at("dossier"), first->event.payload.text("code"));
  open();  // after a restart the board knows
  const auto third = take(intake());
  EXPECT_EQ(warnings_from_json(*third->event.payload.find("warnings")).size(), 1u);
}

TEST_F(TakeIn, WordsThatGrewLongerThanABodyMayBeAreReadBack) {
  Intake asked = intake();
  asked.particulars.set("answers", base::Json().set("story", std::string((1U << 20U) + 1U, 'x')));
  asked.key = key("the body");
  const base::Json words = asked.particulars;
  const auto taken = take(asked);
  ASSERT_TRUE(taken) << taken.error().code;
  EXPECT_EQ(take(std::move(asked))->particulars, words);
  const auto tracked = track(*record_, taken->event.payload.text("code"), taken->secret, kAddress);
  ASSERT_TRUE(tracked) << tracked.error().code;
  EXPECT_EQ(tracked->particulars, words);
}

TEST_F(TakeIn, CC_4_TwoHundredParallelCreatesAcrossNewYearAreUniqueAndDense) {
  clock_.set(local("2026-12-31T23:59:59"));
  std::vector<std::thread> threads;
  std::array<std::vector<std::string>, 4> codes;
  for (auto& mine : codes) {
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) {
        if (i == 25) clock_.set(local("2027-01-01T00:00:01"));
        const auto taken = take(intake());
        ASSERT_TRUE(taken) << taken.error().code;
        mine.push_back(taken->event.payload.text("code"));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::set<std::string> all;
  for (const auto& mine : codes) all.insert(mine.begin(), mine.end());
  EXPECT_EQ(all.size(), 200u);
  std::map<std::string, int> by_day;
  for (const std::string& code : all) ++by_day[code.substr(0, code.rfind('-'))];
  for (const auto& [day, count] : by_day) {
    EXPECT_TRUE(all.contains(fmt::format("{}-{:04}", day, count))) << day << ": a gap below " << count;
  }
  EXPECT_TRUE(by_day.contains("H26.00004-270101"));
}

TEST_F(TakeIn, TZ_3_BothSidesOfUtcMidnightAreTheSameLocalDay) {
  clock_.set(local("2026-08-24T00:30"));
  EXPECT_EQ(take(intake())->event.payload.text("code"), "H26.00004-260824-0001");
  clock_.set(local("2026-08-24T06:59"));
  EXPECT_EQ(take(intake())->event.payload.text("code"), "H26.00004-260824-0002");
}

TEST_F(TakeIn, OnlineIsStateOneUntilItIsReceived) {
  const auto submitted = take(intake(Channel::kOnline));
  ASSERT_TRUE(submitted) << submitted.error().code;
  const std::string number = submitted->event.payload.text("submission");
  EXPECT_EQ(submitted->event.payload.find("code"), nullptr);
  EXPECT_EQ(submitted->event.payload.find("statutory_due"), nullptr);
  EXPECT_EQ(base::instant_from_micros(submitted->event.payload.number("reception_due")), local("2026-08-22T09:00"));
  const auto received = act_as(counter_, number, "receive");
  ASSERT_TRUE(received) << received.error().code;
  EXPECT_EQ(received->state.code, "H26.00004-260821-0001");
  EXPECT_EQ(dossier::national_state(received->state), 2);
  EXPECT_TRUE(look_at_dossier(*record_, record_->accounts()->actor(counter_), number));
  EXPECT_TRUE(track(*record_, received->state.code, submitted->secret, kAddress));
}

TEST_F(TakeIn, TheLegalInstantDecidesDayAndDue) {
  Intake asked = intake();
  asked.occurred_at = local("2026-08-19T10:00");
  EXPECT_EQ(take(asked).error().code, "ground_needed");
  asked.ground = *ground_from_text("paper_register 12/2026");
  const auto taken = take(asked);
  ASSERT_TRUE(taken) << taken.error().code;
  EXPECT_EQ(taken->event.payload.text("code"), "H26.00004-260819-0001");
  EXPECT_EQ(taken->event.at, clock_.now());
  asked.occurred_at = clock_.now() + 1s;
  EXPECT_EQ(take(asked).error().code, "occurred_in_future");
}

TEST_F(TakeIn, NobodyReceivesWithoutADesk) {
  Intake asked = intake();
  asked.account = head_;
  EXPECT_EQ(take(asked).error().code, "forbidden");
  asked.account = "";
  EXPECT_EQ(take(asked).error().code, "not_signed_in");
  EXPECT_TRUE(record_->store().read()->rows("SELECT stream FROM {dossiers}", {}, {store::ColumnType::kText}).empty());
}

TEST_F(TakeIn, GroundsCarryNumbersAndNoSentences) {
  EXPECT_EQ(ground_text(*ground_from_text("post BC-17/2026")), "post BC-17/2026");
  EXPECT_TRUE(ground_from_text("portal"));
  EXPECT_EQ(ground_from_text("because Nguyễn").error().code, "ground_malformed");
  EXPECT_EQ(ground_from_text("post of Nguyễn Văn A").error().code, "ground_malformed");
}

}  // namespace
}  // namespace app
