// A file for the importers from any bytes, plain or zstd: unreadable, or lines without line breaks that lie in it.
#include "app/import_file.h"
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto file = app::import_file("fuzz.jsonl.zst", fuzz::text(bytes, size));
  if (!file) {
    fuzz::require(file.error().code == "file_unreadable");
    return 0;
  }
  int last = 0;
  for (const app::ImportLine& line : app::lines_of(*file)) {
    fuzz::require(line.number > last && line.text.find('\n') == std::string_view::npos);
    fuzz::require(line.text.data() >= file->bytes.data() &&
                  line.text.data() + line.text.size() <= file->bytes.data() + file->bytes.size());
    last = line.number;
  }
  return 0;
}
