// What an officer should look at before going on, and may go on with: a doubt, not a refusal. Like a refusal it has a
// stable code, and its text in Vietnamese and English is added at the edge.
#pragma once
#include <map>
#include <string>

namespace dossier {

struct Warning {
  std::string code;                          // snake_case, stable, part of the API
  std::map<std::string, std::string> facts;  // words for the sentence; never personal data
  std::string where;                         // JSON pointer; empty when the whole request is meant
  bool operator==(const Warning&) const = default;
};

}  // namespace dossier
