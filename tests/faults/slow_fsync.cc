// A disk that takes its time: with this in LD_PRELOAD each fsync and fdatasync takes MOTCUA_SLOW_FSYNC_MS longer.
#include <dlfcn.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <thread>

namespace {

int slowly(const char* name, int descriptor) {
  const char* milliseconds = std::getenv("MOTCUA_SLOW_FSYNC_MS");
  std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds ? std::atoi(milliseconds) : 10));
  const auto real = reinterpret_cast<int (*)(int)>(::dlsym(RTLD_NEXT, name));
  return real(descriptor);
}

}  // namespace

extern "C" int fsync(int descriptor) { return slowly("fsync", descriptor); }
extern "C" int fdatasync(int descriptor) { return slowly("fdatasync", descriptor); }
