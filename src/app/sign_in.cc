#include "app/sign_in.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <semaphore>

#include "app/commit.h"
#include "base/hash.h"
#include "store/plain_tables.h"

namespace app {
namespace {

constexpr std::chrono::hours kSessionLength{12};
constexpr std::size_t kShortestPassword = 10;

// Argon2id takes 64 MiB and a good part of a second: at most two at once, so that sign-ins cannot push work aside.
std::counting_semaphore<2>& argon_places() {
  static std::counting_semaphore<2> places{2};
  return places;
}

struct ArgonPlace {
  ArgonPlace() { argon_places().acquire(); }
  ~ArgonPlace() { argon_places().release(); }
  ArgonPlace(const ArgonPlace&) = delete;
  ArgonPlace& operator=(const ArgonPlace&) = delete;
};

std::string hash_password(std::string_view password) {
  const ArgonPlace place;
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (crypto_pwhash_str(text.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    throw std::runtime_error("not enough memory for argon2id");
  }
  return text.data();
}

bool fits(const std::string& kept, std::string_view password) {
  const ArgonPlace place;
  return crypto_pwhash_str_verify(kept.c_str(), password.data(), password.size()) == 0;
}

// What an unknown account is compared with, so that the time taken tells nothing.
const std::string& nobodys_hash() {
  static const std::string kHash = hash_password("nobody has this password");
  return kHash;
}

std::string token_hash(std::string_view token) { return base::to_hex(base::sha256(token)); }

struct Credential {
  std::string login;
  std::string account;
  std::string password_hash;
  bool disabled = false;
};

std::vector<Credential> credentials(Record& record, const std::string& where, const std::vector<store::Value>& values) {
  std::vector<Credential> found;
  const auto read = record.store().read();
  for (const store::Row& row :
       read->rows("SELECT login, account, password_hash, disabled FROM credentials " + where, values,
                  {store::ColumnType::kText, store::ColumnType::kText, store::ColumnType::kText,
                   store::ColumnType::kInteger})) {
    found.push_back({store::text(row, 0), store::text(row, 1), store::text(row, 2), store::integer(row, 3) != 0});
  }
  return found;
}

std::optional<Credential> credential(Record& record, std::string_view login) {
  auto found = credentials(record, "WHERE login = :p1", {std::string(login)});
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

void put_credential(store::Batch& batch, const Credential& credential) {
  batch.put(store::kCredentials, {credential.login, credential.account, credential.password_hash,
                                  std::int64_t{credential.disabled ? 1 : 0}, base::to_micros(batch.at())});
}

bool is_login(std::string_view text) {
  return text.size() >= 2 && text.size() <= 64 && std::ranges::all_of(text, [](unsigned char c) {
           return std::isdigit(c) != 0 || std::islower(c) != 0 || c == '.' || c == '-' || c == '_';
         });
}

base::Done check_rights(const catalog::Catalog& catalog, const std::vector<rights::Right>& rights) {
  for (const rights::Right& right : rights) {
    if (catalog.unit(right.unit) == nullptr) return base::refuse("unit_unknown", {{"unit", right.unit}}, "unit");
    const catalog::Point* point = right.point.empty() ? nullptr : catalog.point(right.point);
    if (!right.point.empty() && (point == nullptr || point->unit != right.unit)) {
      return base::refuse("point_unknown", {{"point", right.point}}, "point");
    }
  }
  return std::monostate{};
}

}  // namespace

base::Result<Session> sign_in(Record& record, std::string_view login, std::string_view password,
                              std::string_view agent) {
  const auto found = credential(record, login);
  const bool right_password = fits(found ? found->password_hash : nobodys_hash(), password);
  const bool usable = found && !found->disabled && !record.accounts()->actor(found->account).account.empty();
  if (!right_password || !usable) return base::refuse("account_or_password_wrong");
  const base::Instant now = record.clock().now();
  Session session{base::random_hex(record.random(), 32), found->account, found->login, now + kSessionLength};
  const auto kept = commit_and_wait<std::monostate>(record.writer(), {}, [&](store::Batch& batch) -> base::Done {
    batch.put(store::kSessions, {token_hash(session.token), session.account, base::to_micros(now), base::to_micros(now),
                                 base::to_micros(session.expires_at), std::string(agent.substr(0, 200))});
    return std::monostate{};
  });
  if (!kept) return tl::unexpected(kept.error());
  return session;
}

std::optional<Session> session_of(Record& record, std::string_view token) {
  const auto read = record.store().read();
  const auto rows = read->rows(
      "SELECT s.account, c.login, s.expires_at FROM sessions s JOIN credentials c ON c.account = s.account"
      " WHERE s.token_hash = :p1 AND s.expires_at > :p2 AND c.disabled = 0",
      {token_hash(token), base::to_micros(record.clock().now())},
      {store::ColumnType::kText, store::ColumnType::kText, store::ColumnType::kInteger});
  if (rows.empty()) return std::nullopt;
  const store::Row& row = rows.front();
  return Session{{}, store::text(row, 0), store::text(row, 1), base::instant_from_micros(store::integer(row, 2))};
}

void sign_out(Record& record, std::string_view token) {
  const std::string hash = token_hash(token);
  (void)commit_and_wait<std::monostate>(record.writer(), {}, [&](store::Batch& batch) -> base::Done {
    batch.erase_row(store::kSessions, hash);
    return std::monostate{};
  });
}

base::Result<std::string> add_user(Record& record, const NewUser& user) {
  if (!is_login(user.login)) return base::refuse("login_malformed", {{"login", user.login}}, "login");
  if (user.password.size() < kShortestPassword) {
    return base::refuse("password_too_short", {{"least", std::to_string(kShortestPassword)}}, "password");
  }
  if (auto rights = check_rights(*record.catalog(), user.rights); !rights) return tl::unexpected(rights.error());
  if (credential(record, user.login)) return base::refuse("login_taken", {{"login", user.login}}, "login");
  base::JsonArray rights;
  for (const rights::Right& right : user.rights) rights.push_back(to_json(right));
  const Credential made{user.login, base::uuid7(record.clock().now(), record.random()), hash_password(user.password),
                        false};
  const std::string stream = "account/" + made.account;
  return commit_and_wait<std::string>(record.writer(), {{stream}, {}, {}},
                                      [&](store::Batch& batch) -> base::Result<std::string> {
                                        batch.append({.stream = stream,
                                                      .kind = "AccountOpened",
                                                      .schema = 1,
                                                      .occurred_at = {},
                                                      .ground = {},
                                                      .actor = system_actor("user add"),
                                                      .basis = {},
                                                      .payload = base::Json().set("rights", base::Json(rights))});
                                        put_credential(batch, made);
                                        return made.account;
                                      });
}

base::Done disable_user(Record& record, std::string_view login) {
  auto found = credential(record, login);
  if (!found) return base::refuse("account_unknown", {{"login", std::string(login)}}, "login");
  found->disabled = true;
  const std::string stream = "account/" + found->account;
  return commit_and_wait<std::monostate>(record.writer(), {{stream}, {}, {}}, [&](store::Batch& batch) -> base::Done {
    batch.append({.stream = stream,
                  .kind = "AccountDisabled",
                  .schema = 1,
                  .occurred_at = {},
                  .ground = {},
                  .actor = system_actor("user disable"),
                  .basis = {},
                  .payload = base::JsonObject()});
    put_credential(batch, *found);
    return std::monostate{};
  });
}

std::vector<Login> logins(Record& record) {
  std::vector<Login> all;
  for (const Credential& one : credentials(record, "ORDER BY login", {}))
    all.push_back({one.login, one.account, one.disabled});
  return all;
}

std::string login_of(Record& record, std::string_view account) {
  if (account.empty()) return {};
  const auto found = credentials(record, "WHERE account = :p1", {std::string(account)});
  return found.empty() ? std::string(account) : found.front().login;
}

std::string account_of(Record& record, std::string_view login) {
  const auto found = credential(record, login);
  return found ? found->account : std::string();
}

}  // namespace app
