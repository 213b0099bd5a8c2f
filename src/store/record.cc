#include "store/record.h"

#include <fmt/format.h>

#include "store/migrations.h"
#include "store/record_tables.h"

namespace store {
namespace {

const std::vector<ColumnType> kEventColumns{ColumnType::kInteger, ColumnType::kText, ColumnType::kText};

Event event_from(const Row& row) {
  base::Result<Event> event = event_from_text(integer(row, 0), text(row, 1), text(row, 2));
  if (!event) throw Corrupt(fmt::format("event {}: its envelope cannot be read", integer(row, 0)));
  return *std::move(event);
}

// The kinds as an SQL condition; they are names from the program, never input.
std::string of_kinds(const std::vector<std::string>& kinds) {
  if (kinds.empty()) return {};
  std::string list;
  bool dossiers = false;
  for (const std::string& kind : kinds) {
    list += fmt::format("{}'{}'", list.empty() ? "" : ", ", kind);
    dossiers = dossiers || kind == "dossier";
  }
  // Said outright, so that both engines see that the partial index fits.
  return fmt::format(" AND stream_kind IN ({}){}", list, dossiers ? "" : " AND stream_kind <> 'dossier'");
}

}  // namespace

Shape shape_of(const Table& table, std::size_t keys) { return {table.name, table.columns, keys}; }

std::int64_t head_position(Session& session) {
  const auto rows = session.rows("SELECT position FROM head WHERE journal = 1", {}, {ColumnType::kInteger});
  if (rows.size() != 1) throw Corrupt("the head row of the journal is missing");
  return integer(rows[0], 0);
}

std::vector<Event> events_in(Session& session, const Portion& portion, const std::vector<std::string>& stream_kinds) {
  std::vector<Event> events;
  const std::string sql =
      "SELECT position, envelope, hash FROM journal WHERE journal = 1 AND position > :p1 AND position <= :p2" +
      of_kinds(stream_kinds) + fmt::format(" ORDER BY position LIMIT {}", portion.most);
  for (const Row& row : session.rows(sql, {portion.after, portion.up_to}, kEventColumns)) {
    events.push_back(event_from(row));
  }
  return events;
}

std::unordered_map<std::string, std::vector<Event>> events_of(Session& session,
                                                              const std::vector<std::string>& streams) {
  const Shape shape{"journal", {{"position", ColumnType::kInteger}, {"envelope"}, {"hash"}}, 1};
  std::unordered_map<std::string, std::vector<Event>> found;
  for (const Row& row : session.rows_where(shape, "stream", streams, " AND journal = 1 ORDER BY stream, version")) {
    Event event = event_from(row);
    found[event.stream].push_back(std::move(event));
  }
  return found;
}

Row journal_row(const Event& event, std::string envelope) {
  return {std::int64_t{1},
          event.position,
          event.stream,
          event.version,
          std::string(stream_kind(event.stream)),
          event.kind,
          base::to_micros(event.at),
          std::move(envelope),
          event.hash};
}

Row item_row(const VaultItem& item) {
  return {item.id,    item.owner,      item.kind,      item.media_type, item.size, item.key_id,
          item.nonce, item.commitment, item.retention, item.sealed,     item.file, std::int64_t{item.erased ? 1 : 0}};
}

VaultItem item_from(const Row& row) {
  VaultItem item;
  item.id = text(row, 0);
  item.owner = text(row, 1);
  item.kind = text(row, 2);
  item.media_type = text(row, 3);
  item.size = integer(row, 4);
  item.key_id = text(row, 5);
  item.nonce = text(row, 6);
  item.commitment = text(row, 7);
  item.retention = text(row, 8);
  item.sealed = text(row, 9);
  item.file = text(row, 10);
  item.erased = integer(row, 11) != 0;
  return item;
}

std::vector<VaultItem> items_by(Session& session, std::string_view column, const std::vector<std::string>& values) {
  std::vector<VaultItem> items;
  for (const Row& row : session.rows_where(shape_of(kVaultItems), column, values)) items.push_back(item_from(row));
  return items;
}

std::vector<VaultKey> keys_by_id(Session& session, const std::vector<std::string>& ids) {
  std::vector<VaultKey> keys;
  for (const Row& row : session.rows_where(shape_of(kVaultKeys), "id", ids))
    keys.push_back({text(row, 0), text(row, 1)});
  return keys;
}

std::map<std::string, BoardVersion, std::less<>> board_versions(Session& session) {
  std::map<std::string, BoardVersion, std::less<>> versions;
  for (const Row& row : session.rows("SELECT name, version, shape FROM boards", {},
                                     {ColumnType::kText, ColumnType::kInteger, ColumnType::kInteger})) {
    versions[text(row, 0)] = {integer(row, 1), integer(row, 2)};
  }
  return versions;
}

std::vector<Shape> live_shapes(Session& session, const std::vector<const Board*>& boards) {
  std::vector<Shape> shapes;
  const auto versions = board_versions(session);
  for (const Board* board : boards) {
    const auto found = versions.find(board->table().name);
    if (found == versions.end() || found->second.shape != board->table().version) {
      throw Failure("board " + board->table().name + " has another shape than this program knows: restart it");
    }
    shapes.push_back(board_shape(*board, found->second.version));
  }
  return shapes;
}

}  // namespace store
