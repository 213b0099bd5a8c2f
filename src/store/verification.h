// Reads the whole record in one consistent moment and checks that it does not contradict itself. Memory is bounded:
// boards are folded into temporary tables and compared by SQL. Private to the room.
#pragma once
#include <vector>

#include "store/engine.h"

namespace store {

Store::Verification verify_record(Session& session, const Vault& vault, const std::vector<const Board*>& boards,
                                  const Store::Progress& progress);

}  // namespace store
