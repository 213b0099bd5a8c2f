// Files that survive a power cut: written beside their place, synced, renamed, and the folder synced.
#pragma once
#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace store {

// Throws Failure. An existing file is replaced as a whole or not at all.
void write_durably(const std::filesystem::path& path, std::string_view bytes, mode_t mode);

// The same for a file that is too large for memory: written piece by piece, there only after finish(). One that is not
// finished leaves nothing behind.
class DurableFile {
 public:
  DurableFile(std::filesystem::path path, mode_t mode);  // throws Failure, as all of these do
  ~DurableFile();
  DurableFile(const DurableFile&) = delete;
  DurableFile& operator=(const DurableFile&) = delete;
  void append(std::string_view bytes);
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Renames, and syncs both folders. Throws Failure.
void move_durably(const std::filesystem::path& from, const std::filesystem::path& to);

// Throws Failure when it cannot be read.
std::string read_file(const std::filesystem::path& path);

// A lock on a file that lives as long as the returned object; it is between processes and between objects of one.
std::shared_ptr<void> wait_for_file_lock(const std::filesystem::path& path);
// Null when another holds it.
std::shared_ptr<void> try_file_lock(const std::filesystem::path& path);

}  // namespace store
