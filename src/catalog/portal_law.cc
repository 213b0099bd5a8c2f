#include "catalog/portal_law.h"

#include <algorithm>
#include <array>
#include <optional>

namespace catalog {
namespace {

// Who issues: the letters behind the kind of document. Needed because the next title runs into them ("TT-BTCNghị
// định").
constexpr std::array<std::string_view, 45> kIssuers{
    "CP",  "TTg",   "BTC",    "BTP",     "BCA",    "BQP",   "BXD",     "BGTVT",   "BNNMT",   "BNNPTNT", "BTNMT", "NHNN",
    "BCT", "BYT",   "BNV",    "BKHCN",   "BKHĐT",  "BTTTT", "BVHTTDL", "BLĐTBXH", "BGDĐT",   "BGDDT",   "TTCP",  "VPCP",
    "BNG", "UBDT",  "TANDTC", "VKSNDTC", "UBTVQH", "KTNN",  "BKH",     "NHNNVN",  "BTNMTMT", "BHXH",    "BTM",   "BTS",
    "BNN", "BXDMT", "CTN",    "TCHQ",    "UBCK",   "HĐTP",  "BVHTT",   "BDTTG",   "UBND"};
constexpr std::array<std::string_view, 14> kKinds{"NĐ", "TT", "QĐ", "NQ", "TTLT", "CT", "VBHN",
                                                  "PL", "QD", "ND", "L",  "NQLT", "HD", "CV"};

bool starts_with_capital_or_ends(std::string_view text) {
  const std::string_view rest = trimmed(text);
  return rest.empty() || begins_upper(rest);
}

struct Number {
  std::string text;
  std::size_t end = 0;  // bytes behind its first digit's begin
};

// The longest known issuer at the start of the text.
std::size_t issuer_at(std::string_view text) {
  std::size_t longest = 0;
  for (const std::string_view issuer : kIssuers) {
    if (text.starts_with(issuer)) longest = std::max(longest, issuer.size());
  }
  return longest;
}

std::size_t kind_at(std::string_view text) {
  std::size_t longest = 0;
  for (const std::string_view kind : kKinds) {
    if (text.starts_with(kind) && text.substr(kind.size()).starts_with('-'))
      longest = std::max(longest, kind.size() + 1);
  }
  return longest;
}

// "QH15", "UBTVQH14": the term has two digits.
std::size_t assembly_at(std::string_view text) {
  for (const std::string_view body : {std::string_view("UBTVQH"), std::string_view("QH")}) {
    if (!text.starts_with(body)) continue;
    const std::size_t digits = std::min<std::size_t>(2, digits_at(text.substr(body.size())));
    return digits == 0 ? 0 : body.size() + digits;
  }
  return 0;
}

std::size_t signature_at(std::string_view text) {
  if (const std::size_t assembly = assembly_at(text)) return assembly;
  const std::size_t kind = kind_at(text);
  if (kind == 0) return 0;
  std::size_t end = kind;
  for (;;) {  // joint documents: "TTLT-BTC-BTP"
    const std::size_t issuer = issuer_at(text.substr(end));
    if (issuer == 0) return 0;
    end += issuer;
    const bool more = text.substr(end).starts_with('-') && issuer_at(text.substr(end + 1)) > 0;
    if (!more) return end;
    ++end;
  }
}

// "123/2015/NĐ-CP" or "6225/QĐ-BQP" whose digits begin here. Digits of a title that run into the number ("năm
// 2025" + "85/2019") are told apart by their count: a year and then at most three more.
std::optional<Number> number_at(std::string_view text) {
  std::size_t digits = digits_at(text);
  std::size_t skipped = 0;
  if (digits > 4 && (text.starts_with("19") || text.starts_with("20"))) skipped = 4;
  if (digits == 0 || digits - skipped > 4) return std::nullopt;
  std::size_t at = digits;
  if (text.substr(at).starts_with('.')) at += 1 + digits_at(text.substr(at + 1));  // "66.7/2025/NQ-CP"
  if (!text.substr(at).starts_with('/')) return std::nullopt;
  ++at;
  if (digits_at(text.substr(at)) == 4 && text.substr(at + 4).starts_with('/')) at += 5;
  const std::size_t signature = signature_at(text.substr(at));
  if (signature == 0) return std::nullopt;
  const std::size_t end = at + signature;
  return Number{std::string(text.substr(skipped, end - skipped)), end};
}

template <class Take>
void each_number(std::string_view text, Take take) {
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    const auto number = number_at(text.substr(at));
    if (number && !take(*number, text.substr(at + number->end))) return;
    at += number ? number->end : std::max<std::size_t>(1, digits_at(text.substr(at)));
  }
}

// "KQ.G15.000033", "KQ-G17.000001", "G19-KQ0060102": letters that run on into the next name are not of the code.
std::size_t code_bytes(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() &&
         (is_digit(text[end]) || (text[end] >= 'A' && text[end] <= 'Z') || text[end] == '.' || text[end] == '-')) {
    ++end;
  }
  while (end > 0 && !is_digit(text[end - 1])) --end;
  const std::string_view code = text.substr(0, end);
  // After six digits a new name begins, also one that begins with a digit.
  if (code.size() > 14 && code.starts_with("KQ") && code[2] == '.' && code[6] == '.') {
    return 7 + std::min<std::size_t>(6, digits_at(code.substr(7)));
  }
  return end;
}

}  // namespace

std::vector<std::string> split_legal_basis(std::string_view text, ImportProblems& problems) {
  std::vector<std::string> numbers;
  if (stated_or_empty(text).empty()) {
    problems.add("legal_basis_missing", "");
    return numbers;
  }
  each_number(text, [&](const Number& number, std::string_view behind) {
    const bool known = std::ranges::find(numbers, number.text) != numbers.end();
    if (!known && starts_with_capital_or_ends(behind)) numbers.push_back(number.text);
    return true;
  });
  if (numbers.empty()) problems.add("legal_basis_unread", excerpt(text, 120));
  return numbers;
}

std::string document_number_in(std::string_view text) {
  std::string first;
  each_number(text, [&](const Number& number, std::string_view) {
    first = number.text;
    return false;
  });
  return first;
}

std::vector<ResultKind> split_results(std::string_view text, ImportProblems& problems) {
  if (contains(text, "Chọn cơ quan thực hiện")) problems.add("web_page_text", "ket_qua_xu_ly");
  const std::size_t keywords = text.rfind("Từ khóa");
  text = trimmed(text.substr(0, keywords));
  constexpr std::string_view kCode = "Mã: ";
  std::vector<ResultKind> results;
  while (!text.empty()) {
    const std::size_t at = text.find(kCode);
    const std::size_t end = at == std::string_view::npos ? text.size() : at;
    ResultKind result{{}, one_line(text.substr(0, end))};
    text = at == std::string_view::npos ? std::string_view() : text.substr(at + kCode.size());
    const std::size_t code = code_bytes(text);
    result.code = std::string(text.substr(0, code));
    text = trimmed(text.substr(code));
    if (!result.name.empty()) results.push_back(std::move(result));
  }
  if (results.empty()) problems.add("result_missing", "");
  return results;
}

std::string decision_number(std::string_view text, ImportProblems& problems) {
  std::string decision = one_line(text);
  for (const std::string_view words :
       {std::string_view("Quyết định số "), std::string_view("SỐ "), std::string_view("Số ")}) {
    if (decision.starts_with(words)) decision.erase(0, words.size());
  }
  std::erase(decision, ' ');
  const std::size_t digits = digits_at(decision);
  const std::size_t kind = decision.find("/QĐ-");
  if (decision.empty() || digits == 0 || kind == std::string::npos || kind > digits + 1) {
    problems.add("decision_number_odd", decision);
  }
  return decision;
}

}  // namespace catalog
