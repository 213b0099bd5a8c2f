// What keeps a restore that was cut off from being taken for a record: a folder `restoring` in the data folder, and in
// the database migration number 0, written in one transaction with the data. Private to the room.
#pragma once
#include <filesystem>

#include "base/result.h"
#include "store/engine.h"

namespace store {

std::filesystem::path restoring_folder(const Location& location);
bool restore_begun(const Location& location);
bool holds_unfinished_restore(Session& session);  // of a migrated database
void mark_unfinished(Session& session, base::Instant at);
void mark_finished(Session& session);

tl::unexpected<base::Refusal> restore_unfinished(const Location& location);

}  // namespace store
