// Signing in and out. Names and passwords are credentials, plain rows outside the journal; a session is a random token
// of which only the SHA-256 is kept, so that it survives a restart and a stolen database opens no session.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/record.h"

namespace app {

struct Session {
  std::string token;    // only when it was just made
  std::string account;  // UUID
  std::string login;
  base::Instant expires_at;
};

// Refuses account_or_password_wrong (also for an unknown or disabled account, after the same work).
base::Result<Session> sign_in(Record& record, std::string_view login, std::string_view password,
                              std::string_view agent);
// None when the token is unknown or expired.
std::optional<Session> session_of(Record& record, std::string_view token);
void sign_out(Record& record, std::string_view token);

struct NewUser {
  std::string login;
  std::string password;
  std::vector<rights::Right> rights;
};

// Opens an account with its credentials. Refuses login_taken, login_malformed, password_too_short, unit_unknown,
// point_unknown.
base::Result<std::string> add_user(Record& record, const NewUser& user);
// Refuses account_unknown. Sessions end at once.
base::Done disable_user(Record& record, std::string_view login);

struct Login {
  std::string login;
  std::string account;
  bool disabled = false;
};
std::vector<Login> logins(Record& record);

// Who the account is called at the desk; the UUID itself when nobody is known by it.
std::string login_of(Record& record, std::string_view account);
std::string account_of(Record& record, std::string_view login);  // empty: unknown

}  // namespace app
