#include "catalog/portal_text.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "base/text.h"

namespace catalog {
namespace {

constexpr std::size_t kMostDetail = 300;

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// The letter at the start of valid UTF-8, and its bytes.
struct Letter {
  UChar32 letter = 0;
  std::size_t bytes = 0;
};

Letter letter_at(std::string_view text) {
  if (text.empty()) return {};
  const auto first = static_cast<unsigned char>(text.front());
  Letter read{first, 1};
  if (first >= 0xC0U) read.letter = first & (first >= 0xF0U ? 0x07 : first >= 0xE0U ? 0x0F : 0x1F);
  for (; read.bytes < text.size() && continues(text[read.bytes]); ++read.bytes) {
    read.letter = read.letter * 64 + (static_cast<unsigned char>(text[read.bytes]) & 0x3F);
  }
  return read;
}

UChar32 last_letter(std::string_view text) {
  std::size_t begin = text.empty() ? 0 : text.size() - 1;
  while (begin > 0 && continues(text[begin])) --begin;
  return letter_at(text.substr(begin)).letter;
}

bool is_private_use(UChar32 letter) { return u_charType(letter) == U_PRIVATE_USE_CHAR; }

bool is_odd_space(UChar32 letter) { return letter != ' ' && u_charType(letter) == U_SPACE_SEPARATOR; }

bool is_format(UChar32 letter) { return u_charType(letter) == U_FORMAT_CHAR; }

bool is_control(UChar32 letter) {
  return u_charType(letter) == U_CONTROL_CHAR && letter != '\n' && letter != '\t' && letter != '\r';
}

// What a letter of a record becomes, and the code to report it by; an empty code leaves it as it is.
struct Repair {
  std::string_view code;
  std::string_view becomes;
};

Repair repair_of(UChar32 letter) {
  if (is_odd_space(letter)) return {"no_break_space", " "};
  if (is_format(letter)) return {"direction_mark", ""};
  if (is_private_use(letter)) return {"private_use_character", ""};
  if (is_control(letter)) return {"control_character", " "};
  return {};
}

bool all_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c >= ' ' && c <= '~') || c == '\n'; });
}

}  // namespace

void ImportProblems::add(std::string_view code, std::string_view detail) {
  const auto known = std::ranges::find(problems_, code, &ImportProblem::code);
  if (known == problems_.end()) {
    problems_.push_back({std::string(code), excerpt(detail, kMostDetail)});
  } else if (!detail.empty() && !contains(known->detail, detail) && known->detail.size() < kMostDetail) {
    known->detail = excerpt(known->detail + "; " + std::string(detail), kMostDetail);
  }
}

bool ImportProblems::has(std::string_view code) const {
  return std::ranges::find(problems_, code, &ImportProblem::code) != problems_.end();
}

std::string clean_text(std::string_view raw, std::string_view field, ImportProblems& problems) {
  if (all_ascii(raw)) return std::string(trimmed(raw));
  std::string clean;
  clean.reserve(raw.size());
  for (std::string_view rest = raw; !rest.empty();) {
    const Letter read = letter_at(rest);
    const Repair repair = repair_of(read.letter);
    if (!repair.code.empty()) problems.add(repair.code, field);
    clean += repair.code.empty() ? rest.substr(0, read.bytes) : repair.becomes;
    rest.remove_prefix(read.bytes);
  }
  // Last, because what was removed may have stood between a letter and its mark.
  if (auto composed = base::nfc(clean); composed && *composed != clean) {
    problems.add("text_not_nfc", field);
    clean = *std::move(composed);
  }
  return std::string(trimmed(clean));
}

std::string one_line(std::string_view text) {
  std::string line;
  line.reserve(text.size());
  for (const char c : trimmed(text)) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!blank) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  return line;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \n\t\r";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool contains_any(std::string_view text, const std::vector<std::string_view>& parts) {
  return std::ranges::any_of(parts, [&](std::string_view part) { return contains(text, part); });
}

std::string excerpt(std::string_view text, std::size_t most_bytes) {
  if (text.size() <= most_bytes) return std::string(text);
  std::size_t end = most_bytes;
  while (end > 0 && continues(text[end])) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::string_view stated_or_empty(std::string_view text) {
  const std::string_view words = trimmed(text);
  return words == "Không có thông tin" ? std::string_view() : words;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool begins_lower(std::string_view text) { return u_islower(letter_at(text).letter) != 0; }
bool begins_upper(std::string_view text) { return u_isupper(letter_at(text).letter) != 0; }
bool ends_lower(std::string_view text) { return u_islower(last_letter(text)) != 0; }

std::size_t digits_at(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
}

std::size_t closing_parenthesis(std::string_view text) {
  int open = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '(') ++open;
    if (text[at] == ')' && --open == 0) return at + 1;
  }
  return std::string_view::npos;
}

}  // namespace catalog
