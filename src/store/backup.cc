#include "store/backup.h"

#include <fmt/format.h>

#include "store/backup_format.h"
#include "store/backup_lines.h"
#include "store/durable_file.h"
#include "store/store_on_engine.h"

namespace store {
namespace {

constexpr int kPortionRows = 1000;

base::Json json_of(const Row& row) {
  base::JsonArray values;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (is_null(row, i)) {
      values.emplace_back(nullptr);
    } else if (const auto* words = std::get_if<std::string>(&row[i])) {
      values.emplace_back(*words);
    } else {
      values.emplace_back(integer(row, i));
    }
  }
  return values;
}

class BackingUp {
 public:
  BackingUp(StoreOnEngine& store, LineWriter& lines, const Store::Progress& progress)
      : store_(store), session_(store.connect()), lines_(lines), progress_(progress) {
    session_->begin_snapshot();
    head_ = head_position(*session_);
  }
  ~BackingUp() { session_->rollback(); }
  BackingUp(const BackingUp&) = delete;
  BackingUp& operator=(const BackingUp&) = delete;

  void head(base::Instant now, const std::string& key) {
    summary_.made_at = now;
    summary_.has_key = !key.empty();
    lines_.add(base::Json()
                   .set("format", kBackupFormat)
                   .set("version", kBackupVersion)
                   .set("made_at", base::to_micros(now))
                   .set("events", head_)
                   .set_text("key", key));
  }

  void tables() {
    for (const Shape& shape : backed_up_shapes()) table(shape);
  }

  BackupSummary end() {
    if (summary_.events != head_) throw Corrupt(fmt::format("the journal has no event {}", summary_.events + 1));
    summary_.root = tree_.root();
    lines_.add(base::Json().set("end", summary_.events).set("root", base::to_hex(summary_.root)));
    return summary_;
  }

 private:
  void table(const Shape& shape) {
    base::JsonArray names;
    for (const Column& column : shape.columns) names.emplace_back(column.name);
    lines_.add(base::Json().set("table", shape.table).set("columns", std::move(names)));
    std::int64_t count = 0;
    for (std::vector<Row> rows = portion(shape, {}); !rows.empty(); rows = portion(shape, rows.back())) {
      for (Row& row : rows) this->row(shape, row);
      count += std::ssize(rows);
      if (progress_) progress_(summary_.events, head_);
    }
    lines_.add(base::Json().set("rows", count));
  }

  // The next rows after one, in the order of the key.
  std::vector<Row> portion(const Shape& shape, const Row& after) {
    const std::vector<Column> keys(shape.columns.begin(),
                                   shape.columns.begin() + static_cast<std::ptrdiff_t>(shape.keys));
    std::string where;
    std::vector<Value> parameters;
    if (!after.empty()) {
      where = fmt::format(" WHERE ({}) > ({})", column_list(keys), shape.keys == 1 ? ":p1" : ":p1, :p2");
      parameters.assign(after.begin(), after.begin() + static_cast<std::ptrdiff_t>(shape.keys));
    }
    return session_->rows(fmt::format("SELECT {} FROM {}{} ORDER BY {} LIMIT {}", column_list(shape.columns),
                                      shape.table, where, column_list(keys), kPortionRows),
                          parameters, types(shape.columns));
  }

  void row(const Shape& shape, Row& row) {
    if (shape.table == kJournal.name) event(row);
    if (shape.table == kVaultItems.name) item(row);
    lines_.add(json_of(row));
  }

  void event(const Row& row) {
    const std::string envelope = text(row, 7);
    if (integer(row, 1) != summary_.events + 1) {
      throw Corrupt(fmt::format("the journal has no event {}", summary_.events + 1));
    }
    ++summary_.events;
    if (envelope_hash(envelope) != text(row, 8)) {
      throw Corrupt(fmt::format("event {}: its text does not fit its hash", summary_.events));
    }
    tree_.add(base::leaf_hash(envelope));
  }

  // A large item goes before its row. One that is erased while this runs is erased in the backup too.
  void item(Row& row) {
    ++summary_.items;
    VaultItem kept = item_from(row);
    if (kept.erased || kept.file.empty()) return;
    const std::optional<std::string> bytes = file_of(kept);
    if (bytes) {
      ++summary_.files;
      return file(kept.file, *bytes);
    }
    kept.erased = true;
    kept.nonce.clear();
    kept.file.clear();
    row = item_row(kept);
  }

  std::optional<std::string> file_of(const VaultItem& item) {
    try {
      return read_file(store_.vault().file_of(item));
    } catch (const Failure&) {
      const auto now = items_by(*store_.connect(), "id", {item.id});  // beside the snapshot
      if (!now.empty() && now[0].erased) return std::nullopt;
      throw Corrupt("vault item " + item.id + ": its file cannot be read");
    }
  }

  void file(const std::string& name, std::string_view bytes) {
    lines_.add(base::Json().set("file", name).set("size", std::ssize(bytes)));
    for (; !bytes.empty(); bytes.remove_prefix(std::min(kPieceBytes, bytes.size()))) {
      lines_.add(base::Json(base::to_hex(std::as_bytes(std::span(bytes.substr(0, kPieceBytes))))));
    }
  }

  StoreOnEngine& store_;
  std::unique_ptr<Session> session_;
  LineWriter& lines_;
  const Store::Progress& progress_;
  BackupSummary summary_;
  base::MerkleTree tree_;
  std::int64_t head_ = 0;
};

std::string key_text(const Location& location) {
  std::string key = read_file(location.folder / "master.key");
  while (!key.empty() && (key.back() == '\n' || key.back() == '\r')) key.pop_back();
  return key;
}

}  // namespace

base::Result<BackupSummary> back_up(Store& store, const Location& location, const std::filesystem::path& to,
                                    MasterKey key, base::Instant now, const Store::Progress& progress) {
  std::error_code problem;
  const std::filesystem::path folder = std::filesystem::absolute(to).parent_path();
  // A disk that is not mounted must not become a folder on this one.
  if (!std::filesystem::is_directory(folder, problem)) return base::refuse("folder_missing", {{"folder", folder}});
  if (std::filesystem::exists(to, problem)) return base::refuse("file_exists", {{"file", to.string()}});
  LineWriter lines(std::filesystem::absolute(to));
  BackingUp backing(dynamic_cast<StoreOnEngine&>(store), lines, progress);
  backing.head(now, key == MasterKey::kIncluded ? key_text(location) : std::string());
  backing.tables();
  BackupSummary summary = backing.end();
  lines.finish();
  return summary;
}

}  // namespace store
