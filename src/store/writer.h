// The one writer: takes what has gathered in its bounded queue, loads what those commands need with one query per
// table, lets each decide in memory (later ones see earlier ones), and commits the batch in one transaction. An answer
// is given only after the commit. A refusal writes nothing; on a database error the batch is rolled back and its
// commands run singly. Protocol and reasons: docs/adr/0009.
#pragma once
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/environment.h"
#include "store/store.h"

namespace store {

struct IdempotencyKey {
  std::string scope;      // account (or anonymous cookie) + method + path
  std::string key;        // as sent
  std::string body_hash;  // SHA-256 of the body, lower hex
};

struct Remembered {  // an earlier use of the key
  std::string body_hash;
  std::string stream;        // where its event is
  std::int64_t version = 0;  // of that event
};

struct BoardKey {
  std::string board;
  std::string key;
};

// What a command must find at hand, loaded for the whole batch at once. Stream ids of new streams belong here too.
struct Needs {
  std::vector<std::string> streams;
  std::vector<BoardKey> rows;  // board rows beside those whose key is one of the streams
  std::optional<IdempotencyKey> idempotency;
};

// The batch as one command sees it while it decides.
class Batch {
 public:
  virtual ~Batch() = default;
  virtual base::Instant at() const = 0;  // the recording instant of this batch: max(now, last)
  virtual const std::vector<Event>& events(std::string_view stream) = 0;  // with those of earlier commands
  virtual std::optional<Row> row(std::string_view board, std::string_view key) = 0;
  virtual std::optional<Remembered> remembered(const IdempotencyKey& key) = 0;
  virtual std::int64_t next_serial(std::string_view scope) = 0;  // from 1, per scope

  virtual Event append(NewEvent event) = 0;
  virtual void keep(const VaultKey& key) = 0;
  virtual void keep(const VaultItem& item) = 0;
  virtual void erase(
      std::string_view item) = 0;  // nonce, bytes and, with the last item, the key; append ItemErased too
  virtual void remember(const IdempotencyKey& key, const Event& event) = 0;
  // Plain tables (credentials, sessions, read_log): put by key, erase by key.
  virtual void put(const Table& table, Row row) = 0;
  virtual void erase_row(const Table& table, std::string_view key) = 0;
};

// Runs on the writer's thread. `decide` may run again when the batch had to be retried: it must start from scratch and
// keep its answer in itself. Exactly one of committed / failed is called, once, at the end.
class Command {
 public:
  virtual ~Command() = default;
  virtual Needs needs() const { return {}; }
  virtual void decide(Batch& batch) = 0;
  virtual void committed(std::int64_t position) = 0;      // head after the commit; also after a refusal
  virtual void failed(const base::Refusal& refusal) = 0;  // queue_full, clock_implausible, database_failed, stopping
};

// A cache that follows some stream kinds (the catalogue, accounts): fed in order with what other processes wrote and
// with what this batch appends. Called on the writer's thread only.
class Follower {
 public:
  virtual ~Follower() = default;
  virtual const std::vector<std::string>& stream_kinds() const = 0;
  virtual void fold(const Event& event) = 0;
  virtual void commit() = 0;    // what was folded is true now: show it to readers
  virtual void rollback() = 0;  // forget what was folded since the last commit
};

struct WriterSettings {
  std::size_t queue = 4096;        // commands waiting; one more is failed with queue_full
  std::size_t batch = 400;         // commands in one transaction
  bool accept_clock_jump = false;  // the operator's word at start (serve --accept-clock)
  std::int64_t most_days_after_last_event = 30;
};

class Writer {
 public:
  // Starts the thread. The followers are brought up to the head before this returns.
  static std::unique_ptr<Writer> start(std::shared_ptr<Store> store, std::vector<Follower*> followers,
                                       const base::Clock& clock, base::RandomSource& random,
                                       WriterSettings settings = {});
  virtual ~Writer() = default;  // commits what is queued, then stops
  virtual void submit(std::unique_ptr<Command> command) = 0;
  virtual std::size_t waiting() const = 0;

  // Submits and waits; for the command line. Throws Failure when the command failed on the database.
  base::Done run(Command& command);
};

}  // namespace store
