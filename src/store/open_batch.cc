#include "store/open_batch.h"

#include "store/record.h"
#include "store/record_tables.h"

namespace store {
namespace {

constexpr std::size_t kSaltBytes = 16;

std::vector<std::string> without_duplicates(std::vector<std::string> list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
  return list;
}

}  // namespace

OpenBatch::OpenBatch(Session& session, const Store& store, const Head& head, base::Instant at,
                     base::RandomSource& random, Feed feed)
    : session_(session),
      head_(head),
      at_(at),
      random_(random),
      feed_(std::move(feed)),
      folding_(session, store.boards(), live_shapes(session, store.boards())),
      words_(session, store.vault()) {}

void OpenBatch::load(std::span<Command* const> commands) {
  std::vector<std::string> streams;
  std::map<std::string, std::vector<std::string>> rows;
  std::vector<IdempotencyKey> keys;
  for (const Command* command : commands) {
    Needs needs = command->needs();
    streams.insert(streams.end(), needs.streams.begin(), needs.streams.end());
    for (BoardKey& wanted : needs.rows) rows[wanted.board].push_back(std::move(wanted.key));
    if (needs.idempotency) keys.push_back(*std::move(needs.idempotency));
  }
  streams = without_duplicates(std::move(streams));
  load_streams(streams);
  folding_.load_named(streams, rows);
  load_idempotency(keys);
}

void OpenBatch::load_streams(const std::vector<std::string>& streams) {
  auto found = events_of(session_, streams);
  for (const std::string& id : streams) {
    Stream& stream = streams_[id];
    stream.events = std::move(found[id]);
    stream.stored = stream.version = stream.events.empty() ? 0 : stream.events.back().version;
    stream.complete = true;
  }
}

void OpenBatch::load_idempotency(const std::vector<IdempotencyKey>& keys) {
  std::vector<std::string> names;
  for (const IdempotencyKey& key : keys) {
    if (remembered_.try_emplace(ScopedKey(key.key, key.scope)).second) names.push_back(key.key);
  }
  const Shape shape = shape_of(kIdempotency, 2);
  for (const Row& row : session_.rows_where(shape, "key", without_duplicates(std::move(names)))) {
    remembered_[ScopedKey(text(row, 0), text(row, 1))] = Remembered{text(row, 2), text(row, 3), integer(row, 4)};
  }
}

void OpenBatch::decide(Command& command) {
  const std::size_t before = appended_.size();
  erased_now_.clear();
  command.decide(*this);
  for (std::size_t i = before; i < appended_.size(); ++i) folding_.fold(appended_[i], words_);
  for (const std::string& item : erased_now_) {
    const std::string owner = words_.item(item).owner;
    folding_.fold_anew(events(owner), item, words_);
  }
}

OpenBatch::Stream& OpenBatch::stream(const std::string& id) {
  const auto known = streams_.find(id);
  if (known != streams_.end()) return known->second;
  Stream& added = streams_[id];
  const auto rows = session_.rows_where(shape_of(kStreams), "id", {id});
  added.stored = added.version = rows.empty() ? 0 : integer(rows[0], 1);
  added.complete = rows.empty();
  return added;
}

const std::vector<Event>& OpenBatch::events(std::string_view id) {
  const std::string name(id);
  Stream& found = stream(name);
  if (!found.complete) {
    std::vector<Event> all = std::move(events_of(session_, {name})[name]);
    all.insert(all.end(), found.events.begin(), found.events.end());
    found.events = std::move(all);
    found.complete = true;
  }
  return found.events;
}

std::optional<Row> OpenBatch::row(std::string_view board, std::string_view key) {
  return folding_.row(board, std::string(key));
}

std::optional<Remembered> OpenBatch::remembered(const IdempotencyKey& key) {
  load_idempotency({key});
  return remembered_.at(ScopedKey(key.key, key.scope));
}

std::int64_t OpenBatch::next_serial(std::string_view scope) {
  const std::string name(scope);
  auto found = serials_.find(name);
  if (found == serials_.end()) {
    const auto rows = session_.rows_where(shape_of(kSerials), "scope", {name});
    found = serials_.emplace(name, rows.empty() ? 0 : integer(rows[0], 1)).first;
  }
  return ++found->second;
}

Event OpenBatch::append(NewEvent wanted) {
  if (wanted.occurred_at && *wanted.occurred_at > at_) {
    throw std::logic_error(wanted.kind + ": an event cannot have occurred after it is recorded");
  }
  Stream& to = stream(wanted.stream);
  Event event;
  event.position = ++head_.position;
  event.stream = std::move(wanted.stream);
  event.version = ++to.version;
  event.kind = std::move(wanted.kind);
  event.schema = wanted.schema;
  event.at = head_.at = at_;
  event.occurred_at = wanted.occurred_at;
  event.ground = std::move(wanted.ground);
  event.actor = std::move(wanted.actor);
  event.basis = std::move(wanted.basis);
  event.payload = std::move(wanted.payload);
  event.salt = base::random_hex(random_, kSaltBytes);
  std::string envelope = envelope_text(event);
  event.hash = envelope_hash(envelope);
  // What is written once must be readable for ever: an integer too large or broken UTF-8 is caught here.
  if (!event_from_text(event.position, envelope, event.hash)) {
    throw std::logic_error(event.kind + ": its envelope could not be read back");
  }
  journal_rows_.push_back(journal_row(event, std::move(envelope)));
  record(event);
  return event;
}

void OpenBatch::record(const Event& event) {
  streams_.at(event.stream).events.push_back(event);
  appended_.push_back(event);
  feed_(event);
}

void OpenBatch::keep(const VaultKey& key) {
  words_.know(key);
  new_keys_.insert(key.id);
}

void OpenBatch::keep(const VaultItem& item) {
  words_.know(item);
  new_items_.insert(item.id);
}

void OpenBatch::erase(std::string_view id) {
  VaultItem item = words_.item(id);
  if (item.erased) return;
  if (!item.file.empty()) to_remove_.push_back(item);
  item.nonce.clear();
  item.sealed.clear();  // the name of a file stays until it is removed
  item.erased = true;
  words_.know(item);
  if (!new_items_.contains(item.id)) changed_items_.insert(item.id);
  erased_now_.push_back(item.id);
  destroy_key_without_items(item.key_id);
}

void OpenBatch::destroy_key_without_items(const std::string& key_id) {
  const auto rows =
      session_.rows("SELECT id FROM vault_items WHERE key_id = :p1 AND erased = 0", {key_id}, {ColumnType::kText});
  for (const Row& row : rows) {
    if (!changed_items_.contains(text(row, 0))) return;
  }
  for (const std::string& id : new_items_) {
    if (words_.item(id).key_id == key_id && !words_.item(id).erased) return;
  }
  words_.know(VaultKey{key_id, ""});
  if (!new_keys_.contains(key_id)) changed_keys_.insert(key_id);
}

void OpenBatch::remember(const IdempotencyKey& key, const Event& event) {
  remembered_[ScopedKey(key.key, key.scope)] = Remembered{key.body_hash, event.stream, event.version};
  new_remembered_.push_back({key.key, key.scope, key.body_hash, event.stream, event.version, base::to_micros(at_)});
}

void OpenBatch::put(const Table& table, Row row) {
  if (row.size() != table.columns.size()) throw std::logic_error("a row of another shape for " + table.name);
  Plain& plain = plain_[table.name];
  plain.table = &table;
  std::string key = text(row, 0);
  plain.rows.insert_or_assign(std::move(key), std::move(row));
}

void OpenBatch::erase_row(const Table& table, std::string_view key) {
  Plain& plain = plain_[table.name];
  plain.table = &table;
  plain.rows.insert_or_assign(std::string(key), std::nullopt);
}

bool OpenBatch::changed() const {
  return !(appended_.empty() && new_keys_.empty() && new_items_.empty() && changed_items_.empty() &&
           new_remembered_.empty() && serials_.empty() && plain_.empty());
}

void OpenBatch::flush() {
  flush_vault();
  flush_journal();
  folding_.flush();
  flush_plain();
}

std::vector<Row> OpenBatch::items(const std::set<std::string>& ids) const {
  std::vector<Row> rows;
  for (const std::string& id : ids) rows.push_back(item_row(words_.item(id)));
  return rows;
}

std::vector<Row> OpenBatch::keys(const std::set<std::string>& ids) const {
  std::vector<Row> rows;
  for (const std::string& id : ids) rows.push_back({id, words_.key(id).wrapped});
  return rows;
}

void OpenBatch::flush_vault() {
  session_.add(shape_of(kVaultKeys), keys(new_keys_));
  session_.add(shape_of(kVaultItems), items(new_items_));
  session_.put(shape_of(kVaultItems), items(changed_items_));
  session_.put(shape_of(kVaultKeys), keys(changed_keys_));
}

void OpenBatch::flush_journal() {
  if (appended_.empty()) return;
  session_.add(shape_of(kJournal, 2), journal_rows_);
  std::vector<Row> begun;
  std::vector<Row> advanced;
  for (const auto& [id, stream] : streams_) {
    if (stream.version == stream.stored) continue;
    if (stream.stored == 0) {
      begun.push_back({id, stream.version});
    } else {
      advanced.push_back({id, stream.version, stream.stored});
    }
  }
  session_.add(shape_of(kStreams), begun);
  if (session_.advance_streams(advanced) != std::ssize(advanced)) {
    throw Corrupt("a stream was changed beside the writer that holds the head row");
  }
  session_.run("UPDATE head SET position = :p1, at = :p2 WHERE journal = 1",
               {head_.position, base::to_micros(head_.at)});
}

void OpenBatch::flush_plain() {
  for (const auto& [name, plain] : plain_) {
    std::vector<Row> put;
    std::vector<std::string> erase;
    for (const auto& [key, row] : plain.rows) {
      if (row) {
        put.push_back(*row);
      } else {
        erase.push_back(key);
      }
    }
    session_.put(shape_of(*plain.table), put);
    session_.erase(shape_of(*plain.table), erase);
  }
  std::vector<Row> serials;
  for (const auto& [scope, value] : serials_) serials.push_back({scope, value});
  session_.put(shape_of(kSerials), serials);
  session_.add(shape_of(kIdempotency, 2), new_remembered_);
}

}  // namespace store
