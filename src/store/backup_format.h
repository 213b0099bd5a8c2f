// What writer and reader of a backup agree on. Private to the room.
#pragma once
#include <algorithm>
#include <vector>

#include "store/engine.h"
#include "store/plain_tables.h"
#include "store/record.h"
#include "store/record_tables.h"

namespace store {

inline constexpr std::string_view kBackupFormat = "motcua-backup";
inline constexpr std::int64_t kBackupVersion = 1;
inline constexpr std::size_t kPieceBytes = 512 * 1024;  // of a large vault item, in one line
inline constexpr base::JsonLimits kBackupLine{.bytes = 64 << 20, .depth = 8};

// Follows from the journal, or of this database alone, or (sessions) not to be brought back.
inline bool is_backed_up(const Table& table) {
  static const std::vector<const Table*> kOut{&kHead, &kStreams, &kBoards, &kMigrations, &kSessions};
  return std::ranges::find(kOut, &table) == kOut.end();
}

// The tables with the columns that order them, keys before the items that name them.
inline std::vector<Shape> backed_up_shapes() {
  std::vector<Shape> shapes;
  for (const auto* list : {&record_tables(), &plain_tables()}) {
    for (const Table* table : *list) {
      const bool two_keys = table == &kJournal || table == &kIdempotency;
      if (is_backed_up(*table)) shapes.push_back(shape_of(*table, two_keys ? 2 : 1));
    }
  }
  return shapes;
}

}  // namespace store
