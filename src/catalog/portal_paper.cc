#include "catalog/portal_paper.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"

namespace catalog {
namespace {

constexpr std::string_view kHeader = "Tên giấy tờMẫu đơn, tờ khaiSố lượng";
constexpr std::string_view kOriginal = " bản chính";
constexpr std::string_view kCopy = " bản sao";
constexpr std::array<std::string_view, 10> kExtensions{".docx", ".doc", ".pdf", ".xlsx", ".xls",
                                                       ".DOC",  ".rar", ".zip", ".rtf",  ".odt"};

struct Quantity {
  std::size_t begin = 0;  // of its digits
  std::size_t end = 0;
  int originals = 0;
  int copies = 0;
  bool unclear = false;
};

// "(01 bản chính)", "nộp 01 bản chính và …": words about a quantity inside a name.
bool is_in_a_sentence(std::string_view text, std::size_t begin, std::string_view digits, std::string_view behind) {
  const char before = begin == 0 ? ' ' : text[begin - 1];
  if (before != ' ' && before != '(' && before != '\n') return false;
  if (digits.size() == 2 && digits.front() == '0') return true;
  if (digits.size() > 1) return false;
  return before == '(' || behind.starts_with(' ') || behind.starts_with(')') || behind.starts_with(';') ||
         behind.starts_with('.') || begins_lower(behind);
}

// The digits before " bản chính". When the name ends in digits itself ("…ngày 25/01/2026" + "1"), only the last belongs
// to the quantity; after a year that is certain, otherwise it is reported.
std::optional<Quantity> quantity_at(std::string_view text, std::size_t word) {
  std::size_t begin = word;
  while (begin > 0 && is_digit(text[begin - 1])) --begin;
  const std::string_view digits = text.substr(begin, word - begin);
  if (digits.empty()) return std::nullopt;
  Quantity quantity{begin, word + kOriginal.size(), digits.back() - '0', 0, false};
  const std::string_view behind = text.substr(quantity.end);
  const std::size_t copies = behind.starts_with(',') ? digits_at(behind.substr(1)) : 0;
  if (copies > 0 && copies < 4 && behind.substr(1 + copies).starts_with(kCopy)) {
    quantity.copies = std::stoi(std::string(behind.substr(1, copies)));
    quantity.end += 1 + copies + kCopy.size();
  } else if (is_in_a_sentence(text, begin, digits, behind)) {
    return std::nullopt;
  }
  if (digits.size() == 1) return quantity;
  const bool year = digits.size() == 5 && (digits.starts_with("19") || digits.starts_with("20"));
  quantity.unclear = !year;
  quantity.begin = word - 1;
  return quantity;
}

std::string_view last_character(std::string_view text) {
  std::size_t begin = text.size() - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) --begin;
  return text.substr(begin);
}

// "Mẫu": a capital and a small letter.
bool begins_word(std::string_view text) {
  std::size_t second = text.empty() ? 0 : 1;
  while (second < text.size() && (static_cast<unsigned char>(text[second]) & 0xC0U) == 0x80U) ++second;
  return begins_upper(text) && begins_lower(text.substr(second));
}

// Whether a new word begins at `at` without a blank: behind a closing mark, …
bool runs_behind_mark(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const bool closed = before.ends_with(';') || before.ends_with(')') || before.ends_with("”");
  return closed && text[at] != '.' && text[at] != '_' && text[at] != ' ';
}

// … behind a small letter, a full stop or a number ("mẫuTK", "NĐ-CP.Mẫu", "2026Mau"), …
bool runs_behind_word(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  if (before.ends_with("VN") || !begins_upper(text.substr(at))) return false;  // "VNeID"
  return ends_lower(before) || before.ends_with('.') || (is_digit(before.back()) && begins_word(text.substr(at)));
}

// … or behind a capital ("Phụ lục IMẫu").
bool runs_behind_capital(std::string_view text, std::size_t at) {
  return begins_word(text.substr(at)) && begins_upper(last_character(text.substr(0, at))) && text[at - 1] != 'V';
}

// Where a form's file name begins in "…theo mẫuTK 1.001777.docx". A closing mark is the surest sign, the last one
// counts; of the others the first, because file names run words together too.
std::size_t form_begin(std::string_view text) {
  constexpr std::size_t kMostFileName = 150;
  std::size_t marked = std::string_view::npos, worded = marked, capital = marked;
  for (std::size_t at = text.size() > kMostFileName ? text.size() - kMostFileName : 1; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) continue;
    if (runs_behind_mark(text, at)) marked = at;
    if (worded == std::string_view::npos && runs_behind_word(text, at)) worded = at;
    if (capital == std::string_view::npos && runs_behind_capital(text, at)) capital = at;
  }
  if (marked != std::string_view::npos) return marked;
  return worded != std::string_view::npos ? worded : capital;
}

// The last words of a cell, where its form stands.
std::string_view tail(std::string_view cell) {
  std::size_t begin = cell.size() > 100 ? cell.size() - 100 : 0;
  while ((static_cast<unsigned char>(cell[begin]) & 0xC0U) == 0x80U) ++begin;
  return cell.substr(begin);
}

void take_form(std::string_view cell, Paper& paper, ImportProblems& problems) {
  paper.name = one_line(cell);
  const bool ends = std::ranges::any_of(kExtensions, [&](std::string_view ending) { return cell.ends_with(ending); });
  if (!ends) return;
  const std::size_t begin = form_begin(cell);
  if (begin == std::string_view::npos) return problems.add("form_name_unclear", tail(cell));
  paper.name = one_line(cell.substr(0, begin));
  paper.form = one_line(cell.substr(begin));
}

void add_paper(Paper paper, PaperGroup& group) {
  paper.note = paper.originals == 0 && paper.copies == 0;
  group.papers.push_back(std::move(paper));
}

// The rows of one table; returns what stands behind the last.
std::string_view split_rows(std::string_view text, PaperGroup& group, ImportProblems& problems) {
  std::size_t begin = 0;
  for (std::size_t word = text.find(kOriginal); word != std::string_view::npos; word = text.find(kOriginal, word + 1)) {
    const auto quantity = quantity_at(text, word);
    if (!quantity) continue;
    Paper paper;
    take_form(trimmed(text.substr(begin, quantity->begin - begin)), paper, problems);
    paper.originals = quantity->originals;
    paper.copies = quantity->copies;
    if (quantity->unclear) problems.add("paper_quantity_unclear", excerpt(paper.name, 120));
    add_paper(std::move(paper), group);
    begin = quantity->end;
  }
  return text.substr(begin);
}

std::string heading_of(std::string_view text) {
  std::string heading = one_line(text);
  const bool dashes = heading.find_first_not_of("-") == std::string::npos;  // the portal's "--" is no heading
  return dashes ? std::string() : heading;
}

PaperGroupKind kind_of(std::string_view heading) {
  if (heading.empty()) return PaperGroupKind::kSubmit;
  const std::string folded = base::fold(heading);
  if (folded.starts_with("luu y") || folded.starts_with("ghi chu")) return PaperGroupKind::kNote;
  if (contains(folded, "phai nop")) return PaperGroupKind::kSubmit;
  if (contains(folded, "xuat trinh")) return PaperGroupKind::kShow;
  if (contains(folded, "uy quyen") || contains(folded, "nguoi dai dien")) return PaperGroupKind::kAuthority;
  if (folded == "thanh phan ho so" || folded == "a thanh phan ho so" || folded == "ho so gom") {
    return PaperGroupKind::kSubmit;
  }
  return PaperGroupKind::kCase;
}

void number_papers(std::vector<PaperGroup>& groups) {
  int number = 0;
  for (PaperGroup& group : groups) {
    for (Paper& paper : group.papers) paper.id = "p" + std::to_string(++number);
  }
}

std::optional<int> quantity_after(std::string_view note, std::string_view label) {
  const std::size_t at = note.find(label);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view behind = trimmed(note.substr(at + label.size()));
  const std::size_t digits = digits_at(behind);
  if (digits == 0 || digits > 4) return std::nullopt;
  return std::stoi(std::string(behind.substr(0, digits)));
}

}  // namespace

std::vector<PaperGroup> split_papers(std::string_view text, ImportProblems& problems) {
  std::vector<PaperGroup> groups;
  std::size_t header = text.find(kHeader);
  if (header == std::string_view::npos) {
    problems.add("papers_missing", excerpt(text, 120));
    return groups;
  }
  std::string heading = heading_of(text.substr(0, header));
  while (header != std::string_view::npos) {
    const std::size_t begin = header + kHeader.size();
    header = text.find(kHeader, begin);
    const std::size_t end = header == std::string_view::npos ? text.size() : header;
    PaperGroup group{heading, kind_of(heading), {}};
    const std::string behind = heading_of(split_rows(text.substr(begin, end - begin), group, problems));
    if (!group.papers.empty() || !group.heading.empty()) groups.push_back(std::move(group));
    heading = behind;
  }
  if (!heading.empty()) problems.add("papers_unread", excerpt(heading, 120));
  number_papers(groups);
  return groups;
}

void add_structured_paper(std::string_view name, std::string_view quantity, std::string_view note, PaperGroup& group,
                          ImportProblems& problems) {
  Paper paper;
  paper.id = "p" + std::to_string(group.papers.size() + 1);
  paper.name = one_line(name);
  paper.form = one_line(quantity);  // in this column stands the form's file name, never a number
  const auto originals = quantity_after(note, "Bản chính:");
  const auto copies = quantity_after(note, "Bản sao:");
  if (!originals || !copies) problems.add("paper_quantity_unclear", excerpt(paper.name, 120));
  paper.originals = originals.value_or(0);
  paper.copies = copies.value_or(0);
  add_paper(std::move(paper), group);
}

}  // namespace catalog
