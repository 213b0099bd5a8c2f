// A backup: one file that restores onto either engine (store/restore.h). zstd with checksums over lines of JSON: a head
// line, then each table's rows, the large vault items, and an end line with the journal's root. The particulars in it
// stay sealed; the master key is left out unless it is asked for, because a backup that carries its key is readable by
// whoever finds it. Left out always: sessions (who signed out stays so), and what follows from the rest (head, streams,
// boards). Made from one consistent moment while `serve` runs. Format and reasons: docs/adr/0018.
#pragma once
#include <cstdint>
#include <filesystem>

#include "base/hash.h"
#include "base/result.h"
#include "base/time.h"
#include "store/store.h"

namespace store {

enum class MasterKey { kLeftOut, kIncluded };

struct BackupSummary {
  std::int64_t events = 0;
  base::Hash root{};
  std::int64_t items = 0;  // vault items
  std::int64_t files = 0;  // of these, large ones
  bool has_key = false;
  base::Instant made_at;
};

// Writes the file as a whole or not at all (mode 0600). Refuses file_exists, folder_missing, master_key_missing; throws
// Corrupt when the journal contradicts itself, so that a damaged record is not carried on as a good backup.
base::Result<BackupSummary> back_up(Store& store, const Location& location, const std::filesystem::path& to,
                                    MasterKey key, base::Instant now, const Store::Progress& progress);

}  // namespace store
