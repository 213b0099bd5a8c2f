// The sentences of every refusal and warning, in Vietnamese and English, and the HTTP status each travels with. The one
// place where a code becomes words for people; the command line uses it too. `{name}` stands for a fact of the refusal.
#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace words {

struct RefusalText {
  std::string_view code;
  int status;
  std::string_view vi;
  std::string_view en;
};

std::span<const RefusalText> refusal_texts();            // by code
const RefusalText& refusal_text(std::string_view code);  // of "internal" when the code has no sentence: a bug, logged

// The sentence with its facts filled in; a fact that is missing is left out with its braces.
std::string fill(std::string_view sentence, const std::map<std::string, std::string>& facts);

}  // namespace words
