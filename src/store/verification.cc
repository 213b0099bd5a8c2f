#include "store/verification.h"

#include <fmt/format.h>

#include "store/folding.h"
#include "store/migrations.h"
#include "store/record.h"
#include "store/record_tables.h"
#include "store/stored_words.h"

namespace store {
namespace {

constexpr std::size_t kPortionEvents = 1000;
constexpr std::size_t kPortionItems = 200;
const std::vector<ColumnType> kOneText{ColumnType::kText};
const std::vector<ColumnType> kOneInteger{ColumnType::kInteger};

// Each step answers with what does not fit; empty when all does.
class Checking {
 public:
  Checking(Session& session, const Vault& vault, const std::vector<const Board*>& boards)
      : session_(session),
        vault_(vault),
        boards_(boards),
        live_(live_shapes(session, boards)),
        folding_(session, boards, fresh_shapes()),
        words_(session, vault) {}

  Store::Verification check(const Store::Progress& progress) {
    Store::Verification found;
    try {
      found.difference = first_difference(progress);
    } catch (const Corrupt& corrupt) {
      found.difference = corrupt.what();
    }
    found.events = position_;
    found.root = tree_.root();
    return found;
  }

 private:
  std::string first_difference(const Store::Progress& progress) {
    for (std::size_t i = 0; i < boards_.size(); ++i) create_board_table(session_, *boards_[i], fresh_[i], "TEMPORARY");
    std::string difference = journal(progress);
    if (difference.empty()) difference = head();
    if (difference.empty()) difference = streams();
    if (difference.empty()) difference = vault();
    for (std::size_t i = 0; i < boards_.size() && difference.empty(); ++i) difference = board(i);
    return difference;
  }

  std::string journal(const Store::Progress& progress) {
    const std::int64_t end = head_position(session_);
    const std::string sql = "SELECT " + column_list(kJournal.columns) +
                            " FROM journal WHERE journal = 1 AND position > :p1 ORDER BY position LIMIT " +
                            std::to_string(kPortionEvents);
    while (true) {
      const auto rows = session_.rows(sql, {position_}, types(kJournal.columns));
      if (rows.empty()) return {};
      std::vector<Event> events;
      for (const Row& row : rows) {
        if (std::string difference = event(row, events); !difference.empty()) return difference;
      }
      fold(events);
      if (progress) progress(position_, end);
    }
  }

  std::string event(const Row& row, std::vector<Event>& events) {
    const std::int64_t position = integer(row, 1);
    if (position != position_ + 1) return fmt::format("event {} is missing", position_ + 1);
    const std::string envelope = text(row, 7);
    if (envelope_hash(envelope) != text(row, 8))
      return fmt::format("event {}: its text does not fit its hash", position);
    base::Result<Event> event = event_from_text(position, envelope, text(row, 8));
    if (!event) return fmt::format("event {}: its envelope cannot be read", position);
    if (envelope_text(*event) != envelope) return fmt::format("event {}: its text is not canonical", position);
    if (journal_row(*event, envelope) != row)
      return fmt::format("event {}: its columns differ from its text", position);
    if (event->at < last_at_) return fmt::format("event {}: it was recorded before the one before it", position);
    position_ = position;
    last_at_ = event->at;
    tree_.add(base::leaf_hash(envelope));
    events.push_back(*std::move(event));
    return {};
  }

  void fold(const std::vector<Event>& events) {
    const std::vector<std::string> items = items_for(boards_, events);
    words_.forget();
    words_.load(items);
    for (const std::string& item : items) words_.item(item);  // throws when missing
    folding_.load_for(events);
    for (const Event& event : events) folding_.fold(event, words_);
    folding_.flush();
    folding_.forget();
  }

  std::string head() {
    const auto rows = session_.rows("SELECT position, at FROM head WHERE journal = 1", {},
                                    {ColumnType::kInteger, ColumnType::kInteger});
    const bool fits =
        rows.size() == 1 && integer(rows[0], 0) == position_ && integer(rows[0], 1) == base::to_micros(last_at_);
    return fits ? "" : fmt::format("the head row does not fit the last event, {}", position_);
  }

  std::string streams() {
    const auto gaps = session_.rows(
        "SELECT stream FROM (SELECT stream, version, row_number() OVER (PARTITION BY stream ORDER BY position) AS "
        "place "
        "FROM journal WHERE journal = 1) AS numbered WHERE version <> place ORDER BY stream LIMIT 1",
        {}, kOneText);
    if (!gaps.empty()) return "stream " + text(gaps[0], 0) + ": its versions are not dense";
    const auto differing = session_.rows(
        "SELECT coalesce(s.id, j.stream) FROM (SELECT stream, count(*) AS events FROM journal WHERE journal = 1 "
        "GROUP BY stream) AS j FULL JOIN streams AS s ON s.id = j.stream "
        "WHERE j.events IS NULL OR s.version IS NULL OR s.version <> j.events LIMIT 1",
        {}, kOneText);
    if (!differing.empty()) return "stream " + text(differing[0], 0) + ": its row does not fit its events";
    return {};
  }

  std::string vault() {
    const std::string sql = "SELECT " + column_list(kVaultItems.columns) +
                            " FROM vault_items WHERE id > :p1 ORDER BY id LIMIT " + std::to_string(kPortionItems);
    std::string after;
    while (true) {
      const auto rows = session_.rows(sql, {after}, types(kVaultItems.columns));
      if (rows.empty()) return {};
      words_.forget();
      for (const Row& row : rows) {
        const VaultItem item = item_from(row);
        after = item.id;
        if (item.erased && (!item.nonce.empty() || !item.sealed.empty())) {
          return "vault item " + item.id + " is erased but something of it remains";
        }
        if (!item.erased) vault_.unseal(words_.key(item.key_id), item);  // throws when it does not fit
      }
    }
  }

  std::string board(std::size_t index) {
    const std::string& name = boards_[index]->table().name;
    const std::string& key_column = live_[index].columns[0].name;
    const std::string columns = column_list(live_[index].columns);
    const auto only_in = [&](const Shape& one, const Shape& other) {
      return session_.rows(fmt::format("SELECT {0} FROM (SELECT {1} FROM {2} EXCEPT SELECT {1} FROM {3}) AS d "
                                       "ORDER BY {0} LIMIT 1",
                                       key_column, columns, one.table, other.table),
                           {}, kOneText);
    };
    auto rows = only_in(fresh_[index], live_[index]);
    if (rows.empty()) rows = only_in(live_[index], fresh_[index]);
    return rows.empty() ? "" : "board " + name + ": the row " + text(rows[0], 0) + " differs from the events";
  }

  // The tables to fold into: of the same columns, for this connection only.
  std::vector<Shape> fresh_shapes() {
    fresh_ = live_;
    for (Shape& shape : fresh_) shape.table = "verify_" + shape.table;
    return fresh_;
  }

  Session& session_;
  const Vault& vault_;
  const std::vector<const Board*>& boards_;
  std::vector<Shape> live_;
  std::vector<Shape> fresh_;
  Folding folding_;
  StoredWords words_;
  base::MerkleTree tree_;
  std::int64_t position_ = 0;
  base::Instant last_at_;
};

}  // namespace

Store::Verification verify_record(Session& session, const Vault& vault, const std::vector<const Board*>& boards,
                                  const Store::Progress& progress) {
  session.begin_snapshot();
  try {
    Store::Verification found = Checking(session, vault, boards).check(progress);
    session.rollback();
    return found;
  } catch (...) {
    session.rollback();
    throw;
  }
}

}  // namespace store
