#include "pages/csv.h"

namespace pages {
namespace {

// What makes a formula of a cell; blanks before it do not help.
bool is_formula(std::string_view cell) {
  const std::size_t first = cell.find_first_not_of(' ');
  if (first == std::string_view::npos) return false;
  return std::string_view("=+-@\t\r\n").find(cell[first]) != std::string_view::npos;
}

}  // namespace

void Csv::line(std::initializer_list<std::string_view> cells) {
  bool first = true;
  for (const std::string_view cell : cells) {
    text_ += first ? "\"" : ",\"";
    first = false;
    if (is_formula(cell)) text_ += '\'';
    for (const char c : cell) {
      if (c == '"') text_ += '"';
      text_ += c;
    }
    text_ += '"';
  }
  text_ += "\r\n";
}

}  // namespace pages
