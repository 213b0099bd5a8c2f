// Bringing a backup (store/backup.h) back onto an empty record of either engine, in three steps, so that what was cut
// off at any of them is never taken for a record: load() writes everything beside the record, marked as unfinished; the
// caller opens location() and verifies it; finish() puts it in its place. A second try begins from nothing.
#pragma once
#include <filesystem>
#include <memory>

#include "base/environment.h"
#include "base/result.h"
#include "store/backup.h"
#include "store/store.h"

namespace store {

class Restoring {
 public:
  // Holds the folder against `serve` as long as it lives. Refuses record_not_empty, restore_unfinished (a database that
  // holds one), folder_in_use, data_folder_unusable, database_unreachable, and what the opening of the file does.
  static base::Result<std::unique_ptr<Restoring>> begin(const std::filesystem::path& from, const Location& to,
                                                        const base::Clock& clock);
  virtual ~Restoring() = default;

  // `key_file` may be empty: then the key is the one in the backup, else the one that lies in the data folder. Refuses
  // backup_key_needed, master_key_wrong, master_key_malformed, backup_newer, backup_truncated, backup_damaged.
  virtual base::Result<BackupSummary> load(const std::filesystem::path& key_file, const Store::Progress& progress) = 0;
  virtual Location location() const = 0;
  virtual void finish() = 0;
};

}  // namespace store
