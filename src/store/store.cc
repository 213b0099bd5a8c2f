#include "store/store.h"

#include <fmt/format.h>
#include <unistd.h>

#include <map>

#include "store/migrations.h"
#include "store/rebuilding.h"
#include "store/record.h"
#include "store/record_tables.h"
#include "store/restore_marks.h"
#include "store/store_on_engine.h"
#include "store/stored_words.h"
#include "store/verification.h"

namespace store {
namespace {

constexpr std::size_t kMostReaders = 8;

base::Done usable(const std::filesystem::path& folder) {
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  if (problem || !std::filesystem::is_directory(folder, problem) || ::access(folder.c_str(), R_OK | W_OK | X_OK) != 0) {
    return base::refuse("data_folder_unusable", {{"folder", folder.string()}});
  }
  return {};
}

// The key lies there with the database; a database without its key is another refusal.
bool holds_record(const std::filesystem::path& folder) {
  return std::filesystem::exists(folder / "master.key") || std::filesystem::exists(folder / "record.sqlite");
}

// A key file is only made for a record that has nothing sealed yet; the one that is there must open what is.
base::Result<Vault> open_vault(Session& session, const Location& location, base::RandomSource& random) {
  const auto keys = session.rows("SELECT id, wrapped FROM vault_keys WHERE wrapped <> '' LIMIT 1", {},
                                 {ColumnType::kText, ColumnType::kText});
  const std::filesystem::path key_file = location.folder / "master.key";
  base::Result<Vault> vault = Vault::open(key_file, location.folder / "vault", keys.empty(), random);
  if (vault && !keys.empty() && !vault->opens({text(keys[0], 0), text(keys[0], 1)})) {
    return base::refuse("master_key_wrong", {{"file", key_file.string()}});
  }
  return vault;
}

// Files of erased items are removed after the commit; a crash in between leaves them for the next start.
void remove_erased_files(Session& session, const Vault& vault) {
  const auto rows = session.rows(
      "SELECT " + column_list(kVaultItems.columns) + " FROM vault_items WHERE erased = 1 AND file <> '' LIMIT 10000",
      {}, types(kVaultItems.columns));
  for (const Row& row : rows) {
    const VaultItem item = item_from(row);
    vault.destroy_file(item);
    session.run("UPDATE vault_items SET file = '' WHERE id = :p1", {item.id});
  }
}

// Fills the boards that are new in this program. Refuses database_newer when one is newer than the program.
base::Done fill_new_boards(Session& session, const Vault& vault, const std::vector<const Board*>& boards) {
  const auto versions = board_versions(session);
  std::vector<const Board*> missing;
  for (const Board* board : boards) {
    const auto found = versions.find(board->table().name);
    const std::int64_t known = board->table().version;
    if (found != versions.end() && found->second.shape > known) {
      return base::refuse("database_newer", {{"found", std::to_string(found->second.shape)},
                                             {"known", std::to_string(known)},
                                             {"board", board->table().name}});
    }
    if (found == versions.end() || found->second.shape < known) missing.push_back(board);
  }
  rebuild_boards(session, vault, missing, {});
  return {};
}

class PooledRead final : public Read {
 public:
  PooledRead(SessionPool& pool, const Vault& vault) : pool_(pool), session_(pool.take()), words_(*session_, vault) {}
  ~PooledRead() override { pool_.give_back(std::move(session_)); }

  std::vector<Row> rows(std::string_view sql, const std::vector<Value>& parameters,
                        const std::vector<ColumnType>& columns) override {
    try {
      return session_->rows(with_tables(sql), parameters, columns);
    } catch (const TableVanished&) {
      // A rebuild swapped the table between our look at `boards` and this query: look again.
      session_->rollback();
      session_->begin_snapshot();
      versions_.reset();
      return session_->rows(with_tables(sql), parameters, columns);
    }
  }

  std::vector<Event> stream(std::string_view stream) override {
    const std::string name(stream);
    return std::move(events_of(*session_, {name})[name]);
  }

  std::int64_t head() override { return head_position(*session_); }

  std::string plaintext(std::string_view item) override { return words_.plaintext(item); }

 private:
  // {name} becomes the table of the board in its current version.
  std::string with_tables(std::string_view sql) {
    std::string done;
    for (std::size_t open = sql.find('{'); open != std::string_view::npos; open = sql.find('{')) {
      const std::size_t close = sql.find('}', open);
      if (close == std::string_view::npos) break;
      done += sql.substr(0, open);
      done += table_of(sql.substr(open + 1, close - open - 1));
      sql.remove_prefix(close + 1);
    }
    return done += sql;
  }

  std::string table_of(std::string_view board) {
    if (!versions_) versions_ = board_versions(*session_);
    const auto found = versions_->find(board);
    if (found == versions_->end()) throw std::logic_error("there is no board " + std::string(board));
    return fmt::format("board_{}_v{}", board, found->second.version);
  }

  SessionPool& pool_;
  std::unique_ptr<Session> session_;
  StoredWords words_;
  std::optional<std::map<std::string, BoardVersion, std::less<>>> versions_;
};

}  // namespace

base::Result<std::shared_ptr<Store>> Store::open(const Location& location, std::vector<const Board*> live_boards,
                                                 const base::Clock& clock, base::RandomSource& random) {
  if (!location.restoring && restore_begun(location)) return restore_unfinished(location);
  // What only looks makes neither a folder nor a key.
  const bool keyless = location.existing_only && !holds_record(location.folder);
  const tl::unexpected<base::Refusal> missing = base::refuse("record_missing", {{"folder", location.folder.string()}});
  if (keyless && location.url.empty()) return missing;
  if (base::Done done = keyless ? base::Done() : usable(location.folder); !done) return tl::unexpected(done.error());
  std::unique_ptr<Database> database = Database::at(location);
  std::unique_ptr<Session> session;
  std::shared_ptr<void> lock;
  try {
    lock = database->lock_shape();
    session = database->connect();
  } catch (const Failure& failure) {
    if (!location.url.empty()) return base::refuse("database_unreachable");
    const bool damaged = failure.code() == "database_damaged";
    return base::refuse(damaged ? failure.code() : "data_folder_unusable", {{"folder", location.folder.string()}});
  }
  if (location.existing_only && !is_migrated(*session)) return missing;
  if (keyless) return base::refuse("master_key_missing", {{"file", (location.folder / "master.key").string()}});
  if (base::Done done = migrate(*session, clock.now()); !done) return tl::unexpected(done.error());
  if (!location.restoring && holds_unfinished_restore(*session)) return restore_unfinished(location);
  base::Result<Vault> vault = open_vault(*session, location, random);
  if (!vault) return tl::unexpected(vault.error());
  remove_erased_files(*session, *vault);
  if (base::Done done = fill_new_boards(*session, *vault, live_boards); !done) return tl::unexpected(done.error());
  return std::make_shared<StoreOnEngine>(std::move(database), *std::move(vault), std::move(live_boards));
}

base::Refusal refusal_of(const Failure& failure) { return {failure.code(), {{"cause", failure.what()}}, ""}; }

std::unique_ptr<Session> SessionPool::take() {
  std::unique_lock lock(mutex_);
  freed_.wait(lock, [&] { return in_use_ < kMostReaders; });
  ++in_use_;
  std::unique_ptr<Session> session;
  if (!idle_.empty()) {
    session = std::move(idle_.back());
    idle_.pop_back();
  }
  lock.unlock();
  try {
    if (session) {
      try {
        session->begin_snapshot();
        return session;
      } catch (const Unavailable&) {
        session.reset();  // the server was restarted while it was idle
      }
    }
    session = database_.connect();
    session->begin_snapshot();
    return session;
  } catch (...) {
    give_back(nullptr);
    throw;
  }
}

void SessionPool::give_back(std::unique_ptr<Session> session) noexcept {
  if (session) session->rollback();
  const std::lock_guard lock(mutex_);
  --in_use_;
  if (session && session->alive()) idle_.push_back(std::move(session));
  freed_.notify_one();
}

StoreOnEngine::StoreOnEngine(std::unique_ptr<Database> database, Vault vault, std::vector<const Board*> boards)
    : database_(std::move(database)), vault_(std::move(vault)), boards_(std::move(boards)), pool_(*database_) {}

std::unique_ptr<Read> StoreOnEngine::read() { return std::make_unique<PooledRead>(pool_, vault_); }

void StoreOnEngine::each_event(std::int64_t after, const std::vector<std::string>& stream_kinds,
                               const std::function<void(const Event&)>& visit) {
  while (true) {
    std::unique_ptr<Session> session = pool_.take();
    std::vector<Event> events;
    try {
      events = events_in(*session, {after, head_position(*session), 1000}, stream_kinds);
    } catch (...) {
      pool_.give_back(std::move(session));
      throw;
    }
    pool_.give_back(std::move(session));
    for (const Event& event : events) visit(event);
    if (events.empty()) return;
    after = events.back().position;
  }
}

Store::Verification StoreOnEngine::verify(const Progress& progress) {
  return verify_record(*database_->connect(), vault_, boards_, progress);
}

void StoreOnEngine::rebuild(const Progress& progress) {
  const std::shared_ptr<void> lock = database_->lock_shape();
  rebuild_boards(*database_->connect(), vault_, boards_, progress);
}

}  // namespace store
