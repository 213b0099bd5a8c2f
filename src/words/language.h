// The two languages that people are spoken to in: Vietnamese first, English where it is asked for.
#pragma once
#include <string_view>

namespace words {

enum class Language { kVietnamese, kEnglish };

// What a browser prefers by its Accept-Language (RFC 9110 §12.5.4, read loosely): English only when it is named before
// Vietnamese; whatever else is asked for gets Vietnamese.
Language preferred_language(std::string_view accept_language);

// "vi" or "en" is the language; anything else is the other argument.
Language named_language(std::string_view name, Language otherwise);

std::string_view to_text(Language language);  // "vi", "en": also the value of lang=

}  // namespace words
