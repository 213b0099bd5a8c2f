#include "store/durable_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <optional>

#include "store/store.h"

namespace store {
namespace {

[[noreturn]] void fail(std::string_view what, const std::filesystem::path& path) {
  const bool full = errno == ENOSPC || errno == EDQUOT;
  throw Failure(fmt::format("{} {}: {}", what, path.string(), std::strerror(errno)),
                full ? "disk_full" : "database_failed");
}

class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags, mode_t mode = 0)
      : number_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {
    if (number_ < 0) fail("cannot open", path);
  }
  ~Descriptor() { ::close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

void write_all(const Descriptor& file, std::string_view bytes, const std::filesystem::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("cannot write", path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void sync_folder(const std::filesystem::path& folder) {
  const Descriptor opened(folder, O_RDONLY | O_DIRECTORY);
  if (::fsync(opened.number()) != 0) fail("cannot sync", folder);
}

void make_folder(const std::filesystem::path& folder) {
  std::error_code problem;
  if (std::filesystem::is_directory(folder, problem)) return;
  std::filesystem::create_directories(folder, problem);
  if (problem) {
    errno = problem.value();
    fail("cannot make", folder);
  }
  if (folder.has_parent_path()) sync_folder(folder.parent_path());
}

std::shared_ptr<void> file_lock(const std::filesystem::path& path, int operation) {
  auto file = std::make_shared<Descriptor>(path, O_RDWR | O_CREAT, mode_t{0600});
  while (::flock(file->number(), operation) != 0) {
    if (errno == EWOULDBLOCK) return nullptr;
    if (errno != EINTR) fail("cannot lock", path);
  }
  return file;
}

}  // namespace

struct DurableFile::State {
  std::filesystem::path path;
  std::filesystem::path unfinished;
  std::optional<Descriptor> file;
};

DurableFile::DurableFile(std::filesystem::path path, mode_t mode) : state_(std::make_unique<State>()) {
  make_folder(path.parent_path());
  state_->unfinished = path;
  state_->unfinished += fmt::format(".{}.part", ::getpid());
  state_->path = std::move(path);
  state_->file.emplace(state_->unfinished, O_WRONLY | O_CREAT | O_TRUNC, mode);
}

DurableFile::~DurableFile() {
  if (state_->file) ::unlink(state_->unfinished.c_str());
}

void DurableFile::append(std::string_view bytes) { write_all(*state_->file, bytes, state_->unfinished); }

void DurableFile::finish() {
  if (::fsync(state_->file->number()) != 0) fail("cannot sync", state_->unfinished);
  move_durably(state_->unfinished, state_->path);
  state_->file.reset();
}

void write_durably(const std::filesystem::path& path, std::string_view bytes, mode_t mode) {
  DurableFile file(path, mode);
  file.append(bytes);
  file.finish();
}

void move_durably(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) fail("cannot rename", from);
  sync_folder(to.parent_path());
  if (from.parent_path() != to.parent_path()) sync_folder(from.parent_path());
}

std::string read_file(const std::filesystem::path& path) {
  const Descriptor file(path, O_RDONLY);
  std::string bytes;
  std::array<char, 65536> part;
  while (true) {
    const ssize_t got = ::read(file.number(), part.data(), part.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail("cannot read", path);
    if (got == 0) return bytes;
    bytes.append(part.data(), static_cast<std::size_t>(got));
  }
}

std::shared_ptr<void> wait_for_file_lock(const std::filesystem::path& path) { return file_lock(path, LOCK_EX); }

std::shared_ptr<void> try_file_lock(const std::filesystem::path& path) { return file_lock(path, LOCK_EX | LOCK_NB); }

}  // namespace store
