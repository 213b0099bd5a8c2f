// The catalogue that ships (data/procedures): every line is in our own format, in order, and as its README counts.
#include <gtest/gtest.h>
#include <zstd.h>

#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "catalog/procedure_import.h"

namespace catalog {
namespace {

std::string shipped_text() {
  const std::ifstream file(MOTCUA_SOURCE_DIR "/data/procedures/procedures.jsonl.zst", std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  const std::string packed = bytes.str();
  if (packed.size() > (4U << 20)) throw std::runtime_error("more than 4 MiB");
  std::string text(ZSTD_getFrameContentSize(packed.data(), packed.size()), '\0');
  const std::size_t size = ZSTD_decompress(text.data(), text.size(), packed.data(), packed.size());
  if (ZSTD_isError(size) != 0) throw std::runtime_error(ZSTD_getErrorName(size));
  return text;
}

TEST(ShippedProcedures, AreFactsInOurOwnFormat) {
  std::istringstream lines(shipped_text());
  std::map<std::string_view, int> kinds, standings;
  std::string last_code;
  int records = 0;
  for (std::string line; std::getline(lines, line); ++records) {
    const auto imported = import_procedure(line);
    ASSERT_TRUE(imported.has_value()) << line.substr(0, 80) << imported.error().code << imported.error().where;
    const ProcedureVersion& version = imported->procedure;
    EXPECT_TRUE(imported->problems.empty()) << version.code;
    EXPECT_EQ(canonical_json(to_json(version)), line) << "nothing is lost or added by reading";
    EXPECT_LT(last_code, version.code);
    EXPECT_TRUE(version.steps.empty() && version.conditions.empty()) << version.code;
    EXPECT_FALSE(version.valid_from.has_value()) << version.code;
    last_code = version.code;
    ++kinds[to_text(version.cases.front().limit.kind)];
    ++standings[to_text(version.standing)];
  }
  EXPECT_EQ(records, 2849);
  EXPECT_EQ(kinds,
            (std::map<std::string_view, int>{
                {"stated", 2097}, {"ambiguous", 234}, {"not_stated", 501}, {"none_due", 9}, {"tied_to_event", 8}}));
  EXPECT_EQ(standings, (std::map<std::string_view, int>{
                           {"receivable", 2754}, {"stale", 74}, {"foreign", 14}, {"announcement", 7}}));
}

}  // namespace
}  // namespace catalog
