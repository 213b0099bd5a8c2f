// Fills new tables for boards beside the old ones and swaps them in. Portions run up to the head without holding it;
// only the last portion and the swap are under the head's lock. The caller holds the lock of the database's shape.
// Private to the room.
#pragma once
#include <vector>

#include "store/engine.h"

namespace store {

void rebuild_boards(Session& session, const Vault& vault, const std::vector<const Board*>& boards,
                    const Store::Progress& progress);

}  // namespace store
