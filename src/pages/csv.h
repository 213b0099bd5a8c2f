// A table as text: RFC 4180, every cell quoted, lines end with CRLF, UTF-8 with a byte order mark so that spreadsheets
// read Vietnamese. A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV
// injection).
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

namespace pages {

class Csv {
 public:
  void line(std::initializer_list<std::string_view> cells);
  std::string take() && { return std::move(text_); }

 private:
  std::string text_ = "\xEF\xBB\xBF";
};

}  // namespace pages
