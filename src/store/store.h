// The record on one of two engines: SQLite in a folder (WAL, synchronous=FULL, foreign keys) or PostgreSQL 15. Knows
// envelopes, tables and sealed items, and no law. Failures of the database are exceptions (Failure).
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/environment.h"
#include "base/hash.h"
#include "base/result.h"
#include "store/event.h"
#include "store/table.h"
#include "store/vault.h"

namespace store {

class Failure : public std::runtime_error {  // disk, database, network
 public:
  explicit Failure(const std::string& what, std::string_view code = "database_failed")
      : std::runtime_error(what), code_(code) {}
  const std::string& code() const { return code_; }  // of the refusal that it becomes for who asked

 private:
  std::string code_;
};
class Corrupt : public Failure {  // the journal or the vault contradicts itself
 public:
  explicit Corrupt(const std::string& what) : Failure(what, "journal_corrupt") {}
};
// The failure as a refusal: nothing was written. Its cause is a fact for the log, never for who asked.
base::Refusal refusal_of(const Failure& failure);

enum class Engine { kSqlite, kPostgres };

struct Location {
  std::filesystem::path folder;  // data folder: database file (SQLite), key file, vault files
  std::string url;               // "postgresql://…"; empty: SQLite in the folder
  bool existing_only = false;    // for what only looks: a mistyped folder is refused and not made into an empty record
  bool restoring = false;        // opens what a restore has written and not finished yet (store/restore.h)
};

// Reads one consistent moment of the record. Not thread-safe; short-lived. SQL is one text for both engines: parameters
// :p1, :p2, …; {name} stands for the table of the board `name` in its current version.
class Read {
 public:
  virtual ~Read() = default;
  virtual std::vector<Row> rows(std::string_view sql, const std::vector<Value>& parameters,
                                const std::vector<ColumnType>& columns) = 0;
  virtual std::vector<Event> stream(std::string_view stream) = 0;
  virtual std::int64_t head() = 0;  // position of the last event, 0 when empty
  // Vault items by id, in the order asked, with their keys; throws Corrupt when one is missing.
  virtual std::string plaintext(std::string_view item) = 0;
};

class Store {
 public:
  // Opens and migrates (numbered, forward only, under a lock). Refuses database_newer, data_folder_unusable,
  // record_missing, master_key_missing, database_unreachable, restore_unfinished.
  static base::Result<std::shared_ptr<Store>> open(const Location& location, std::vector<const Board*> live_boards,
                                                   const base::Clock& clock, base::RandomSource& random);
  virtual ~Store() = default;

  virtual Engine engine() const = 0;
  virtual const Vault& vault() const = 0;
  virtual const std::vector<const Board*>& boards() const = 0;

  // A reading session of the pool; waits when all are in use.
  virtual std::unique_ptr<Read> read() = 0;
  // Events after `position`, in order, in portions; only the given stream kinds (empty: all).
  virtual void each_event(std::int64_t after, const std::vector<std::string>& stream_kinds,
                          const std::function<void(const Event&)>& visit) = 0;

  // Only one `serve` may hold an embedded folder. Refuses folder_in_use. The lock lives as long as the returned object.
  virtual base::Result<std::shared_ptr<void>> lock_for_serving() = 0;

  struct Verification {
    std::int64_t events = 0;
    base::Hash root{};
    std::string difference;  // empty: everything fits
  };
  using Progress = std::function<void(std::int64_t done, std::int64_t of)>;
  // Recomputes every hash, position, version and commitment-free invariant, folds the boards anew and compares.
  virtual Verification verify(const Progress& progress) = 0;
  // Fills version N+1 of every board beside the old one and swaps; safe beside a running server.
  virtual void rebuild(const Progress& progress) = 0;
};

}  // namespace store
