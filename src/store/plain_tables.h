// Plain tables: what is neither an event nor folded from events. Rights are events; what lets a person in is here.
// Written through Batch::put and Batch::erase_row, read with Read::rows under their own names.
#pragma once
#include <vector>

#include "store/table.h"

namespace store {

inline const Table kCredentials{
    .name = "credentials",
    .version = 1,
    .columns = {{"login"},  // as typed at sign-in, unique
                {"account"},
                {"password_hash"},  // argon2id, with its parameters
                {"disabled", ColumnType::kInteger},
                {"changed_at", ColumnType::kInteger}},
    .indexes = {{"by_account", "account", ""}},
    .retention =
        "As long as the account exists; a disabled account keeps its row so that its login is not given again.",
    .redaction = "login and password_hash are personal; the row is erased with the account.",
};

inline const Table kSessions{
    .name = "sessions",
    .version = 1,
    .columns = {{"token_hash"},  // the token itself is only in the cookie
                {"account"},
                {"created_at", ColumnType::kInteger},
                {"seen_at", ColumnType::kInteger},
                {"expires_at", ColumnType::kInteger},
                {"agent"}},
    .indexes = {{"by_account", "account", ""}, {"by_expiry", "expires_at", ""}},
    .retention = "Erased at sign-out and after expires_at.",
    .redaction = "account and agent are personal; the whole row is erased.",
};

// Append-only: both engines refuse UPDATE and DELETE.
inline const Table kReadLog{
    .name = "read_log",
    .version = 1,
    .columns =
        {{"id"}, {"at", ColumnType::kInteger}, {"account"}, {"role"}, {"unit"}, {"purpose"}, {"stream"}, {"what"}},
    .indexes = {{"by_stream", "stream, at", ""}, {"by_account", "account, at", ""}},
    .retention = "Kept as long as the record; a person may ask who looked at their data (Decree 13/2023, article 9).",
    .redaction = "none: account ids carry no name; what names the kind of data read, never its content.",
};

// All of them: what is listed here is in every backup, but for sessions (store/backup.h).
inline const std::vector<const Table*>& plain_tables() {
  static const std::vector<const Table*> kTables{&kCredentials, &kSessions, &kReadLog};
  return kTables;
}

}  // namespace store
