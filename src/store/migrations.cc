#include "store/migrations.h"

#include <fmt/format.h>

namespace store {
namespace {

struct AppendOnly {
  std::string_view table;
  std::string_view act;
};

struct Migration {
  std::int64_t number;
  std::string_view name;
  std::vector<std::string_view> statements;
  std::vector<AppendOnly> append_only;
};

// NOLINTBEGIN(bugprone-suspicious-missing-comma): statements that are longer than a line
const std::vector<Migration>& migrations() {
  static const std::vector<Migration> kAll{
      {1,
       "record",
       {
           "CREATE TABLE head (journal {integer} NOT NULL PRIMARY KEY, position {integer} NOT NULL, "
           "at {integer} NOT NULL)",
           "INSERT INTO head (journal, position, at) VALUES (1, 0, 0)",
           "CREATE TABLE journal (journal {integer} NOT NULL, position {integer} NOT NULL, stream {text} NOT NULL, "
           "version {integer} NOT NULL, stream_kind {text} NOT NULL, kind {text} NOT NULL, at {integer} NOT NULL, "
           "envelope {text} NOT NULL, hash {text} NOT NULL, PRIMARY KEY (journal, position)) {partitioned}",
           "CREATE INDEX journal_by_stream ON journal (journal, stream, version)",
           // Followers (catalogue, accounts) skip the dossiers, which are nearly everything.
           "CREATE INDEX journal_for_followers ON journal (journal, position) WHERE stream_kind <> 'dossier'",
           "CREATE TABLE streams (id {text} NOT NULL PRIMARY KEY, version {integer} NOT NULL)",
           "CREATE TABLE vault_keys (id {text} NOT NULL PRIMARY KEY, wrapped {text} NOT NULL)",
           "CREATE TABLE vault_items (id {text} NOT NULL PRIMARY KEY, owner {text} NOT NULL, kind {text} NOT NULL, "
           "media_type {text} NOT NULL, size {integer} NOT NULL, key_id {text} NOT NULL REFERENCES vault_keys (id), "
           "nonce {text} NOT NULL, commitment {text} NOT NULL, retention {text} NOT NULL, sealed {text} NOT NULL, "
           "file {text} NOT NULL, erased {integer} NOT NULL)",
           "CREATE INDEX vault_items_by_key ON vault_items (key_id)",
           "CREATE INDEX vault_items_to_remove ON vault_items (file) WHERE erased = 1 AND file <> ''",
           "CREATE TABLE idempotency (key {text} NOT NULL, scope {text} NOT NULL, body_hash {text} NOT NULL, "
           "stream {text} NOT NULL, version {integer} NOT NULL, at {integer} NOT NULL, PRIMARY KEY (key, scope))",
           "CREATE INDEX idempotency_by_age ON idempotency (at)",
           "CREATE TABLE serials (scope {text} NOT NULL PRIMARY KEY, value {integer} NOT NULL)",
           "CREATE TABLE boards (name {text} NOT NULL PRIMARY KEY, version {integer} NOT NULL, "
           "shape {integer} NOT NULL, position {integer} NOT NULL)",
           "CREATE TABLE credentials (login {text} NOT NULL PRIMARY KEY, account {text} NOT NULL, "
           "password_hash {text} NOT NULL, disabled {integer} NOT NULL, changed_at {integer} NOT NULL)",
           "CREATE INDEX credentials_by_account ON credentials (account)",
           "CREATE TABLE sessions (token_hash {text} NOT NULL PRIMARY KEY, account {text} NOT NULL, "
           "created_at {integer} NOT NULL, seen_at {integer} NOT NULL, expires_at {integer} NOT NULL, agent {text})",
           "CREATE INDEX sessions_by_account ON sessions (account)",
           "CREATE INDEX sessions_by_expiry ON sessions (expires_at)",
           "CREATE TABLE read_log (id {text} NOT NULL PRIMARY KEY, at {integer} NOT NULL, account {text}, "
           "role {text}, unit {text}, purpose {text} NOT NULL, stream {text} NOT NULL, what {text} NOT NULL)",
           "CREATE INDEX read_log_by_stream ON read_log (stream, at)",
           "CREATE INDEX read_log_by_account ON read_log (account, at)",
       },
       {{"journal", "UPDATE"},
        {"journal", "DELETE"},
        {"read_log", "UPDATE"},
        {"read_log", "DELETE"},
        {"vault_items", "DELETE"},
        {"vault_keys", "DELETE"},
        {"streams", "DELETE"}}},
  };
  return kAll;
}
// NOLINTEND(bugprone-suspicious-missing-comma)

void apply(Session& session, const Migration& migration, base::Instant at) {
  session.begin_plain();
  for (const std::string_view statement : migration.statements) session.run(session.ddl(statement));
  for (const AppendOnly& rule : migration.append_only) {
    for (const std::string& statement : session.forbid(rule.table, rule.act)) session.run(statement);
  }
  session.run("INSERT INTO migrations (number, name, at) VALUES (:p1, :p2, :p3)",
              {migration.number, std::string(migration.name), base::to_micros(at)});
  session.commit();
}

}  // namespace

bool is_migrated(Session& session) {
  const bool lite = session.engine() == Engine::kSqlite;
  const auto found = session.rows(lite ? "SELECT count(*) FROM sqlite_master WHERE name = 'migrations'"
                                       : "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() "
                                         "AND tablename = 'migrations'",
                                  {}, {ColumnType::kInteger});
  return integer(found.at(0), 0) > 0;
}

base::Done migrate(Session& session, base::Instant at) {
  session.run(
      session.ddl("CREATE TABLE IF NOT EXISTS migrations (number {integer} NOT NULL PRIMARY KEY, name {text} NOT NULL, "
                  "at {integer} NOT NULL)"));
  const auto found = session.rows("SELECT max(number) FROM migrations", {}, {ColumnType::kInteger});
  const std::int64_t done = integer(found.at(0), 0);
  const std::int64_t known = migrations().back().number;
  if (done > known) {
    return base::refuse("database_newer", {{"found", std::to_string(done)}, {"known", std::to_string(known)}});
  }
  for (const Migration& migration : migrations()) {
    if (migration.number > done) apply(session, migration, at);
  }
  const auto head = session.rows("SELECT position FROM head WHERE journal = 1", {}, {ColumnType::kInteger});
  session.make_room_for(integer(head.at(0), 0));
  return {};
}

Shape board_shape(const Board& board, std::int64_t number) {
  const Table& table = board.table();
  return {fmt::format("board_{}_v{}", table.name, number), table.columns, 1};
}

void create_board_table(Session& session, const Board& board, const Shape& shape, std::string_view temporary) {
  std::string columns;
  for (const Column& column : shape.columns) {
    const bool key = columns.empty();
    columns += fmt::format("{}{} {}{}", key ? "" : ", ", column.name,
                           session.word(column.type == ColumnType::kText ? "text" : "integer"),
                           key ? " NOT NULL PRIMARY KEY" : "");
  }
  session.run(fmt::format("CREATE {} TABLE {} ({})", temporary, shape.table, columns));
  if (!temporary.empty()) return;  // to be compared once and dropped
  for (const Index& index : board.table().indexes) {
    session.run(fmt::format("CREATE INDEX {0}_{1} ON {0} ({2}){3}", shape.table, index.name, index.on,
                            index.where.empty() ? "" : " WHERE " + index.where));
  }
}

}  // namespace store
