// The schema of the record: numbered, forward only, each in one transaction, under the lock of the database's shape.
// A migration that was ever released is never edited. Private to the room.
#pragma once
#include "base/result.h"
#include "base/time.h"
#include "store/engine.h"

namespace store {

// Refuses database_newer.
bool is_migrated(Session& session);  // false: nothing was ever kept here

base::Done migrate(Session& session, base::Instant at);

// A board's table and its indexes, as board_<name>_v<number>.
Shape board_shape(const Board& board, std::int64_t number);
void create_board_table(Session& session, const Board& board, const Shape& shape, std::string_view temporary = "");

}  // namespace store
