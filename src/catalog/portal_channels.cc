#include "catalog/portal_channels.h"

#include <algorithm>
#include <array>
#include <optional>

namespace catalog {
namespace {

constexpr std::string_view kHeader = "Hình thức nộpThời gianPhí, lệ phíMô tả";
constexpr std::string_view kNothing = "Không có thông tin";
constexpr std::string_view kFree = "Miễn phí";
constexpr std::size_t kMostFreeTime = 220;  // bytes of a time in words

constexpr std::array<std::pair<std::string_view, Channel>, 3> kWays{
    {{"Trực tuyến", Channel::kOnline}, {"Dịch vụ bưu chính", Channel::kPost}, {"Trực tiếp", Channel::kCounter}}};
// The longest first: "Ngày" begins "Ngày làm việc".
constexpr std::array<std::string_view, 8> kUnits{"Ngày làm việc", "Giờ làm việc", "Ngày", "Giờ",
                                                 "Tháng",         "Năm",          "Phút", "Tuần"};
constexpr std::array<std::string_view, 4> kCurrencies{"VNĐ", "Việt Nam Đồng", "USD", "EUR"};
// A time in words is believed only when it begins so; else a sentence that begins with "Trực tiếp" would be a row.
constexpr std::array<std::string_view, 3> kTimeWords{"Không", "Hệ thống", "Ngay"};

struct Piece {
  std::string_view words;
  std::size_t bytes = 0;  // consumed
};

std::size_t number_at(std::string_view text) {
  std::size_t bytes = 0;
  while (bytes < text.size() && (is_digit(text[bytes]) || text[bytes] == '.' || text[bytes] == ',')) ++bytes;
  return bytes;
}

std::optional<Piece> fee_at(std::string_view text) {
  for (const std::string_view word : {kFree, kNothing}) {
    if (text.starts_with(word)) return Piece{word, word.size()};
  }
  const std::size_t digits = number_at(text);
  if (digits == 0 || !is_digit(text.front()) || digits >= text.size() || text[digits] != ' ') return std::nullopt;
  for (const std::string_view currency : kCurrencies) {
    if (!text.substr(digits + 1).starts_with(currency)) continue;
    const std::size_t bytes = digits + 1 + currency.size();
    return Piece{text.substr(0, bytes), bytes};
  }
  return std::nullopt;
}

std::size_t unit_at(std::string_view text) {
  for (const std::string_view unit : kUnits) {
    if (text.starts_with(unit)) return unit.size();
  }
  return 0;
}

// "7 Ngày làm việc", "1.5 Ngày làm việc", "1".
std::optional<Piece> counted_time_at(std::string_view text) {
  const std::size_t digits = number_at(text);
  if (digits == 0) return std::nullopt;
  if (digits < text.size() && text[digits] == ' ') {
    const std::size_t unit = unit_at(text.substr(digits + 1));
    if (unit > 0) return Piece{text.substr(0, digits + 1 + unit), digits + 1 + unit};
  }
  return Piece{text.substr(0, digits), digits};
}

std::optional<Piece> worded_time_at(std::string_view text) {
  const bool begins = std::ranges::any_of(kTimeWords, [&](std::string_view word) { return text.starts_with(word); });
  if (!begins) return std::nullopt;
  const std::string_view near = text.substr(0, kMostFreeTime);
  for (std::size_t at = 1; at < near.size(); ++at) {
    if (is_digit(near[at]) || near[at] == '(') return std::nullopt;
    const std::string_view rest = text.substr(at);
    if (rest.starts_with(kFree) || rest.starts_with(kNothing)) return Piece{text.substr(0, at), at};
  }
  return std::nullopt;
}

std::optional<Piece> time_at(std::string_view text) {
  if (text.starts_with(kNothing)) return Piece{{}, kNothing.size()};
  if (auto counted = counted_time_at(text)) return counted;
  return worded_time_at(text);
}

struct RowStart {
  std::size_t at = 0;
  std::size_t bytes = 0;
  PrintedRow row;
};

std::optional<RowStart> row_at(std::string_view text, std::size_t at, std::size_t way_bytes, Channel channel) {
  const std::string_view behind = text.substr(at + way_bytes);
  RowStart start{at, way_bytes, {channel, {}, false, {}, {}}};
  // Digits that run into a currency are a time and a fee at once.
  if (const auto run = fee_at(behind); run && is_digit(behind.front())) {
    start.row.time = std::string(run->words.substr(0, run->words.find(' ')));
    start.row.time_and_fee_run_together = true;
    start.row.fees.push_back({{}, std::string(run->words), {}});
    start.bytes += run->bytes;
    return start;
  }
  const auto time = time_at(behind);
  if (!time) return std::nullopt;
  const auto fee = fee_at(behind.substr(time->bytes));
  if (!fee) return std::nullopt;
  start.row.time = std::string(trimmed(time->words));
  start.row.fees.push_back({{}, std::string(stated_or_empty(fee->words)), {}});
  start.bytes += time->bytes + fee->bytes;
  return start;
}

std::vector<RowStart> row_starts(std::string_view text) {
  std::vector<RowStart> starts;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != 'T' && text[at] != 'D') continue;
    for (const auto& [way, channel] : kWays) {
      if (!text.substr(at).starts_with(way)) continue;
      if (auto start = row_at(text, at, way.size(), channel)) {
        starts.push_back(*std::move(start));
        at += starts.back().bytes - 1;
        break;
      }
    }
  }
  return starts;
}

// What follows the fee: its text in parentheses, then the description.
void read_rest(std::string_view rest, PrintedRow& row, ImportProblems& problems) {
  if (!rest.starts_with('(')) {
    row.note = std::string(trimmed(rest));
    return;
  }
  const std::size_t closed = closing_parenthesis(rest);
  if (closed == std::string_view::npos) {
    problems.add("fee_text_unclosed", excerpt(rest, 120));
    row.fees.back().text = std::string(trimmed(rest.substr(1)));
    return;
  }
  row.fees.back().text = std::string(trimmed(rest.substr(1, closed - 2)));
  row.note = std::string(trimmed(rest.substr(closed)));
}

// "Phí : 0 Đồng (…)" of the structured file.
PrintedFee structured_fee(std::string_view line) {
  PrintedFee fee;
  const std::size_t colon = line.find(':');
  if (colon != std::string_view::npos) {
    fee.label = std::string(trimmed(line.substr(0, colon)));
    line = trimmed(line.substr(colon + 1));
  }
  const std::size_t open = line.find('(');
  fee.amount = std::string(trimmed(line.substr(0, open)));
  if (open == std::string_view::npos) return fee;
  const std::string_view text = line.substr(open);
  const std::size_t closed = closing_parenthesis(text);
  fee.text = std::string(trimmed(text.substr(1, closed == std::string_view::npos ? closed : closed - 2)));
  return fee;
}

}  // namespace

std::vector<PrintedRow> split_channels(std::string_view text, ImportProblems& problems) {
  if (text.starts_with(kHeader)) text.remove_prefix(kHeader.size());
  std::vector<PrintedRow> rows;
  std::vector<RowStart> starts = row_starts(text);
  const std::string_view before = trimmed(text.substr(0, starts.empty() ? text.size() : starts.front().at));
  if (!before.empty()) problems.add("channel_text_unread", excerpt(before, 120));
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const std::size_t begin = starts[i].at + starts[i].bytes;
    const std::size_t end = i + 1 < starts.size() ? starts[i + 1].at : text.size();
    read_rest(text.substr(begin, end - begin), starts[i].row, problems);
    rows.push_back(std::move(starts[i].row));
  }
  if (rows.empty()) problems.add("channel_missing", "");
  return rows;
}

void add_structured_row(std::string_view way, std::string_view time, std::string_view fees, std::string_view note,
                        std::vector<PrintedRow>& rows, ImportProblems& problems) {
  PrintedRow row;
  const auto known = std::ranges::find(kWays, trimmed(way), &std::pair<std::string_view, Channel>::first);
  if (known == kWays.end()) return problems.add("channel_unknown", excerpt(way, 120));
  row.channel = known->second;
  row.time = std::string(stated_or_empty(time));
  row.note = std::string(stated_or_empty(note));
  std::string_view rest = stated_or_empty(fees);
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = trimmed(rest.substr(0, end));
    if (!line.empty() && !line.starts_with("File đính kèm")) row.fees.push_back(structured_fee(line));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  if (row.fees.empty()) row.fees.emplace_back();
  rows.push_back(std::move(row));
}

}  // namespace catalog
