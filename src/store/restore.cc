#include "store/restore.h"

#include <fmt/format.h>

#include "store/backup_format.h"
#include "store/backup_lines.h"
#include "store/durable_file.h"
#include "store/migrations.h"
#include "store/restore_marks.h"

namespace store {
namespace {

constexpr std::size_t kPortionRows = 500;

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

// Nothing that anybody would miss: no event, nothing sealed, no account, no number given.
bool is_empty(Session& session) {
  if (head_position(session) != 0) return false;
  for (const Shape& shape : backed_up_shapes()) {
    const std::string sql = fmt::format("SELECT count(*) FROM {}", shape.table);
    if (integer(session.rows(sql, {}, {ColumnType::kInteger}).at(0), 0) != 0) return false;
  }
  return true;
}

bool is_hash(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool has_vault_files(const std::filesystem::path& folder) {
  std::error_code problem;
  const std::filesystem::recursive_directory_iterator files(folder, problem);
  return !problem && std::ranges::any_of(files, [](const auto& entry) { return entry.is_regular_file(); });
}

std::optional<Row> row_from(const base::Json& line, const Shape& shape) {
  if (!line.is_array() || line.array().size() != shape.columns.size()) return std::nullopt;
  Row row;
  for (std::size_t i = 0; i < shape.columns.size(); ++i) {
    const base::Json& value = line.array()[i];
    if (value.is_null()) {
      row.emplace_back(nullptr);
    } else if (value.is_string() && shape.columns[i].type == ColumnType::kText) {
      row.emplace_back(value.string());
    } else if (value.is_integer() && shape.columns[i].type == ColumnType::kInteger) {
      row.emplace_back(value.integer());
    } else {
      return std::nullopt;
    }
  }
  return row;
}

// Reads the lines into the open transaction of a session, and the large items into a folder.
class Loading {
 public:
  Loading(LineReader& lines, Session& session, std::filesystem::path vault_folder, const Vault& vault,
          const Store::Progress& progress)
      : lines_(lines), session_(session), folder_(std::move(vault_folder)), vault_(vault), progress_(progress) {}

  base::Result<BackupSummary> load(BackupSummary head) {
    summary_ = head;
    expected_ = std::exchange(summary_.events, 0);
    for (const Shape& shape : backed_up_shapes()) {
      if (auto done = table(shape); !done) return tl::unexpected(done.error());
    }
    const auto end = lines_.next();
    if (!end) return tl::unexpected(end.error());
    summary_.root = tree_.root();
    const bool whole = *end && (*end)->number("end", -1) == summary_.events && summary_.events == expected_ &&
                       (*end)->text("root") == base::to_hex(summary_.root);
    if (!whole) return lines_.refuse_here(*end ? "backup_damaged" : "backup_truncated");
    if (const auto after = lines_.next(); !after || *after) return after ? damaged() : tl::unexpected(after.error());
    follow_up();
    return summary_;
  }

 private:
  tl::unexpected<base::Refusal> damaged() const { return lines_.refuse_here("backup_damaged"); }

  base::Result<base::Json> next() {
    auto line = lines_.next();
    if (!line) return tl::unexpected(line.error());
    if (!*line) return lines_.refuse_here("backup_truncated");
    return **std::move(line);
  }

  base::Done table(const Shape& shape) {
    const auto head = next();
    if (!head) return tl::unexpected(head.error());
    base::JsonArray names;
    for (const Column& column : shape.columns) names.emplace_back(column.name);
    if (head->text("table") != shape.table || head->list("columns") != names) return damaged();
    for (std::int64_t count = 0;;) {
      const auto line = next();
      if (!line) return tl::unexpected(line.error());
      if (line->find("rows") != nullptr) {
        flush(shape);
        return line->number("rows") == count ? base::Done() : damaged();
      }
      if (auto done = line->find("file") == nullptr ? row(*line, shape) : file(*line); !done) return done;
      if (line->is_array()) ++count;
    }
  }

  base::Done row(const base::Json& line, const Shape& shape) {
    auto row = row_from(line, shape);
    if (!row) return damaged();
    if (shape.table == kJournal.name && !event(*row)) return damaged();
    if (shape.table == kVaultItems.name) ++summary_.items;
    if (shape.table == kVaultKeys.name && !text(*row, 1).empty() && !std::exchange(key_tried_, true) &&
        !vault_.opens({text(*row, 0), text(*row, 1)})) {
      return base::refuse("master_key_wrong");
    }
    rows_.push_back(*std::move(row));
    if (rows_.size() >= kPortionRows) flush(shape);
    return {};
  }

  bool event(const Row& row) {
    const std::string envelope = text(row, 7);
    if (integer(row, 1) != ++summary_.events || envelope_hash(envelope) != text(row, 8)) return false;
    last_at_ = integer(row, 6);
    tree_.add(base::leaf_hash(envelope));
    return true;
  }

  void flush(const Shape& shape) {
    session_.add(shape, rows_);
    rows_.clear();
    if (progress_) progress_(summary_.events, expected_);
  }

  base::Done file(const base::Json& line) {
    const std::string name = line.text("file");
    if (!is_hash(name)) return damaged();  // it becomes a path
    std::string bytes;
    for (const std::int64_t size = line.number("size"); std::ssize(bytes) < size;) {
      const auto piece = next();
      if (!piece) return tl::unexpected(piece.error());
      const auto part = piece->is_string() ? base::from_hex(piece->string()) : base::refuse("hex_malformed");
      if (!part || part->empty()) return damaged();
      bytes.append(reinterpret_cast<const char*>(part->data()), part->size());
    }
    if (base::to_hex(base::sha256(bytes)) != name) return damaged();
    write_durably(vault_file(folder_, name), bytes, 0600);
    ++summary_.files;
    return {};
  }

  // What follows from the journal; the boards are filled when the record is opened.
  void follow_up() {
    session_.run("INSERT INTO streams (id, version) SELECT stream, max(version) FROM journal GROUP BY stream");
    session_.run("UPDATE head SET position = :p1, at = :p2 WHERE journal = 1", {summary_.events, last_at_});
  }

  LineReader& lines_;
  Session& session_;
  std::filesystem::path folder_;
  const Vault& vault_;
  const Store::Progress& progress_;
  BackupSummary summary_;
  std::int64_t expected_ = 0;
  std::int64_t last_at_ = 0;
  bool key_tried_ = false;
  base::MerkleTree tree_;
  std::vector<Row> rows_;
};

class RestoringOnEngine final : public Restoring {
 public:
  RestoringOnEngine(LineReader lines, Location to, const base::Clock& clock, std::shared_ptr<void> lock)
      : lines_(std::move(lines)), to_(std::move(to)), clock_(clock), lock_(std::move(lock)) {
    unfinished_ = to_;
    unfinished_.folder = restoring_folder(to_);
    unfinished_.restoring = true;
  }

  ~RestoringOnEngine() override {
    if (kept_) return;
    std::error_code problem;  // a refusal before anything is in a database leaves nothing
    std::filesystem::remove_all(unfinished_.folder, problem);
  }

  Location location() const override { return unfinished_; }

  base::Result<BackupSummary> load(const std::filesystem::path& key_file, const Store::Progress& progress) override {
    const auto head = lines_.next();
    if (!head) return tl::unexpected(head.error());
    if (!*head || (*head)->text("format") != kBackupFormat) return lines_.refuse_here("backup_unknown");
    if ((*head)->number("version") != kBackupVersion) return lines_.refuse_here("backup_newer");
    std::filesystem::remove_all(unfinished_.folder);
    std::filesystem::create_directories(unfinished_.folder);
    if (auto done = keep_key((*head)->text("key"), key_file); !done) return tl::unexpected(done.error());
    base::SystemRandom random;
    const auto vault = Vault::open(unfinished_.folder / "master.key", unfinished_.folder / "vault", false, random);
    if (!vault) return tl::unexpected(vault.error());
    BackupSummary said{.has_key = (*head)->find("key") != nullptr,
                       .made_at = base::instant_from_micros((*head)->number("made_at"))};
    said.events = (*head)->number("events");
    return load_into_database(said, *vault, progress);
  }

  void finish() override {
    {
      const auto session = Database::at(unfinished_)->connect();
      mark_finished(*session);
      if (session->engine() == Engine::kSqlite) {
        session->rows("PRAGMA wal_checkpoint(TRUNCATE)", {},
                      {ColumnType::kInteger, ColumnType::kInteger, ColumnType::kInteger});
      }
    }
    move_to_its_place("vault");
    if (to_.url.empty()) {
      for (const char* rest : {"record.sqlite-wal", "record.sqlite-shm"}) std::filesystem::remove(to_.folder / rest);
      move_durably(unfinished_.folder / "record.sqlite", to_.folder / "record.sqlite");
    }
    move_to_its_place("master.key");
    std::filesystem::remove_all(unfinished_.folder);
    kept_ = true;
  }

 private:
  base::Done keep_key(const std::string& in_backup, const std::filesystem::path& key_file) const {
    const std::filesystem::path there = to_.folder / "master.key";
    const bool lies_there = std::filesystem::exists(there);
    std::string key = in_backup;
    if (!key_file.empty()) {
      if (!std::filesystem::is_regular_file(key_file)) {
        return base::refuse("file_unreadable", {{"file", key_file.string()}}, "--key");
      }
      key = trimmed(read_file(key_file));
    } else if (key.empty() && lies_there) {
      key = trimmed(read_file(there));
    }
    if (key.empty()) return base::refuse("backup_key_needed");
    // Another key that lies there belongs to something: it is not for us to replace.
    if (lies_there && trimmed(read_file(there)) != key) {
      return base::refuse("master_key_wrong", {{"file", there.string()}});
    }
    write_durably(unfinished_.folder / "master.key", key + '\n', 0600);
    return {};
  }

  base::Result<BackupSummary> load_into_database(const BackupSummary& said, const Vault& vault,
                                                 const Store::Progress& progress) {
    const auto database = Database::at(unfinished_);
    const auto lock = database->lock_shape();
    const auto session = database->connect();
    if (auto done = migrate(*session, clock_.now()); !done) return tl::unexpected(done.error());
    for (std::int64_t at = 0; at < said.events; at += 1'000'000) session->make_room_for(at);
    session->make_room_for(said.events);
    session->begin_write();
    auto loaded = base::Result<BackupSummary>(said);
    try {
      mark_unfinished(*session, clock_.now());
      loaded = Loading(lines_, *session, unfinished_.folder / "vault", vault, progress).load(said);
      if (loaded) session->commit();
    } catch (const SqlError& error) {
      session->rollback();
      // A row twice or a value that the table does not take: the file is at fault. A full disk says so itself.
      if (error.code() == "database_failed") return lines_.refuse_here("backup_damaged");
      throw;
    }
    if (!loaded) session->rollback();
    kept_ = loaded.has_value();
    return loaded;
  }

  void move_to_its_place(const char* name) const {
    const std::filesystem::path from = unfinished_.folder / name;
    if (!std::filesystem::exists(from)) return;
    const std::filesystem::path to = to_.folder / name;
    if (std::filesystem::is_directory(to)) std::filesystem::remove_all(to);  // empty: begin() saw to that
    move_durably(from, to);
  }

  LineReader lines_;
  Location to_;
  Location unfinished_;
  const base::Clock& clock_;
  std::shared_ptr<void> lock_;
  bool kept_ = false;  // there is something in a database: the folder says that it is unfinished
};

// What of an earlier try, cut off while it was put in its place, lies where the record will be.
void clear_leftovers(const Location& to) {
  if (!restore_begun(to) || !to.url.empty()) return;
  for (const char* name : {"record.sqlite", "record.sqlite-wal", "record.sqlite-shm", "vault"}) {
    std::filesystem::remove_all(to.folder / name);
  }
}

base::Done check_empty(const Location& to) {
  const auto not_empty = [&] { return base::refuse("record_not_empty", {{"folder", to.folder.string()}}); };
  if (has_vault_files(to.folder / "vault")) return not_empty();
  if (to.url.empty() && !std::filesystem::exists(to.folder / "record.sqlite")) return {};
  const auto session = Database::at(to)->connect();
  if (!is_migrated(*session)) return {};
  // An earlier try may have been cut off between making that table and the first migration.
  if (session->rows("SELECT number FROM migrations", {}, {ColumnType::kInteger}).empty()) return {};
  if (holds_unfinished_restore(*session)) return base::refuse("restore_database_unfinished");
  return is_empty(*session) ? base::Done() : not_empty();
}

}  // namespace

base::Result<std::unique_ptr<Restoring>> Restoring::begin(const std::filesystem::path& from, const Location& to,
                                                          const base::Clock& clock) {
  auto lines = LineReader::open(from);
  if (!lines) return tl::unexpected(lines.error());
  std::error_code problem;
  std::filesystem::create_directories(to.folder, problem);
  if (problem) return base::refuse("data_folder_unusable", {{"folder", to.folder.string()}});
  auto lock = try_file_lock(to.folder / "serve.lock");
  if (!lock) return base::refuse("folder_in_use", {{"folder", to.folder.string()}});
  clear_leftovers(to);
  try {
    if (auto done = check_empty(to); !done) return tl::unexpected(done.error());
  } catch (const Failure& failure) {
    if (!to.url.empty()) return base::refuse("database_unreachable");
    throw;
  }
  return std::make_unique<RestoringOnEngine>(std::move(*lines), to, clock, std::move(lock));
}

}  // namespace store
