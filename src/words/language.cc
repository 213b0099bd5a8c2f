#include "words/language.h"

namespace words {

Language preferred_language(std::string_view accept_language) {
  const std::size_t en = accept_language.find("en");
  const std::size_t vi = accept_language.find("vi");
  return en < vi ? Language::kEnglish : Language::kVietnamese;
}

Language named_language(std::string_view name, Language otherwise) {
  if (name == "en") return Language::kEnglish;
  return name == "vi" ? Language::kVietnamese : otherwise;
}

std::string_view to_text(Language language) { return language == Language::kEnglish ? "en" : "vi"; }

}  // namespace words
