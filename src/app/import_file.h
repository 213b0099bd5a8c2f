// What an import is given and what it tells: the bytes of a file (plain or zstd), its lines, and a summary of what
// became of them. A broken line is named with file and number, and the rest is loaded.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"

namespace app {

struct ImportFile {
  std::string name;   // without its folder; stands in the report
  std::string bytes;  // decompressed
};

// Refuses file_unreadable.
base::Result<ImportFile> read_import_file(const std::filesystem::path& path);
base::Result<ImportFile> import_file(std::string name, std::string_view bytes);  // decompresses when it is zstd

struct ImportSummary {
  std::int64_t lines = 0;
  std::int64_t published = 0;  // new versions
  std::int64_t unchanged = 0;
  std::int64_t refused = 0;
  std::int64_t rule_sets = 0;
  std::map<std::string, std::int64_t> problems;  // by code, refusals among them
};

struct ImportListener {
  std::function<void(const base::Json& line)> report;  // one per record and problem
  std::function<void(std::int64_t done, std::int64_t of)> progress;
  // A line that was not loaded, named in `where` as "file:7" and then the place in it.
  std::function<void(const base::Refusal& refusal)> refused;
};

struct ImportLine {
  std::string_view text;
  int number = 0;  // from 1
};

std::vector<ImportLine> lines_of(const ImportFile& file);  // without empty ones

}  // namespace app
