#include "app/sign_in.h"

#include <memory>

#include "app/commit.h"
#include "app/password.h"
#include "app/users.h"
#include "base/hash.h"
#include "store/plain_tables.h"

namespace app {
namespace {

constexpr std::chrono::hours kSessionLength{12};
constexpr std::size_t kMostAgent = 200;
constexpr std::size_t kIdLength = 32;
constexpr std::int64_t kSweptAtOnce = 50;

std::string hash_of(std::string_view token) { return base::to_hex(base::sha256(token)); }

// A session as it is found: with the key of its row.
struct Kept {
  std::string hash;
  Session session;
};

std::vector<Kept> find(Record& record, const std::string& where, const std::vector<store::Value>& values) {
  using store::ColumnType;
  std::vector<Kept> found;
  const auto read = record.store().read();
  for (const store::Row& row : read->rows("SELECT s.token_hash, s.account, c.login, s.created_at, s.expires_at, s.agent"
                                          " FROM sessions s JOIN credentials c ON c.account = s.account " +
                                              where,
                                          values,
                                          {ColumnType::kText, ColumnType::kText, ColumnType::kText,
                                           ColumnType::kInteger, ColumnType::kInteger, ColumnType::kText})) {
    const std::string hash = store::text(row, 0);
    found.push_back({hash,
                     {.id = hash.substr(0, kIdLength),
                      .token = {},
                      .account = store::text(row, 1),
                      .login = store::text(row, 2),
                      .created_at = base::instant_from_micros(store::integer(row, 3)),
                      .expires_at = base::instant_from_micros(store::integer(row, 4)),
                      .agent = store::text(row, 5)}});
  }
  return found;
}

std::vector<Kept> living(Record& record, const std::string& account) {
  return find(record, "WHERE s.account = :p1 AND s.expires_at > :p2 AND c.disabled = 0 ORDER BY s.created_at DESC",
              {account, base::to_micros(record.clock().now())});
}

// Those that have expired go with the next sign-in, a few at a time.
void sweep(Record& record, store::Batch& batch) {
  for (const Kept& old : find(record, "WHERE s.expires_at <= :p1 ORDER BY s.expires_at LIMIT :p2",
                              {base::to_micros(batch.at()), kSweptAtOnce})) {
    batch.erase_row(store::kSessions, old.hash);
  }
}

base::Result<Session> open_session(Record& record, store::Batch& batch, const Credential& owner,
                                   const std::string& token, const std::string& agent) {
  // Asked here, where what another process has just opened or closed is known.
  if (record.accounts_in_batch().actor(owner.account).account.empty()) return base::refuse("account_or_password_wrong");
  const std::string hash = hash_of(token);
  Session made{.id = hash.substr(0, kIdLength),
               .token = token,
               .account = owner.account,
               .login = owner.login,
               .created_at = batch.at(),
               .expires_at = batch.at() + kSessionLength,
               .agent = agent};
  batch.put(store::kSessions, {hash, made.account, base::to_micros(made.created_at), base::to_micros(made.created_at),
                               base::to_micros(made.expires_at), agent});
  sweep(record, batch);
  return made;
}

template <class Then>
Record::Otherwise refused(const Then& then) {
  return [then](const base::Refusal& refusal) { then(tl::unexpected(refusal)); };
}

base::Done may_try(Record& record, const std::string& login) {
  const auto wait = record.throttles().passwords.wait(login, record.clock().steady());
  if (wait.count() == 0) return std::monostate{};
  return base::refuse("too_many_tries", {{"seconds", std::to_string(wait.count())}});
}

// The account when the password is its own. The wrong try is counted under the login that was typed, known or not.
base::Result<Credential> check(Record& record, const std::string& login, const std::string& password,
                               std::string_view refusal) {
  if (auto now = may_try(record, login); !now) return tl::unexpected(now.error());
  const auto found = credential(record, login);
  const bool fits = password_fits(found ? found->password_hash : std::string(), password);
  if (fits && found && !found->disabled) {
    record.throttles().passwords.right(login);
    return *found;
  }
  record.throttles().passwords.wrong(login, record.clock().steady());
  return base::refuse(std::string(refusal));
}

void sign_in_now(Record& record, const SignIn& asked, const ThenSignedIn& then) {
  auto owner = check(record, asked.login, asked.password, "account_or_password_wrong");
  if (!owner) return then(tl::unexpected(owner.error()));
  const std::string token = base::random_hex(record.random(), 32);
  const std::string agent = asked.agent.substr(0, kMostAgent);
  commit<Session>(
      record.writer(), {},
      [&record, owner = *owner, token, agent](store::Batch& batch) {
        return open_session(record, batch, owner, token, agent);
      },
      [&record, then](base::Result<Session> session, std::int64_t) {
        record.answer_later([then, session = std::move(session)] { then(session); }, refused(then));
      });
}

void change_now(Record& record, const PasswordChange& asked, const ThenDone& then) {
  auto owner = check(record, asked.login, asked.current, "password_wrong");
  if (!owner) return then(tl::unexpected(base::Refusal{owner.error().code, owner.error().facts, "/current"}));
  if (asked.wanted == asked.current) return then(base::refuse("password_unchanged", {}, "/new"));
  owner->password_hash = hash_password(asked.wanted);
  commit<std::monostate>(
      record.writer(), {},
      [&record, owner = *owner, token = asked.token](store::Batch& batch) -> base::Done {
        put_credential(batch, owner);
        end_sessions(record, batch, owner.account, token);
        return std::monostate{};
      },
      [&record, then](base::Done done, std::int64_t) {
        record.answer_later([then, done = std::move(done)] { then(done); }, refused(then));
      });
}

}  // namespace

void sign_in(Record& record, SignIn asked, ThenSignedIn then) {
  if (auto now = may_try(record, asked.login); !now) return then(tl::unexpected(now.error()));
  const bool taken = record.password_later(
      [&record, asked = std::move(asked), then] { sign_in_now(record, asked, then); }, refused(then));
  if (!taken) then(base::refuse("overloaded"));
}

std::optional<Session> session_of(Record& record, std::string_view token) {
  auto found = find(record, "WHERE s.token_hash = :p1 AND s.expires_at > :p2 AND c.disabled = 0",
                    {hash_of(token), base::to_micros(record.clock().now())});
  return found.empty() ? std::nullopt : std::optional(std::move(found.front().session));
}

base::Done sign_out(Record& record, std::string_view token) {
  const std::string hash = hash_of(token);
  return commit_and_wait<std::monostate>(record.writer(), {}, [&](store::Batch& batch) -> base::Done {
    batch.erase_row(store::kSessions, hash);
    return std::monostate{};
  });
}

std::vector<Session> sessions_of(Record& record, const std::string& account) {
  std::vector<Session> sessions;
  for (Kept& one : living(record, account)) sessions.push_back(std::move(one.session));
  return sessions;
}

base::Done end_session(Record& record, const std::string& account, std::string_view id) {
  for (const Kept& one : living(record, account)) {
    if (one.session.id != id) continue;
    return commit_and_wait<std::monostate>(record.writer(), {}, [&](store::Batch& batch) -> base::Done {
      batch.erase_row(store::kSessions, one.hash);
      return std::monostate{};
    });
  }
  return base::refuse("not_found");
}

void end_sessions(Record& record, store::Batch& batch, const std::string& account, std::string_view but_token) {
  const std::string kept = but_token.empty() ? std::string() : hash_of(but_token);
  for (const Kept& one : find(record, "WHERE s.account = :p1", {account})) {
    if (one.hash != kept) batch.erase_row(store::kSessions, one.hash);
  }
}

void change_password(Record& record, PasswordChange asked, ThenDone then) {
  if (auto good = check_new_password(asked.wanted, "/new"); !good) return then(tl::unexpected(good.error()));
  if (auto now = may_try(record, asked.login); !now) return then(tl::unexpected(now.error()));
  const bool taken = record.password_later(
      [&record, asked = std::move(asked), then] { change_now(record, asked, then); }, refused(then));
  if (!taken) then(base::refuse("overloaded"));
}

}  // namespace app
