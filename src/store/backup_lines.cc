#include "store/backup_lines.h"

#include <fmt/format.h>
#include <zstd.h>

#include <fstream>

#include "store/backup_format.h"
#include "store/durable_file.h"
#include "store/store.h"

namespace store {
namespace {

constexpr std::string_view kZstdMagic("\x28\xB5\x2F\xFD", 4);
constexpr int kLevel = 3;
constexpr std::size_t kReadBytes = 128 * 1024;

using Packing = std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)>;
using Unpacking = std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)>;

}  // namespace

struct LineWriter::State {
  explicit State(const std::filesystem::path& path) : file(path, 0600) {}

  void pack(std::string_view bytes, ZSTD_EndDirective directive) {
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    for (std::size_t left = 1; left != 0 || in.pos < in.size;) {
      ZSTD_outBuffer out{piece.data(), piece.size(), 0};
      left = ZSTD_compressStream2(zstd.get(), &out, &in, directive);
      if (ZSTD_isError(left) != 0) throw Failure(fmt::format("zstd: {}", ZSTD_getErrorName(left)));
      file.append(std::string_view(piece).substr(0, out.pos));
      if (directive == ZSTD_e_continue && in.pos == in.size) return;
    }
  }

  DurableFile file;
  Packing zstd{ZSTD_createCCtx(), ZSTD_freeCCtx};
  std::string piece = std::string(ZSTD_CStreamOutSize(), '\0');
};

LineWriter::LineWriter(const std::filesystem::path& path) : state_(std::make_unique<State>(path)) {
  ZSTD_CCtx_setParameter(state_->zstd.get(), ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(state_->zstd.get(), ZSTD_c_checksumFlag, 1);
}

LineWriter::~LineWriter() = default;

void LineWriter::add(const base::Json& line) { state_->pack(base::canonical_json(line) + '\n', ZSTD_e_continue); }

void LineWriter::finish() {
  state_->pack({}, ZSTD_e_end);
  state_->file.finish();
}

struct LineReader::State {
  explicit State(const std::filesystem::path& from) : path(from), stream(from, std::ios::binary) {}

  // Unpacks a little more of the file; false at its end.
  bool more() {
    if (in.pos == in.size) {
      stream.read(packed.data(), static_cast<std::streamsize>(packed.size()));
      in = {packed.data(), static_cast<std::size_t>(stream.gcount()), 0};
      if (in.size == 0) return false;
    }
    ZSTD_outBuffer out{piece.data(), piece.size(), 0};
    open_frame = ZSTD_decompressStream(zstd.get(), &out, &in);
    damaged = damaged || ZSTD_isError(open_frame) != 0 || (ended && out.pos > 0);
    ended = ended || open_frame == 0;
    if (!damaged) text.append(piece, 0, out.pos);
    return true;
  }

  std::filesystem::path path;
  std::ifstream stream;
  Unpacking zstd{ZSTD_createDCtx(), ZSTD_freeDCtx};
  std::string packed = std::string(kReadBytes, '\0');
  std::string piece = std::string(ZSTD_DStreamOutSize(), '\0');
  ZSTD_inBuffer in{nullptr, 0, 0};
  std::size_t open_frame = 0;
  bool damaged = false;
  bool ended = false;  // one frame is the whole file
  std::string text;    // unpacked and not yet given out
  std::size_t given = 0;
  std::int64_t line = 0;
};

LineReader::LineReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
LineReader::~LineReader() = default;
LineReader::LineReader(LineReader&&) noexcept = default;

base::Result<LineReader> LineReader::open(const std::filesystem::path& path) {
  auto state = std::make_unique<State>(path);
  std::string magic(kZstdMagic.size(), '\0');
  state->stream.read(magic.data(), static_cast<std::streamsize>(magic.size()));
  if (!state->stream.is_open() || state->stream.bad() || std::filesystem::is_directory(path)) {
    return base::refuse("file_unreadable", {{"file", path.string()}});
  }
  if (magic != kZstdMagic) return base::refuse("backup_unknown", {{"file", path.string()}});
  state->stream.seekg(0);
  return LineReader(std::move(state));
}

tl::unexpected<base::Refusal> LineReader::refuse_here(std::string_view code) const {
  const std::string line = std::to_string(state_->line);
  return base::refuse(code, {{"file", state_->path.string()}, {"line", line}},
                      fmt::format("{}:{}", state_->path.filename().string(), line));
}

base::Result<std::optional<base::Json>> LineReader::next() {
  State& state = *state_;
  std::size_t end = state.text.find('\n', state.given);
  while (end == std::string::npos) {
    state.text.erase(0, std::exchange(state.given, 0));
    const std::size_t known = state.text.size();
    const bool more = state.more();
    if (state.damaged || known > kBackupLine.bytes) return refuse_here("backup_damaged");
    if (!more && (!state.ended || !state.text.empty())) return refuse_here("backup_truncated");
    if (!more) return std::nullopt;
    end = state.text.find('\n', known);
  }
  ++state.line;
  auto line = base::parse_json(std::string_view(state.text).substr(state.given, end - state.given), kBackupLine);
  state.given = end + 1;
  if (!line) return refuse_here("backup_damaged");
  return std::optional(std::move(*line));
}

}  // namespace store
