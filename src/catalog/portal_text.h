// The text of crawled records: cleaned before anything is read from it, and looked at letter by letter where the
// portal's page ran cells together. Pure; everything that was repaired is reported.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace catalog {

// Something in a record that was repaired, left unread, or needs a person's look. Codes are stable (portal_record.h).
struct ImportProblem {
  std::string code;
  std::string detail;  // words of the record, or the field's name
  bool operator==(const ImportProblem&) const = default;
};

// The problems of one record: one entry for each code, its details gathered.
class ImportProblems {
 public:
  void add(std::string_view code, std::string_view detail);
  bool has(std::string_view code) const;
  const std::vector<ImportProblem>& all() const { return problems_; }

 private:
  std::vector<ImportProblem> problems_;
};

// NFC; no-break and other odd spaces as spaces; direction marks, soft hyphens and private-use bullets (fonts of word
// processors) removed; outer blanks cut. Reports text_not_nfc, no_break_space, direction_mark, private_use_character,
// control_character with the field's name. The text must be UTF-8.
std::string clean_text(std::string_view raw, std::string_view field, ImportProblems& problems);

std::string one_line(std::string_view text);  // breaks and repeated blanks as one space
std::string_view trimmed(std::string_view text);
bool contains(std::string_view text, std::string_view part);
bool contains_any(std::string_view text, const std::vector<std::string_view>& parts);
std::string excerpt(std::string_view text, std::size_t most_bytes);  // cut at a letter, with "…"

// "Không có thông tin" (the portal's word for an empty field) as nothing.
std::string_view stated_or_empty(std::string_view text);

bool is_digit(char c);
bool begins_lower(std::string_view text);  // its first letter is a small one
bool begins_upper(std::string_view text);
bool ends_lower(std::string_view text);  // its last letter is a small one

// The digits at the start of the text: their number of bytes.
std::size_t digits_at(std::string_view text);

// Where a parenthesis that opens at the start of the text closes: the bytes up to and with it; npos when it does not.
std::size_t closing_parenthesis(std::string_view text);

}  // namespace catalog
