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

TEST_F(TakeIn, TheEndOfTheCheckIsTheLegalInstantAndNeedsNoGround) {
  clock_.set(local("2026-08-21T15:04"));
  Intake asked = intake();
  asked.checked_at = local("2026-08-21T14:58");
  const auto taken = take(asked);
  ASSERT_TRUE(taken) << taken.error().code;
  EXPECT_EQ(taken->event.occurred_at, asked.checked_at);
  EXPECT_EQ(taken->event.at, clock_.now());
  EXPECT_TRUE(taken->event.ground.is_null());
  EXPECT_EQ(base::instant_from_micros(taken->event.payload.number("statutory_due")), local("2026-09-03T14:58"));
  EXPECT_EQ(base::instant_from_micros(taken->event.payload.number("hand_over_due")), local("2026-08-21T17:00"))
      << "before 15:00, so it goes the same day";
  asked.checked_at = clock_.now() + 1s;
  EXPECT_EQ(take(asked).error().code, "checked_in_future");
  asked.checked_at = clock_.now() - 61min;
  EXPECT_EQ(take(asked).error().code, "checked_too_long_ago");
  asked.checked_at = clock_.now();
  asked.occurred_at = clock_.now() - 1h;
  asked.ground = *ground_from_text("paper_register 12/2026");
  EXPECT_EQ(take(asked).error().code, "checked_and_occurred");
  asked.occurred_at.reset();
  EXPECT_EQ(take(asked).error().code, "checked_and_occurred");
  EXPECT_EQ(record_->store().verify({}).difference, "");
}

TEST_F(TakeIn, ACheckDecidesTheSameAndWritesNothing) {
  const auto first = take(intake());
  Intake asked = intake();
  asked.key = key("the body");
  const auto stood = journal().size();
  const auto checked = check_intake(*record_, asked);
  ASSERT_TRUE(checked) << checked.error().code;
  EXPECT_EQ(journal().size(), stood);
  const auto count = [&](const char* sql) {
    return store::integer(record_->store().read()->rows(sql, {}, {store::ColumnType::kInteger}).front(), 0);
  };
  EXPECT_EQ(count("SELECT COUNT(*) FROM vault_items"), 2) << "of the dossier that was taken in";
  EXPECT_EQ(count("SELECT COUNT(*) FROM idempotency"), 0);
  const auto taken = take(asked);
  ASSERT_TRUE(taken) << taken.error().code;
  EXPECT_EQ(taken->event.payload.text("code"), "H26.00004-260821-0002") << "no serial was used up";
  const dossier::State state = dossier::evolve({}, taken->event.kind, taken->event.payload,
                                               {taken->event.legal_instant(), taken->event.at}, counter_);
  EXPECT_EQ(checked->state.statutory_due, state.statutory_due);
  EXPECT_EQ(checked->state.competent_unit, state.competent_unit);
  EXPECT_EQ(checked->warnings, warnings_from_json(*taken->event.payload.find("warnings")));
  EXPECT_EQ(checked->warnings.front().facts.at("dossier"), first->event.payload.text("code"));
}

TEST_F(TakeIn, ACheckRefusesWhatTheIntakeRefuses) {
  const auto spoil = {+[](Intake& one) { one.request.procedure = "9.999999"; },
                      +[](Intake& one) { one.request.case_id = "no such case"; },
                      +[](Intake& one) {
                        one.request.papers = {{"p9", "original", 1}};
                      },
                      +[](Intake& one) { one.request.place = {}; },
                      +[](Intake& one) { one.request.point = "no such point"; },
                      +[](Intake& one) { one.request.delivery_way = "post"; },
                      +[](Intake& one) { one.occurred_at = local("2026-08-19T10:00"); },
                      +[](Intake& one) { one.checked_at = local("2026-08-21T07:00"); },
                      +[](Intake& one) { one.account = ""; }};
  for (const auto& one : spoil) {
    Intake asked = intake();
    one(asked);
    const auto checked = check_intake(*record_, asked);
    const auto taken = take(asked);
    ASSERT_FALSE(checked || taken);
    EXPECT_EQ(checked.error().code, taken.error().code);
    EXPECT_EQ(checked.error().where, taken.error().where);
    EXPECT_EQ(checked.error().facts, taken.error().facts);
  }
  Intake by_head = intake();
  by_head.account = head_;
  EXPECT_EQ(check_intake(*record_, by_head).error().code, "forbidden");
  EXPECT_EQ(check_intake(*record_, intake(Channel::kOnline)).error().code, "value_unknown");
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
