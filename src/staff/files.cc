#include "staff/files.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <stdexcept>
#include <utility>

extern "C" {
extern const char kMotcuaStaffFiles[], kMotcuaStaffFilesEnd[], kMotcuaStaffBytes[], kMotcuaStaffBytesEnd[];
}

namespace staff {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kTypes = {{
    {".css", "text/css; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".woff2", "font/woff2"},
}};

[[noreturn]] void broken(std::string_view what) {
  throw std::runtime_error("the staff application is badly packed: " + std::string(what));
}

std::string_view content_type(std::string_view path) {
  for (const auto& [extension, type] : kTypes) {
    if (path.ends_with(extension)) return type;
  }
  broken(path);
}

std::string_view take_until(std::string_view& text, char end) {
  const std::size_t at = text.find(end);
  const std::string_view taken = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return taken;
}

std::string_view take_bytes(std::string_view& bytes, std::string_view length) {
  std::size_t count = 0;
  const auto read = std::from_chars(length.data(), length.data() + length.size(), count);
  if (read.ec != std::errc{} || read.ptr != length.data() + length.size() || count > bytes.size()) broken(length);
  const std::string_view taken = bytes.substr(0, count);
  bytes.remove_prefix(count);
  return taken;
}

}  // namespace

std::vector<File> unpack(std::string_view list, std::string_view bytes) {
  std::vector<File> files;
  while (!list.empty()) {
    std::string_view line = take_until(list, '\n');
    File file;
    file.path = take_until(line, ' ');
    file.content_type = content_type(file.path);
    file.plain = take_bytes(bytes, take_until(line, ' '));
    file.gzip = take_bytes(bytes, line);
    files.push_back(std::move(file));
  }
  if (!bytes.empty()) broken("bytes of no file");
  return files;
}

const std::vector<File>& files() {
  static const std::vector<File> kAll =
      unpack({kMotcuaStaffFiles, static_cast<std::size_t>(kMotcuaStaffFilesEnd - kMotcuaStaffFiles)},
             {kMotcuaStaffBytes, static_cast<std::size_t>(kMotcuaStaffBytesEnd - kMotcuaStaffBytes)});
  return kAll;
}

}  // namespace staff
