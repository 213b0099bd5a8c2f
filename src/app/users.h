// Accounts as people know them: login and password are credentials, plain rows outside the journal; the rights are
// events (app/accounts.h).
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/record.h"

namespace app {

struct NewUser {
  std::string login;
  std::string password;
  std::vector<rights::Right> rights;
};

// Opens an account with its credentials. Refuses login_taken, login_malformed, unit_unknown, point_unknown,
// procedure_unknown and what check_new_password does.
base::Result<std::string> add_user(Record& record, const NewUser& user);
// Opens accounts that nobody can sign in as, in one commit; the passwords are not looked at. The login is taken all the
// same. For officers who are simulated. Refuses login_taken, login_malformed, unit_unknown, point_unknown,
// procedure_unknown.
base::Result<std::vector<std::string>> add_closed_users(Record& record, const std::vector<NewUser>& users);
// Refuses account_unknown. Sessions end at once.
base::Done disable_user(Record& record, std::string_view login);
// The operator's word for one who has forgotten theirs. Refuses account_unknown and what check_new_password does. All
// sessions end.
base::Done reset_password(Record& record, std::string_view login, std::string_view password);

struct Credential {
  std::string login;
  std::string account;  // UUID
  std::string password_hash;
  bool disabled = false;
};
std::vector<Credential> credentials(Record& record);  // by login
std::optional<Credential> credential(Record& record, std::string_view login);
void put_credential(store::Batch& batch, const Credential& credential);

// Who the account is called at the desk; the UUID itself when nobody is known by it.
std::string login_of(Record& record, std::string_view account);
std::string account_of(Record& record, std::string_view login);  // empty: unknown

}  // namespace app
