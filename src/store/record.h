// Reading the tables of the record through a session: events, head, vault items, the versions of boards. Private to the
// room.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/engine.h"

namespace store {

Shape shape_of(const Table& table, std::size_t keys = 1);

std::int64_t head_position(Session& session);

// At most `most` events with after < position ≤ up_to, in order; only the given stream kinds (empty: all).
struct Portion {
  std::int64_t after = 0;
  std::int64_t up_to = 0;
  std::size_t most = 1000;
};
std::vector<Event> events_in(Session& session, const Portion& portion, const std::vector<std::string>& stream_kinds);

// Every event of the streams in (stream, version) order; a stream without events is absent.
std::unordered_map<std::string, std::vector<Event>> events_of(Session& session,
                                                              const std::vector<std::string>& streams);

// The record's row of an event.
Row journal_row(const Event& event, std::string envelope);

Row item_row(const VaultItem& item);
VaultItem item_from(const Row& row);
std::vector<VaultItem> items_by(Session& session, std::string_view column, const std::vector<std::string>& values);
std::vector<VaultKey> keys_by_id(Session& session, const std::vector<std::string>& ids);

struct BoardVersion {
  std::int64_t version = 0;  // number of its table
  std::int64_t shape = 0;    // Table::version of the program that filled it
};
std::map<std::string, BoardVersion, std::less<>> board_versions(Session& session);

// The tables of the boards, in their order. Throws Failure when another program replaced one by a newer shape.
std::vector<Shape> live_shapes(Session& session, const std::vector<const Board*>& boards);

}  // namespace store
