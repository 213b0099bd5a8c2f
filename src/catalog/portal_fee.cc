#include "catalog/portal_fee.h"

#include <algorithm>
#include <array>
#include <optional>

namespace catalog {
namespace {

constexpr std::int64_t kLeastBelievable = 1'000;  // đồng: no fee in law is smaller
constexpr std::size_t kMostDigits = 14;
constexpr std::string_view kFurtherPages = "từ trang thứ ";

struct Amount {
  std::int64_t minor = 0;
  std::string currency;
};

// "140,000", "2.000", "2 000 000" in a Vietnamese text: separators stand before groups of three.
std::optional<std::int64_t> whole_number(std::string_view text) {
  std::string digits;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (is_digit(text[at])) {
      digits += text[at];
      continue;
    }
    const std::size_t group = digits_at(text.substr(at + 1));
    if (group != 3) return std::nullopt;
  }
  if (digits.empty() || digits.size() > kMostDigits) return std::nullopt;
  return std::stoll(digits);
}

// "100", "2.5" dollars as cents.
std::optional<std::int64_t> cents(std::string_view text) {
  const std::size_t point = text.find_first_of(".,");
  const std::string_view fraction = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (fraction.size() == 3 || fraction.size() > 6) {
    const auto whole = whole_number(text);
    return whole ? std::optional(*whole * 100) : std::nullopt;
  }
  const auto whole = whole_number(text.substr(0, point));
  if (!whole || digits_at(fraction) != fraction.size() || fraction.size() > 2) return std::nullopt;
  const std::int64_t part = fraction.empty() ? 0 : std::stoll(std::string(fraction)) * (fraction.size() == 1 ? 10 : 1);
  return *whole * 100 + part;
}

std::size_t number_bytes(std::string_view text) {
  std::size_t bytes = 0;
  while (bytes < text.size() && (is_digit(text[bytes]) || ((text[bytes] == '.' || text[bytes] == ',') &&
                                                           bytes + 1 < text.size() && is_digit(text[bytes + 1])))) {
    ++bytes;
  }
  return bytes;
}

std::optional<Amount> amount_of(std::string_view text) {
  const std::size_t digits = number_bytes(text);
  const std::string_view currency = trimmed(text.substr(digits));
  const bool foreign = currency == "USD" || currency == "EUR";
  const bool ours = currency == "VNĐ" || currency == "Việt Nam Đồng" || currency == "Đồng" || currency == "đồng";
  if (digits == 0 || (!foreign && !ours)) return std::nullopt;
  const auto minor = foreign ? cents(text.substr(0, digits)) : whole_number(text.substr(0, digits));
  if (!minor) return std::nullopt;
  return Amount{*minor, foreign ? std::string(currency) : "VND"};
}

// An amount in running text: "200.000 đồng/bản", "20.000đ", "02 triệu đồng", with what it is for each of.
struct Mentioned {
  std::int64_t amount = 0;
  std::string per;
  std::size_t at = 0;
};

std::string unit_behind_slash(std::string_view text) {
  if (!text.starts_with('/')) return {};
  text = text.substr(1, text.substr(1).find_first_of("/.,;:()\n"));
  return text.size() > 60 ? std::string() : std::string(trimmed(text));
}

std::optional<Mentioned> mentioned_at(std::string_view text, std::size_t at) {
  const std::size_t digits = number_bytes(text.substr(at));
  auto amount = whole_number(text.substr(at, digits));
  std::string_view behind = trimmed(text.substr(at + digits));
  if (behind.starts_with("triệu")) {
    behind = trimmed(behind.substr(std::string_view("triệu").size()));
    if (amount) *amount *= 1'000'000;
  }
  constexpr std::array<std::string_view, 6> kDong{"đồng", "Đồng", "VNĐ", "vnđ", "VND", "đ"};
  for (const std::string_view dong : kDong) {
    if (amount && behind.starts_with(dong)) {
      return Mentioned{*amount, unit_behind_slash(trimmed(behind.substr(dong.size()))), at};
    }
  }
  return std::nullopt;
}

std::vector<Mentioned> amounts_in(std::string_view text) {
  std::vector<Mentioned> amounts;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    if (auto mentioned = mentioned_at(text, at)) amounts.push_back(*std::move(mentioned));
    at += std::max<std::size_t>(1, number_bytes(text.substr(at)));
  }
  return amounts;
}

bool left_to_council(std::string_view text) {
  static const std::vector<std::string_view> kCouncil{"Hội đồng nhân dân", "HĐND", "hội đồng nhân dân"};
  return contains_any(text, kCouncil);
}

bool has_percent(std::string_view text) {
  const std::size_t percent = text.find('%');
  return percent != std::string_view::npos && percent > 0 && is_digit(text[percent - 1]);
}

std::string exemption_in(std::string_view text) {
  static constexpr std::array<std::string_view, 3> kBeginnings{"Miễn lệ phí", "Miễn phí", "Miễn thu"};
  for (const std::string_view beginning : kBeginnings) {
    const std::size_t at = text.find(beginning);
    if (at == std::string_view::npos) continue;
    return std::string(trimmed(text.substr(at, text.substr(at).find(". "))));
  }
  return {};
}

void judge_amount(FeeLine& fee, std::string_view amount_text, ImportProblems& problems) {
  const std::vector<Mentioned> mentioned = amounts_in(fee.text);
  if (fee.currency == "VND" && fee.amount_minor > 0 && fee.amount_minor < kLeastBelievable) {
    problems.add("fee_in_thousands", amount_text);
    fee.amount_minor = 0;
    fee.trust = Trust::kUnknown;
    fee.status = FeeStatus::kUnknown;
    return;
  }
  const auto same = std::ranges::find(mentioned, fee.amount_minor, &Mentioned::amount);
  if (same != mentioned.end()) fee.per = same->per;
  const bool tiers = contains(fee.text, kFurtherPages);  // their amounts are lines of their own
  const bool other =
      !tiers && std::ranges::any_of(mentioned, [&](const Mentioned& each) { return each.amount != fee.amount_minor; });
  if (fee.currency == "VND" && other) problems.add("fee_text_disagrees", fee.text);
  if (has_percent(fee.text)) problems.add("fee_percent", fee.text);
  if (left_to_council(fee.text)) problems.add("fee_left_to_council", fee.text);
  const bool doubtful = (fee.currency == "VND" && other) || has_percent(fee.text) || left_to_council(fee.text);
  fee.trust = doubtful ? Trust::kDoubtful : Trust::kAssumed;
}

void judge_free(FeeLine& fee, ImportProblems& problems) {
  static const std::vector<std::string_view> kNothing{"",         "Không",  "Không có", "Không có.",
                                                      "không có", "Không.", "Miễn phí"};
  if (std::ranges::find(kNothing, std::string_view(fee.text)) != kNothing.end()) {
    fee.status = FeeStatus::kFree;
    fee.trust = Trust::kAssumed;
    return;
  }
  problems.add("fee_free_with_text", fee.text);
  if (left_to_council(fee.text)) problems.add("fee_left_to_council", fee.text);
}

FeeLine read_fee(const PrintedFee& printed, bool run_together, ImportProblems& problems) {
  FeeLine fee;
  fee.label = printed.label.empty() ? "Phí, lệ phí" : printed.label;
  fee.text = printed.text;
  fee.exemption = exemption_in(printed.text);
  const auto amount = amount_of(printed.amount);
  if (run_together) {
    problems.add("fee_run_together", printed.amount);
  } else if (printed.amount == "Miễn phí" || printed.amount == "Không Đồng" || printed.amount == "không Đồng" ||
             (amount && amount->minor == 0)) {
    judge_free(fee, problems);
  } else if (amount) {
    fee.status = FeeStatus::kStated;
    fee.amount_minor = amount->minor;
    fee.currency = amount->currency;
    judge_amount(fee, printed.amount, problems);
  } else if (printed.amount.empty() || printed.amount == "Đồng") {
    problems.add("fee_not_stated", printed.text);
  } else {
    problems.add(has_percent(printed.amount) ? "fee_percent" : "fee_unread", printed.amount);
  }
  if (fee.status != FeeStatus::kStated && !printed.amount.empty() && fee.text.empty()) fee.text = printed.amount;
  return fee;
}

// "2.000 đồng/trang; từ trang thứ 3 trở lên thu 1.000 đồng/trang, tối đa thu không quá 200.000 đồng/bản" (2.000815).
void read_page_tiers(std::string_view text, std::vector<FeeLine>& lines) {
  const std::size_t tier = text.find(kFurtherPages);
  if (tier == std::string_view::npos || lines.empty() || lines.back().status != FeeStatus::kStated) return;
  const std::size_t charged = text.find(" thu ", tier);
  const std::size_t cap = text.find("không quá", tier);
  FeeLine& first = lines.back();
  const auto amounts = amounts_in(text);
  const auto behind = [&](std::size_t at) {
    return std::ranges::find_if(amounts, [&](const Mentioned& amount) { return amount.at > at; });
  };
  if (charged == std::string_view::npos || behind(charged) == amounts.end()) return;
  if (cap != std::string_view::npos && behind(cap) != amounts.end()) first.cap_minor = behind(cap)->amount;
  if (first.per.empty()) first.per = "trang";
  first.trust = Trust::kAssumed;
  FeeLine further = first;
  further.tier = std::string(text.substr(tier, charged - tier));
  further.amount_minor = behind(charged)->amount;
  lines.push_back(std::move(further));
}

std::vector<FeeLine> row_fees(const PrintedRow& row, ImportProblems& problems) {
  std::vector<FeeLine> lines;
  for (const PrintedFee& printed : row.fees) {
    lines.push_back(read_fee(printed, row.time_and_fee_run_together, problems));
    if (lines.back().currency != "VND") continue;
    read_page_tiers(contains(printed.text, kFurtherPages) ? printed.text : row.note, lines);
  }
  for (FeeLine& line : lines) {
    if (line.text.starts_with('/') && line.per.empty()) line.per = unit_behind_slash(line.text);
    line.channel = row.channel;
  }
  return lines;
}

bool same_fee(FeeLine one, FeeLine other) {
  one.channel = other.channel = std::nullopt;
  return one.label == other.label && one.status == other.status && one.amount_minor == other.amount_minor &&
         one.currency == other.currency && one.per == other.per && one.tier == other.tier && one.text == other.text;
}

bool offered_by_all(const FeeLine& fee, const std::vector<FeeLine>& lines, const std::vector<PrintedRow>& rows) {
  return std::ranges::all_of(rows, [&](const PrintedRow& row) {
    return std::ranges::any_of(lines,
                               [&](const FeeLine& line) { return line.channel == row.channel && same_fee(line, fee); });
  });
}

}  // namespace

std::vector<FeeLine> read_fees(const std::vector<PrintedRow>& rows, ImportProblems& problems) {
  std::vector<FeeLine> lines;
  for (const PrintedRow& row : rows) {
    for (FeeLine& line : row_fees(row, problems)) lines.push_back(std::move(line));
  }
  std::vector<FeeLine> fees;
  for (const FeeLine& line : lines) {
    FeeLine fee = line;
    if (offered_by_all(fee, lines, rows)) fee.channel = std::nullopt;
    const bool known = std::ranges::any_of(
        fees, [&](const FeeLine& other) { return other.channel == fee.channel && same_fee(other, fee); });
    if (known) continue;
    fee.id = "fee-" + std::to_string(fees.size() + 1);
    fees.push_back(std::move(fee));
  }
  return fees;
}

}  // namespace catalog
