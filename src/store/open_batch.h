// The batch between taking the head row and the commit: loads what its commands need with one query per table, lets
// them decide on rows in memory, and writes everything in bulk. Private to the room.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "store/engine.h"
#include "store/folding.h"
#include "store/stored_words.h"
#include "store/writer.h"

namespace store {

class OpenBatch final : public Batch {
 public:
  using Feed = std::function<void(const Event&)>;  // told of every event as it is appended

  OpenBatch(Session& session, const Store& store, const Head& head, base::Instant at, base::RandomSource& random,
            Feed feed);

  void load(std::span<Command* const> commands);
  void decide(Command& command);  // and folds what it appended into the live boards
  bool changed() const;
  void flush();  // everything but the commit

  std::int64_t position() const { return head_.position; }
  const std::vector<Event>& appended() const { return appended_; }
  const std::vector<VaultItem>& to_remove() const { return to_remove_; }  // files of erased items, after the commit

  base::Instant at() const override { return at_; }
  const std::vector<Event>& events(std::string_view stream) override;
  std::optional<Row> row(std::string_view board, std::string_view key) override;
  std::optional<Remembered> remembered(const IdempotencyKey& key) override;
  std::int64_t next_serial(std::string_view scope) override;
  Event append(NewEvent event) override;
  void keep(const VaultKey& key) override;
  void keep(const VaultItem& item) override;
  void erase(std::string_view item) override;
  void remember(const IdempotencyKey& key, const Event& event) override;
  void put(const Table& table, Row row) override;
  void erase_row(const Table& table, std::string_view key) override;

 private:
  struct Stream {
    std::int64_t stored = 0;   // version in the database
    std::int64_t version = 0;  // with what this batch appends
    bool complete = false;     // `events` holds all, not only the appended ones
    std::vector<Event> events;
  };
  struct Plain {
    const Table* table = nullptr;
    std::map<std::string, std::optional<Row>> rows;  // none: erased
  };
  using ScopedKey = std::pair<std::string, std::string>;  // key, scope

  void load_streams(const std::vector<std::string>& streams);
  void load_idempotency(const std::vector<IdempotencyKey>& keys);
  Stream& stream(const std::string& id);
  void record(const Event& event);
  void destroy_key_without_items(const std::string& key_id);
  std::vector<Row> items(const std::set<std::string>& ids) const;
  std::vector<Row> keys(const std::set<std::string>& ids) const;
  void flush_vault();
  void flush_journal();
  void flush_plain();

  Session& session_;
  Head head_;
  base::Instant at_;
  base::RandomSource& random_;
  Feed feed_;
  Folding folding_;
  StoredWords words_;

  std::unordered_map<std::string, Stream> streams_;
  std::vector<Event> appended_;
  std::vector<Row> journal_rows_;
  std::set<std::string> new_keys_, changed_keys_, new_items_, changed_items_;
  std::vector<std::string> erased_now_;  // by the command that decides
  std::vector<VaultItem> to_remove_;
  std::map<ScopedKey, std::optional<Remembered>> remembered_;
  std::vector<Row> new_remembered_;
  std::map<std::string, std::int64_t> serials_;
  std::map<std::string, Plain> plain_;
};

}  // namespace store
