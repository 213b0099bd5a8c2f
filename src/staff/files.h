// The files of the staff application, as web/build.mjs packs them: a list, one line a file, and their bytes one after
// another, each plain and as gzip, so that nothing is compressed while somebody waits.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace staff {

struct File {
  std::string path;  // under /staff/: "index.html", "assets/shell-Dk3a.js"
  std::string_view content_type;
  std::string_view plain;
  std::string_view gzip;  // empty where it would not be shorter (fonts)
};

// `list` has lines "path bytes-plain bytes-gzip". Throws std::runtime_error when the two do not fit together, which is
// a fault of the build and nothing that a person did.
std::vector<File> unpack(std::string_view list, std::string_view bytes);

const std::vector<File>& files();  // those in this binary

}  // namespace staff
