#include "app/users.h"

#include <algorithm>
#include <cctype>

#include "app/commit.h"
#include "app/password.h"
#include "app/sign_in.h"
#include "store/plain_tables.h"

namespace app {
namespace {

std::vector<Credential> find(Record& record, const std::string& where, const std::vector<store::Value>& values) {
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
    for (const std::string& procedure : right.procedures) {
      if (catalog.versions(procedure) == nullptr) {
        return base::refuse("procedure_unknown", {{"procedure", procedure}}, "procedure");
      }
    }
  }
  return std::monostate{};
}

store::NewEvent account_event(const std::string& account, std::string_view kind, std::string_view rule,
                              base::Json payload) {
  return {.stream = "account/" + account,
          .kind = std::string(kind),
          .schema = 1,
          .occurred_at = {},
          .ground = {},
          .actor = system_actor(rule),
          .basis = {},
          .payload = std::move(payload)};
}

base::Done check_free(Record& record, const NewUser& user) {
  if (!is_login(user.login)) return base::refuse("login_malformed", {{"login", user.login}}, "login");
  if (auto rights = check_rights(*record.catalog(), user.rights); !rights) return rights;
  if (credential(record, user.login)) return base::refuse("login_taken", {{"login", user.login}}, "login");
  return std::monostate{};
}

void open_account(store::Batch& batch, const NewUser& user, const Credential& made, std::string_view rule) {
  base::JsonArray rights;
  for (const rights::Right& right : user.rights) rights.push_back(to_json(right));
  batch.append(
      account_event(made.account, "AccountOpened", rule, base::Json().set("rights", base::Json(std::move(rights)))));
  put_credential(batch, made);
}

}  // namespace

base::Result<std::string> add_user(Record& record, const NewUser& user) {
  if (!is_login(user.login)) return base::refuse("login_malformed", {{"login", user.login}}, "login");
  if (auto good = check_new_password(user.password, "password"); !good) return tl::unexpected(good.error());
  if (auto free = check_free(record, user); !free) return tl::unexpected(free.error());
  const Credential made{user.login, base::uuid7(record.clock().now(), record.random()), hash_password(user.password),
                        false};
  return commit_and_wait<std::string>(record.writer(), {{"account/" + made.account}, {}, {}},
                                      [&](store::Batch& batch) -> base::Result<std::string> {
                                        open_account(batch, user, made, "user add");
                                        return made.account;
                                      });
}

base::Result<std::vector<std::string>> add_closed_users(Record& record, const std::vector<NewUser>& users) {
  std::vector<Credential> made;
  store::Needs needs;
  for (const NewUser& user : users) {
    if (auto free = check_free(record, user); !free) return tl::unexpected(free.error());
    made.push_back({user.login, base::uuid7(record.clock().now(), record.random()), "", true});
    needs.streams.push_back("account/" + made.back().account);
  }
  return commit_and_wait<std::vector<std::string>>(record.writer(), needs,
                                                   [&](store::Batch& batch) -> base::Result<std::vector<std::string>> {
                                                     std::vector<std::string> accounts;
                                                     for (std::size_t i = 0; i < users.size(); ++i) {
                                                       open_account(batch, users[i], made[i], "simulate");
                                                       accounts.push_back(made[i].account);
                                                     }
                                                     return accounts;
                                                   });
}

base::Done disable_user(Record& record, std::string_view login) {
  auto found = credential(record, login);
  if (!found) return base::refuse("account_unknown", {{"login", std::string(login)}}, "login");
  found->disabled = true;
  return commit_and_wait<std::monostate>(
      record.writer(), {{"account/" + found->account}, {}, {}}, [&](store::Batch& batch) -> base::Done {
        batch.append(account_event(found->account, "AccountDisabled", "user disable", base::JsonObject()));
        put_credential(batch, *found);
        return std::monostate{};
      });
}

base::Done reset_password(Record& record, std::string_view login, std::string_view password) {
  auto found = credential(record, login);
  if (!found) return base::refuse("account_unknown", {{"login", std::string(login)}}, "login");
  if (auto good = check_new_password(password, "password"); !good) return good;
  found->password_hash = hash_password(password);
  return commit_and_wait<std::monostate>(record.writer(), {}, [&](store::Batch& batch) -> base::Done {
    put_credential(batch, *found);
    end_sessions(record, batch, found->account, "");
    return std::monostate{};
  });
}

std::vector<Credential> credentials(Record& record) { return find(record, "ORDER BY login", {}); }

std::optional<Credential> credential(Record& record, std::string_view login) {
  auto found = find(record, "WHERE login = :p1", {std::string(login)});
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

void put_credential(store::Batch& batch, const Credential& credential) {
  batch.put(store::kCredentials, {credential.login, credential.account, credential.password_hash,
                                  std::int64_t{credential.disabled ? 1 : 0}, base::to_micros(batch.at())});
}

std::string login_of(Record& record, std::string_view account) {
  if (account.empty()) return {};
  const auto found = find(record, "WHERE account = :p1", {std::string(account)});
  return found.empty() ? std::string(account) : found.front().login;
}

std::string account_of(Record& record, std::string_view login) {
  const auto found = credential(record, login);
  return found ? found->account : std::string();
}

}  // namespace app
