// Everything in which SQLite and PostgreSQL differ: opening, types, locks, how a batch of rows is written. The rest of
// the room speaks one SQL through a Session. Private to the room.
#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/sql.h"
#include "store/store.h"

namespace store {

// The connection is gone, or the database is held by another for too long: worth trying again later.
class Unavailable : public Failure {
 public:
  explicit Unavailable(const std::string& what) : Failure(what, "database_unavailable") {}
};
// A table that was there is no longer: a rebuild swapped it away.
class TableVanished : public Failure {
 public:
  using Failure::Failure;
};

// What the bulk writers need to know of a table; the first `keys` columns are its key.
struct Shape {
  std::string table;
  std::vector<Column> columns;
  std::size_t keys = 1;
};

std::vector<ColumnType> types(const std::vector<Column>& columns);
std::string column_list(const std::vector<Column>& columns);  // "a, b, c"

struct Head {
  std::int64_t position = 0;
  base::Instant at;
};

// One connection. Not thread-safe. Throws SqlError, Unavailable or TableVanished.
class Session {
 public:
  explicit Session(std::unique_ptr<Sql> sql) : sql_(std::move(sql)) {}
  virtual ~Session() = default;

  virtual Engine engine() const = 0;
  std::vector<Row> rows(std::string_view sql, const std::vector<Value>& parameters,
                        const std::vector<ColumnType>& columns);
  std::int64_t run(std::string_view sql, const std::vector<Value>& parameters = {});
  // The rows whose `column` is one of `values`.
  std::vector<Row> rows_where(const Shape& shape, std::string_view column, const std::vector<std::string>& values,
                              std::string_view also = "");
  bool alive() const { return sql_->alive(); }

  virtual void begin_snapshot() = 0;  // one consistent moment until rollback(); temporary tables may be written
  virtual Head begin_write() = 0;     // begins and takes the head row: one writer at a time from here to the end
  virtual void begin_plain() = 0;     // a write that does not touch the journal
  void commit() { run("COMMIT"); }
  void rollback() noexcept;

  virtual void add(const Shape& shape, const std::vector<Row>& rows) = 0;  // an existing key is an error
  virtual void put(const Shape& shape, const std::vector<Row>& rows) = 0;  // an existing key is replaced
  void erase(const Shape& shape, const std::vector<std::string>& keys);
  // Rows {id, version, expected}; how many fitted.
  virtual std::int64_t advance_streams(const std::vector<Row>& rows) = 0;
  // Partitions of the journal, ahead of need; outside of a transaction.
  virtual void make_room_for(std::int64_t position) = 0;

  // {text}, {integer}, {partitioned} are replaced by what the engine calls them.
  std::string ddl(std::string_view text) const;
  virtual std::vector<std::string> forbid(std::string_view table, std::string_view act) const = 0;
  virtual std::string word(std::string_view name) const = 0;

 protected:
  virtual std::string one_of(std::string_view column, std::string_view parameter) const = 0;
  virtual bool unavailable(const SqlError& error) const = 0;
  virtual bool vanished(const SqlError& error) const = 0;
  [[noreturn]] void raise(const SqlError& error) const;

 private:
  std::unique_ptr<Sql> sql_;
};

// Where the record is: makes connections and the locks between processes.
class Database {
 public:
  static std::unique_ptr<Database> at(const Location& location);
  virtual ~Database() = default;
  virtual Engine engine() const = 0;
  virtual std::unique_ptr<Session> connect() const = 0;
  // Waits for the lock of migrations and rebuilds; held as long as the object lives.
  virtual std::shared_ptr<void> lock_shape() const = 0;
  virtual base::Result<std::shared_ptr<void>> lock_for_serving() const = 0;
};

}  // namespace store
