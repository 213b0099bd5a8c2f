#include "app/sign_in.h"

#include <gtest/gtest.h>

#include <future>

#include "app/test_record.h"

namespace app {
namespace {

using namespace std::chrono_literals;

class SignInTest : public RecordTest {
 protected:
  std::string code_of(const base::Result<Session>& session) { return session ? "" : session.error().code; }

  base::Done change(const Session& session, const std::string& current, const std::string& wanted) {
    std::promise<base::Done> promise;
    change_password(*record_, {session.login, current, wanted, session.token},
                    [&](base::Done done) { promise.set_value(std::move(done)); });
    return promise.get_future().get();
  }
};

TEST_F(SignInTest, FiveWrongPasswordsSlowThatAccountDownAndNeverForEver) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of(signed_in("head", "not the password")), "account_or_password_wrong");
  const auto slowed = signed_in("head", kPassword);  // even the right one waits now
  EXPECT_EQ(code_of(slowed), "too_many_tries");
  EXPECT_EQ(slowed.error().facts.at("seconds"), "2");
  EXPECT_TRUE(signed_in("counter", kPassword));  // somebody else is not hindered
  clock_.advance(2s);
  EXPECT_EQ(code_of(signed_in("head", "not the password")), "account_or_password_wrong");
  EXPECT_EQ(signed_in("head", kPassword).error().facts.at("seconds"), "4");
  clock_.advance(4s);
  EXPECT_TRUE(signed_in("head", kPassword));
  EXPECT_EQ(code_of(signed_in("head", "not the password")), "account_or_password_wrong");  // counted from none again
  EXPECT_TRUE(signed_in("head", kPassword));
}

TEST_F(SignInTest, AnUnknownAccountIsSlowedJustTheSame) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(code_of(signed_in("nobody", kPassword)), "account_or_password_wrong");
  EXPECT_EQ(code_of(signed_in("nobody", kPassword)), "too_many_tries");
}

TEST_F(SignInTest, ManyAtOnceAllGetIn) {
  std::vector<std::future<base::Result<Session>>> all;
  for (int i = 0; i < 20; ++i) all.push_back(begin_sign_in(i % 2 == 0 ? "head" : "counter", kPassword));
  for (auto& one : all) EXPECT_TRUE(one.get());
}

TEST_F(SignInTest, ComposedAndDecomposedLettersAreOnePassword) {
  ASSERT_TRUE(add_user(*record_, {"lan", "một mật khẩu", {{rights::Role::kCounter, kWard, kPoint, {}, {}, {}}}}));
  EXPECT_TRUE(signed_in("lan", "mo\u0323\u0302t ma\u0323\u0302t kha\u0302\u0309u"));
}

TEST_F(SignInTest, SessionsAreListedAndEndedByTheirOwnerOnly) {
  const auto first = signed_in("head", kPassword);
  clock_.advance(1min);
  const auto second = signed_in("head", kPassword);
  ASSERT_TRUE(first && second);
  const auto listed = sessions_of(*record_, first->account);
  ASSERT_EQ(listed.size(), 2u);
  EXPECT_EQ(listed[0].id, second->id);
  EXPECT_EQ(listed[1].agent, "a browser");
  EXPECT_TRUE(listed[0].token.empty());
  EXPECT_EQ(end_session(*record_, counter_, first->id).error().code, "not_found");
  EXPECT_TRUE(session_of(*record_, first->token));
  EXPECT_TRUE(end_session(*record_, first->account, first->id));
  EXPECT_FALSE(session_of(*record_, first->token));
  EXPECT_TRUE(session_of(*record_, second->token));
  EXPECT_EQ(end_session(*record_, first->account, first->id).error().code, "not_found");
}

TEST_F(SignInTest, SessionsSurviveARestartAndEndWithTheAccount) {
  const auto session = signed_in("counter", kPassword);
  ASSERT_TRUE(session) << session.error().code;
  open();
  const auto found = session_of(*record_, session->token);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->account, counter_);
  sign_out(*record_, session->token);
  EXPECT_FALSE(session_of(*record_, session->token));
  const auto second = signed_in("counter", kPassword);
  ASSERT_TRUE(disable_user(*record_, "counter"));
  EXPECT_FALSE(session_of(*record_, second->token));
  EXPECT_EQ(code_of(signed_in("counter", kPassword)), "account_or_password_wrong");
}

TEST_F(SignInTest, ExpiredSessionsEndAndAreSweptAway) {
  const auto old = signed_in("head", kPassword);
  clock_.advance(13h);
  EXPECT_FALSE(session_of(*record_, old->token));
  ASSERT_TRUE(signed_in("counter", kPassword));
  const auto rows = record_->store().read()->rows("SELECT COUNT(*) FROM sessions", {}, {store::ColumnType::kInteger});
  EXPECT_EQ(store::integer(rows.front(), 0), 1);
}

TEST_F(SignInTest, ANewPasswordEndsTheOtherSessions) {
  const auto here = signed_in("head", kPassword);
  const auto elsewhere = signed_in("head", kPassword);
  const auto others = signed_in("counter", kPassword);
  EXPECT_EQ(change(*here, "not the password", "mat khau moi hon").error().code, "password_wrong");
  EXPECT_EQ(change(*here, kPassword, kPassword).error().code, "password_unchanged");
  EXPECT_EQ(change(*here, kPassword, "ngan").error().code, "password_too_short");
  EXPECT_TRUE(session_of(*record_, elsewhere->token));
  ASSERT_TRUE(change(*here, kPassword, "mat khau moi hon"));
  EXPECT_TRUE(session_of(*record_, here->token));
  EXPECT_FALSE(session_of(*record_, elsewhere->token));
  EXPECT_TRUE(session_of(*record_, others->token));
  EXPECT_EQ(code_of(signed_in("head", kPassword)), "account_or_password_wrong");
  EXPECT_TRUE(signed_in("head", "mat khau moi hon"));
}

TEST_F(SignInTest, AWrongCurrentPasswordCountsAsATry) {
  const auto here = signed_in("head", kPassword);
  for (int i = 0; i < 5; ++i) (void)change(*here, "not the password", "mat khau moi hon");
  EXPECT_EQ(change(*here, kPassword, "mat khau moi hon").error().code, "too_many_tries");
}

TEST_F(SignInTest, TheOperatorGivesANewPasswordToWhoForgot) {
  const auto before = signed_in("head", kPassword);
  EXPECT_EQ(reset_password(*record_, "nobody", "mat khau moi hon").error().code, "account_unknown");
  EXPECT_EQ(reset_password(*record_, "head", "ngan").error().code, "password_too_short");
  ASSERT_TRUE(reset_password(*record_, "head", "mat khau moi hon"));
  EXPECT_FALSE(session_of(*record_, before->token));
  EXPECT_TRUE(signed_in("head", "mat khau moi hon"));
}

}  // namespace
}  // namespace app
