#include "app/import_file.h"

#include <zstd.h>

#include <fstream>
#include <memory>
#include <sstream>

namespace app {
namespace {

constexpr std::string_view kZstdMagic("\x28\xB5\x2F\xFD", 4);

base::Result<std::string> decompress(const std::string& name, std::string_view bytes) {
  const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream(ZSTD_createDStream(), ZSTD_freeDStream);
  std::string plain;
  std::string piece(ZSTD_DStreamOutSize(), '\0');
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  std::size_t open_frame = 0;
  while (in.pos < in.size) {
    ZSTD_outBuffer out{piece.data(), piece.size(), 0};
    open_frame = ZSTD_decompressStream(stream.get(), &out, &in);
    if (ZSTD_isError(open_frame) != 0) return base::refuse("file_unreadable", {{"file", name}});
    plain.append(piece, 0, out.pos);
  }
  if (open_frame != 0) return base::refuse("file_unreadable", {{"file", name}});
  return plain;
}

}  // namespace

base::Result<ImportFile> import_file(std::string name, std::string_view bytes) {
  if (!bytes.starts_with(kZstdMagic)) return ImportFile{std::move(name), std::string(bytes)};
  auto plain = decompress(name, bytes);
  if (!plain) return tl::unexpected(plain.error());
  return ImportFile{std::move(name), std::move(*plain)};
}

base::Result<ImportFile> read_import_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::stringstream bytes;
  if (stream) bytes << stream.rdbuf();
  if (!stream || bytes.fail()) return base::refuse("file_unreadable", {{"file", path.filename().string()}});
  return import_file(path.filename().string(), bytes.view());
}

std::vector<ImportLine> lines_of(const ImportFile& file) {
  std::vector<ImportLine> lines;
  std::string_view rest = file.bytes;
  for (int number = 1; !rest.empty(); ++number) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view text = rest.substr(0, end);
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (text.find_first_not_of(" \t") != std::string_view::npos) lines.push_back({text, number});
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return lines;
}

}  // namespace app
