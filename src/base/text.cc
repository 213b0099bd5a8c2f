#include "base/text.h"

#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/ustring.h>

#include <memory>
#include <stdexcept>

#include "base/hash.h"

namespace base {
namespace {

const icu::Normalizer2& normalizer(bool composed) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* found =
      composed ? icu::Normalizer2::getNFCInstance(error) : icu::Normalizer2::getNFDInstance(error);
  if (U_FAILURE(error)) throw std::runtime_error("ICU has no normalization data");
  return *found;
}

icu::UnicodeString normalized(const icu::UnicodeString& text, bool composed) {
  UErrorCode error = U_ZERO_ERROR;
  icu::UnicodeString result = normalizer(composed).normalize(text, error);
  if (U_FAILURE(error)) throw std::runtime_error("ICU cannot normalize a text");
  return result;
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string result;
  text.toUTF8String(result);
  return result;
}

constexpr UChar32 kDStroke = 0x0111;

bool is_tone(UChar32 c) { return c == 0x0300 || c == 0x0301 || c == 0x0303 || c == 0x0309 || c == 0x0323; }

// Appends a letter or digit of the folded text, or one blank for a run of anything else.
void append_folded(icu::UnicodeString& folded, UChar32 c) {
  if (u_isalnum(c)) {
    folded.append(c);
  } else if (!folded.isEmpty() && folded.char32At(folded.length() - 1) != ' ') {
    folded.append(UChar32{' '});
  }
}

bool is_bidi_control(UChar32 c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C;
}

// Nothing is seen of them and two names that look alike would differ: zero width space, soft hyphen, byte order mark
// and their like. The joiners U+200C and U+200D belong to the spelling of some languages.
bool is_invisible(UChar32 c) { return u_charType(c) == U_FORMAT_CHAR && c != 0x200C && c != 0x200D; }

bool is_control(UChar32 c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029; }

Done may_stand(UChar32 c) {
  if (is_control(c)) return refuse("control_character");
  if (is_bidi_control(c)) return refuse("bidi_character");
  if (is_invisible(c)) return refuse("invisible_character");
  return std::monostate{};
}

Done not_longer(const icu::UnicodeString& text, std::size_t most_characters) {
  if (static_cast<std::size_t>(text.countChar32()) <= most_characters) return std::monostate{};
  return refuse("text_too_long", {{"most", std::to_string(most_characters)}});
}

}  // namespace

bool is_utf8(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  u_strFromUTF8(nullptr, 0, nullptr, text.data(), static_cast<std::int32_t>(text.size()), &error);
  return error != U_INVALID_CHAR_FOUND;
}

Result<std::string> nfc(std::string_view text) {
  if (!is_utf8(text)) return refuse("utf8_invalid");
  return to_utf8(normalized(icu::UnicodeString::fromUTF8(text), true));
}

std::string fold(std::string_view text) {
  const icu::UnicodeString decomposed = normalized(icu::UnicodeString::fromUTF8(text).toLower(), false);
  icu::UnicodeString folded;
  for (std::int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const UChar32 c = decomposed.char32At(i);
    if (u_charType(c) == U_NON_SPACING_MARK) continue;
    append_folded(folded, c == kDStroke ? 'd' : c);
  }
  return to_utf8(folded.trim());
}

// The tone moves to the end of its word, so that "hoà" and "hòa" become the same text.
std::string fold_keeping_tones(std::string_view text) {
  const icu::UnicodeString decomposed = normalized(icu::UnicodeString::fromUTF8(text).toLower(), false);
  icu::UnicodeString folded;
  UChar32 tone = 0;
  for (std::int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const UChar32 c = decomposed.char32At(i);
    if (is_tone(c)) {
      tone = c;
    } else if (u_charType(c) == U_NON_SPACING_MARK) {
      folded.append(c);
    } else {
      if (!u_isalnum(c) && tone != 0) folded.append(std::exchange(tone, 0));
      append_folded(folded, c);
    }
  }
  if (tone != 0) folded.append(tone);
  return to_utf8(normalized(folded.trim(), true));
}

std::vector<std::string> words(std::string_view folded) {
  std::vector<std::string> found;
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find(' '), folded.size());
    if (end > 0) found.emplace_back(folded.substr(0, end));
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
  return found;
}

std::string collation_key(std::string_view text) {
  thread_local const std::unique_ptr<icu::Collator> kCollator = [] {
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<icu::Collator> made(icu::Collator::createInstance(icu::Locale("vi"), error));
    if (U_FAILURE(error)) throw std::runtime_error("ICU has no Vietnamese collation");
    return made;
  }();
  const icu::UnicodeString unicode = icu::UnicodeString::fromUTF8(text);
  std::vector<std::uint8_t> key(static_cast<std::size_t>(kCollator->getSortKey(unicode, nullptr, 0)));
  kCollator->getSortKey(unicode, key.data(), static_cast<std::int32_t>(key.size()));
  return to_hex(std::as_bytes(std::span(key)));
}

Result<std::string> clean_line(std::string_view text, std::size_t most_characters) {
  if (!is_utf8(text)) return refuse("utf8_invalid");
  const icu::UnicodeString composed = normalized(icu::UnicodeString::fromUTF8(text), true);
  icu::UnicodeString line;
  for (std::int32_t i = 0; i < composed.length(); i = composed.moveIndex32(i, 1)) {
    const UChar32 c = composed.char32At(i);
    if (auto fine = may_stand(c); !fine) return tl::unexpected(fine.error());
    const bool blank = u_isUWhiteSpace(c) != 0;
    if (!blank) {
      line.append(c);
    } else if (!line.isEmpty() && line.char32At(line.length() - 1) != ' ') {
      line.append(UChar32{' '});
    }
  }
  line.trim();
  if (auto fits = not_longer(line, most_characters); !fits) return tl::unexpected(fits.error());
  return to_utf8(line);
}

bool is_file_number(std::string_view text) {
  static constexpr std::string_view kStrokes[] = {"Đ", "đ"};  // the one letter of such numbers that is not ASCII
  if (text.size() > 40) return false;
  while (!text.empty()) {
    const auto letter = static_cast<unsigned char>(text.front());
    if (text.starts_with(kStrokes[0]) || text.starts_with(kStrokes[1])) {
      text.remove_prefix(kStrokes[0].size());
    } else if (std::isalnum(letter) != 0 || std::string_view("/.-_").find(text.front()) != std::string_view::npos) {
      text.remove_prefix(1);
    } else {
      return false;
    }
  }
  return true;
}

Result<std::string> clean_text(std::string_view text, std::size_t most_characters) {
  if (!is_utf8(text)) return refuse("utf8_invalid");
  const icu::UnicodeString composed = normalized(icu::UnicodeString::fromUTF8(text), true);
  for (std::int32_t i = 0; i < composed.length(); i = composed.moveIndex32(i, 1)) {
    const UChar32 c = composed.char32At(i);
    if (c == '\n' || c == '\r' || c == '\t') continue;
    if (auto fine = may_stand(c); !fine) return tl::unexpected(fine.error());
  }
  if (auto fits = not_longer(composed, most_characters); !fits) return tl::unexpected(fits.error());
  return to_utf8(composed);
}

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace base
