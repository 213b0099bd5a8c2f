// The lines of a backup in its compressed file. Private to the room.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/json.h"
#include "base/result.h"

namespace store {

class LineWriter {
 public:
  explicit LineWriter(const std::filesystem::path& path);  // throws Failure, as all of these do
  ~LineWriter();
  void add(const base::Json& line);
  void finish();  // only then the file is there

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class LineReader {
 public:
  // Refuses file_unreadable, backup_unknown.
  static base::Result<LineReader> open(const std::filesystem::path& path);
  ~LineReader();
  LineReader(LineReader&&) noexcept;
  LineReader& operator=(LineReader&&) = delete;
  // Null after the last. Refuses backup_truncated, backup_damaged.
  base::Result<std::optional<base::Json>> next();
  // The refusal `code` with file and line: what was read last.
  tl::unexpected<base::Refusal> refuse_here(std::string_view code) const;

 private:
  struct State;
  explicit LineReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace store
