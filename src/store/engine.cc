#include "store/engine.h"

#include <fmt/format.h>

#include "base/json.h"
#include "store/durable_file.h"

namespace store {
namespace {

constexpr std::int64_t kPartitionEvents = 10'000'000;
constexpr int kBusyTimeoutMillis = 10'000;
constexpr std::string_view kShapeLock = "7310001";  // of our advisory lock; any fixed number

std::string json_list(const std::vector<std::string>& values) {
  base::JsonArray list;
  list.reserve(values.size());
  for (const std::string& value : values) list.emplace_back(value);
  return base::canonical_json(std::move(list));
}

std::string parameter_list(std::size_t count) {
  std::string list;
  for (std::size_t i = 1; i <= count; ++i) list += fmt::format("{}:p{}", i == 1 ? "" : ", ", i);
  return list;
}

std::string key_list(const Shape& shape) {
  return column_list({shape.columns.begin(), shape.columns.begin() + static_cast<std::ptrdiff_t>(shape.keys)});
}

// " ON CONFLICT (key) DO UPDATE SET a = excluded.a, …", the same on both engines.
std::string on_conflict(const Shape& shape) {
  std::string set;
  for (std::size_t i = shape.keys; i < shape.columns.size(); ++i) {
    set += fmt::format("{}{} = excluded.{}", set.empty() ? "" : ", ", shape.columns[i].name, shape.columns[i].name);
  }
  if (set.empty()) return fmt::format(" ON CONFLICT ({}) DO NOTHING", key_list(shape));
  return fmt::format(" ON CONFLICT ({}) DO UPDATE SET {}", key_list(shape), set);
}

class SqliteSession final : public Session {
 public:
  explicit SqliteSession(const std::filesystem::path& file) : Session(Sql::sqlite(file)) {
    run(fmt::format("PRAGMA busy_timeout = {}", kBusyTimeoutMillis));  // first: the change of mode may have to wait
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA synchronous = FULL");
    run("PRAGMA foreign_keys = ON");
    run("PRAGMA secure_delete = ON");  // erased words leave no trace in free pages
  }

  Engine engine() const override { return Engine::kSqlite; }
  void begin_snapshot() override { run("BEGIN DEFERRED"); }
  void begin_plain() override { run("BEGIN IMMEDIATE"); }  // a reader that turns writer would be refused

  Head begin_write() override {
    run("BEGIN IMMEDIATE");
    const auto head =
        rows("SELECT position, at FROM head WHERE journal = 1", {}, {ColumnType::kInteger, ColumnType::kInteger});
    if (head.size() != 1) throw Corrupt("the head row of the journal is missing");
    return {integer(head[0], 0), base::instant_from_micros(integer(head[0], 1))};
  }

  void add(const Shape& shape, const std::vector<Row>& rows) override { each(insert(shape), rows); }
  void put(const Shape& shape, const std::vector<Row>& rows) override {
    each(insert(shape) + on_conflict(shape), rows);
  }

  std::int64_t advance_streams(const std::vector<Row>& rows) override {
    std::int64_t fitted = 0;
    for (const Row& row : rows) fitted += run("UPDATE streams SET version = :p2 WHERE id = :p1 AND version = :p3", row);
    return fitted;
  }

  void make_room_for(std::int64_t) override {}

  std::vector<std::string> forbid(std::string_view table, std::string_view act) const override {
    return {
        fmt::format("CREATE TRIGGER {0}_no_{1} BEFORE {1} ON {0} BEGIN SELECT RAISE(ABORT, '{0} is append-only'); END",
                    table, act)};
  }

  std::string word(std::string_view name) const override {
    if (name == "text") return "text";
    return name == "integer" ? "integer" : "";
  }

 protected:
  std::string one_of(std::string_view column, std::string_view parameter) const override {
    return fmt::format("{} IN (SELECT value FROM json_each({}))", column, parameter);
  }
  bool unavailable(const SqlError& error) const override {
    return error.connection_lost || error.state == "5" || error.state == "6";  // SQLITE_BUSY, SQLITE_LOCKED
  }
  bool vanished(const SqlError&) const override { return false; }  // a snapshot keeps its tables

 private:
  static std::string insert(const Shape& shape) {
    return fmt::format("INSERT INTO {} ({}) VALUES ({})", shape.table, column_list(shape.columns),
                       parameter_list(shape.columns.size()));
  }
  void each(const std::string& sql, const std::vector<Row>& rows) {
    for (const Row& row : rows) run(sql, row);
  }
};

class PostgresSession final : public Session {
 public:
  explicit PostgresSession(const std::string& url) : Session(Sql::postgres(url)) {
    run("SET client_min_messages = warning");
    run("SET synchronous_commit = on");
  }

  Engine engine() const override { return Engine::kPostgres; }
  void begin_snapshot() override { run("BEGIN ISOLATION LEVEL REPEATABLE READ"); }
  void begin_plain() override { run("BEGIN ISOLATION LEVEL READ COMMITTED"); }

  Head begin_write() override {
    run("BEGIN ISOLATION LEVEL READ COMMITTED");
    const auto head = rows("UPDATE head SET position = position WHERE journal = 1 RETURNING position, at", {},
                           {ColumnType::kInteger, ColumnType::kInteger});
    if (head.size() != 1) throw Corrupt("the head row of the journal is missing");
    return {integer(head[0], 0), base::instant_from_micros(integer(head[0], 1))};
  }

  void add(const Shape& shape, const std::vector<Row>& rows) override {
    if (!rows.empty()) run(insert(shape), {as_json(shape.columns, rows)});
  }
  void put(const Shape& shape, const std::vector<Row>& rows) override {
    if (!rows.empty()) run(insert(shape) + on_conflict(shape), {as_json(shape.columns, rows)});
  }

  std::int64_t advance_streams(const std::vector<Row>& rows) override {
    if (rows.empty()) return 0;
    const std::vector<Column> columns{{"id"}, {"version", ColumnType::kInteger}, {"expected", ColumnType::kInteger}};
    return run("UPDATE streams SET version = r.version FROM " + record_set(columns) +
                   " WHERE streams.id = r.id AND streams.version = r.expected",
               {as_json(columns, rows)});
  }

  void make_room_for(std::int64_t position) override {
    const std::int64_t current = position / kPartitionEvents;
    for (; partitions_ <= current + 1; ++partitions_) {
      if (partition_exists(partitions_)) continue;
      try {
        make_partition(partitions_);
      } catch (const SqlError&) {
        // A long reader (verify) holds the journal, or another process was quicker: there is room, and a next time.
        if (partitions_ <= current && !partition_exists(partitions_)) throw;
        return;
      }
    }
  }

  std::vector<std::string> forbid(std::string_view table, std::string_view act) const override {
    return {
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
        fmt::format("CREATE TRIGGER {0}_no_{1} BEFORE {1} ON {0} FOR EACH ROW EXECUTE FUNCTION refuse_change()", table,
                    act)};
  }

  std::string word(std::string_view name) const override {
    if (name == "text") return "text COLLATE \"C\"";
    return name == "integer" ? "bigint" : "PARTITION BY RANGE (position)";
  }

 protected:
  std::string one_of(std::string_view column, std::string_view parameter) const override {
    return fmt::format("{} = ANY (ARRAY(SELECT json_array_elements_text(CAST({} AS json))))", column, parameter);
  }
  bool unavailable(const SqlError& error) const override { return error.connection_lost; }
  bool vanished(const SqlError& error) const override { return error.state == "42P01"; }  // undefined_table

 private:
  bool partition_exists(std::int64_t number) {
    const auto found =
        rows("SELECT CAST(to_regclass(:p1) AS text)", {fmt::format("journal_p{}", number)}, {ColumnType::kText});
    return !is_null(found.at(0), 0);
  }

  void make_partition(std::int64_t number) {
    run("SET lock_timeout = 2000");
    run(fmt::format("CREATE TABLE IF NOT EXISTS journal_p{} PARTITION OF journal FOR VALUES FROM ({}) TO ({})", number,
                    number * kPartitionEvents, (number + 1) * kPartitionEvents));
    run("SET lock_timeout = 0");
  }

  static std::string record_set(const std::vector<Column>& columns) {
    std::string list;
    for (const Column& column : columns) {
      const std::string_view type = column.type == ColumnType::kText ? "text" : "bigint";
      list += fmt::format("{}{} {}", list.empty() ? "" : ", ", column.name, type);
    }
    return "json_to_recordset(CAST(:p1 AS json)) AS r(" + list + ")";
  }

  static std::string insert(const Shape& shape) {
    return fmt::format("INSERT INTO {0} ({1}) SELECT {1} FROM {2}", shape.table, column_list(shape.columns),
                       record_set(shape.columns));
  }

  static std::string as_json(const std::vector<Column>& columns, const std::vector<Row>& rows) {
    std::string list = "[";
    for (const Row& row : rows) {
      list += list.size() > 1 ? ",{" : "{";
      bool first = true;
      for (std::size_t i = 0; i < columns.size(); ++i) {
        if (is_null(row, i)) continue;  // an absent member is null
        if (!first) list += ',';
        first = false;
        list += '"' + columns[i].name + "\":";
        const auto* words = std::get_if<std::string>(&row[i]);
        list += words ? base::canonical_json(*words) : std::to_string(integer(row, i));
      }
      list += '}';
    }
    return list + ']';
  }

  std::int64_t partitions_ = 0;  // known to exist on this connection
};

// A connection that cannot be made may be made later.
template <class Open>
std::unique_ptr<Session> opened(Open open) {
  try {
    return open();
  } catch (const SqlError& error) {
    if (error.connection_lost) throw Unavailable(error.what());
    throw;
  }
}

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(std::filesystem::path folder) : folder_(std::move(folder)) {}
  Engine engine() const override { return Engine::kSqlite; }
  std::unique_ptr<Session> connect() const override {
    return opened([&] { return std::make_unique<SqliteSession>(folder_ / "record.sqlite"); });
  }
  std::shared_ptr<void> lock_shape() const override { return wait_for_file_lock(folder_ / "shape.lock"); }
  base::Result<std::shared_ptr<void>> lock_for_serving() const override {
    auto lock = try_file_lock(folder_ / "serve.lock");
    if (!lock) return base::refuse("folder_in_use", {{"folder", folder_.string()}});
    return lock;
  }

 private:
  std::filesystem::path folder_;
};

class PostgresDatabase final : public Database {
 public:
  explicit PostgresDatabase(std::string url) : url_(std::move(url)) {}
  Engine engine() const override { return Engine::kPostgres; }
  std::unique_ptr<Session> connect() const override {
    return opened([&] { return std::make_unique<PostgresSession>(url_); });
  }
  std::shared_ptr<void> lock_shape() const override {
    std::shared_ptr<Session> holder = connect();  // the lock goes with its connection
    holder->rows(fmt::format("SELECT 1 FROM pg_advisory_lock({})", kShapeLock), {}, {ColumnType::kInteger});
    return holder;
  }
  // Any number of nodes may serve one database.
  base::Result<std::shared_ptr<void>> lock_for_serving() const override { return std::make_shared<int>(0); }

 private:
  std::string url_;
};

}  // namespace

std::vector<ColumnType> types(const std::vector<Column>& columns) {
  std::vector<ColumnType> list;
  for (const Column& column : columns) list.push_back(column.type);
  return list;
}

std::string column_list(const std::vector<Column>& columns) {
  std::string list;
  for (const Column& column : columns) list += (list.empty() ? "" : ", ") + column.name;
  return list;
}

std::vector<Row> Session::rows(std::string_view sql, const std::vector<Value>& parameters,
                               const std::vector<ColumnType>& columns) {
  try {
    return sql_->rows(sql, parameters, columns);
  } catch (const SqlError& error) {
    raise(error);
  }
}

std::int64_t Session::run(std::string_view sql, const std::vector<Value>& parameters) {
  try {
    return sql_->run(sql, parameters);
  } catch (const SqlError& error) {
    raise(error);
  }
}

void Session::raise(const SqlError& error) const {
  if (unavailable(error)) throw Unavailable(error.what());
  if (vanished(error)) throw TableVanished(error.what());
  throw error;
}

std::vector<Row> Session::rows_where(const Shape& shape, std::string_view column,
                                     const std::vector<std::string>& values, std::string_view also) {
  if (values.empty()) return {};
  return rows(
      fmt::format("SELECT {} FROM {} WHERE {}{}", column_list(shape.columns), shape.table, one_of(column, ":p1"), also),
      {json_list(values)}, types(shape.columns));
}

void Session::erase(const Shape& shape, const std::vector<std::string>& keys) {
  if (keys.empty()) return;
  run(fmt::format("DELETE FROM {} WHERE {}", shape.table, one_of(shape.columns[0].name, ":p1")), {json_list(keys)});
}

void Session::rollback() noexcept {
  try {
    run("ROLLBACK");
  } catch (const std::exception&) {
    // Nothing is open any more: the engine rolled back by itself, or the connection is gone.
  }
}

std::string Session::ddl(std::string_view text) const {
  std::string done(text);
  for (const std::string_view name : {"text", "integer", "partitioned"}) {
    const std::string from = fmt::format("{{{}}}", name);
    for (std::size_t at = done.find(from); at != std::string::npos; at = done.find(from, at)) {
      done.replace(at, from.size(), word(name));
    }
  }
  return done;
}

std::unique_ptr<Database> Database::at(const Location& location) {
  if (location.url.empty()) return std::make_unique<SqliteDatabase>(location.folder);
  return std::make_unique<PostgresDatabase>(location.url);
}

}  // namespace store
