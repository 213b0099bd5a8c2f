// Files of the project, for tests: of the shipped data first of all.
#pragma once
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace base {

// `path` from the top of the project: "data/calendar/calendar.json".
inline std::string project_file(const std::string& path) {
  const std::ifstream file(MOTCUA_SOURCE_DIR "/" + path);
  if (!file) throw std::runtime_error(path + " is missing");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace base
