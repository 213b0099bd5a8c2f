// Signing in and out, sessions, and the password's owner changing it. A session is a random token of which only the
// SHA-256 is kept, so that it survives a restart and a stolen database opens no session. Wrong passwords slow that one
// account down, never an address: 60 officers sit behind one (cases SE-7).
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/record.h"

namespace app {

struct Session {
  std::string id;       // how its owner names it; worthless for signing in
  std::string token;    // only when it was just made
  std::string account;  // UUID
  std::string login;
  base::Instant created_at;
  base::Instant expires_at;
  std::string agent;  // what the browser called itself
};

struct SignIn {
  std::string login;
  std::string password;
  std::string agent;
};
using ThenSignedIn = std::function<void(base::Result<Session>)>;

// Answers later, from a thread of its own: passwords take long on purpose. Refuses account_or_password_wrong (also for
// an unknown or disabled account, after the same work), too_many_tries with the seconds to wait, overloaded.
void sign_in(Record& record, SignIn asked, ThenSignedIn then);

// None when the token is unknown or expired.
std::optional<Session> session_of(Record& record, std::string_view token);
base::Done sign_out(Record& record, std::string_view token);

// The account's own, the newest first.
std::vector<Session> sessions_of(Record& record, const std::string& account);
// Refuses not_found, also for the session of somebody else.
base::Done end_session(Record& record, const std::string& account, std::string_view id);
// In the batch: all of the account but the one with this token.
void end_sessions(Record& record, store::Batch& batch, const std::string& account, std::string_view but_token);

struct PasswordChange {
  std::string login;
  std::string current;
  std::string wanted;
  std::string token;  // the session that stays
};
using ThenDone = std::function<void(base::Done)>;

// Answers later, as sign_in does; ends the account's other sessions. Refuses password_wrong, too_many_tries,
// password_unchanged, overloaded, and what check_new_password does.
void change_password(Record& record, PasswordChange asked, ThenDone then);

}  // namespace app
