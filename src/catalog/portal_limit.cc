#include "catalog/portal_limit.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace catalog {
namespace {

using calendar::Limit;
using calendar::LimitUnit;

constexpr int kMostAmount = 99'999;

struct PrintedUnit {
  std::string_view words;
  LimitUnit unit;
};

constexpr std::array kUnits = {PrintedUnit{"Ngày làm việc", LimitUnit::kWorkingDay},
                               PrintedUnit{"Giờ làm việc", LimitUnit::kWorkingHour},
                               PrintedUnit{"Ngày", LimitUnit::kCalendarDay},
                               PrintedUnit{"Giờ", LimitUnit::kClockHour},
                               PrintedUnit{"Tháng", LimitUnit::kMonth},
                               PrintedUnit{"Năm", LimitUnit::kYear}};

struct RowLimit {
  LimitKind kind = LimitKind::kNotStated;
  Limit limit;
  bool doubtful = false;
};

// "05 ngày làm việc", "15 (mười lăm) ngày": the numbers of days and hours a text speaks of.
struct Mentions {
  std::set<int> days, working_days, working_hours;
};

std::optional<int> number_before(std::string_view text) {
  text = text.substr(0, text.find_last_not_of(" \n\t") + 1);
  if (text.ends_with(')')) {
    const std::size_t open = text.rfind('(');
    if (open == std::string_view::npos || text.size() - open > 40) return std::nullopt;
    text = text.substr(0, text.find_last_not_of(" \n\t", open - 1) + 1);
  }
  std::size_t begin = text.size();
  while (begin > 0 && is_digit(text[begin - 1]) && text.size() - begin < 4) --begin;
  if (begin == text.size()) return std::nullopt;
  return std::stoi(std::string(text.substr(begin)));
}

void collect(std::string_view text, std::string_view word, std::set<int>& plain, std::set<int>& working) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size())) {
    if (at == 0) continue;
    const auto number = number_before(text.substr(0, at));
    if (!number) continue;
    const bool works = trimmed(text.substr(at + word.size()).substr(0, 40)).starts_with("làm việc");
    (works ? working : plain).insert(*number);
  }
}

void collect(std::string_view text, Mentions& mentions) {
  std::set<int> plain_hours;
  collect(text, "ngày", mentions.days, mentions.working_days);
  collect(text, "giờ", plain_hours, mentions.working_hours);
}

RowLimit unread(std::string_view code, std::string_view time, ImportProblems& problems) {
  problems.add(code, time);
  return {};
}

RowLimit worded(const PrintedRow& row, ImportProblems& problems) {
  static const std::vector<std::string_view> kEvents{"tàu cập cảng", "tàu rời cảng", "được coi là kết thúc"};
  if (row.time.empty()) return unread("limit_missing", "", problems);
  if (row.time.starts_with("Không phải trả kết quả")) return {LimitKind::kNoneDue, {}, false};
  if (contains_any(row.time, kEvents)) return {LimitKind::kTiedToEvent, {}, false};
  const bool nothing = row.time == "Không" || row.time.starts_with("Không quy định");
  return unread(nothing ? "limit_not_regulated" : "limit_unread", row.time, problems);
}

// Table against text: a value stays the table's, but is not believed without a person (2.000986, 1.010040).
bool day_kind_differs(const Limit& limit, const Mentions& mentions) {
  const bool days = mentions.days.contains(limit.amount);
  const bool working = mentions.working_days.contains(limit.amount);
  return limit.unit == LimitUnit::kWorkingDay ? days && !working : working && !days;
}

RowLimit judged(RowLimit row, std::string_view time, const Mentions& mentions, ImportProblems& problems) {
  LimitUnit& unit = row.limit.unit;
  if (unit == LimitUnit::kClockHour && mentions.working_hours.contains(row.limit.amount)) {
    unit = LimitUnit::kWorkingHour;  // 2.002351: "12 Giờ", "không quá 12 giờ làm việc"
  } else if (unit == LimitUnit::kClockHour) {
    problems.add("limit_hour_kind", time);
    row.doubtful = true;
  }
  if (unit == LimitUnit::kCalendarDay) {
    problems.add("limit_plain_day", time);
    row.doubtful = true;
  }
  const bool days = unit == LimitUnit::kCalendarDay || unit == LimitUnit::kWorkingDay;
  if (days && day_kind_differs(row.limit, mentions)) {
    problems.add("limit_day_kind_differs", time);
    row.doubtful = true;
  }
  return row;
}

RowLimit read_row(const PrintedRow& row, const Mentions& in_steps, ImportProblems& problems) {
  const std::string_view time = row.time;
  if (row.time_and_fee_run_together) return unread("limit_without_unit", time, problems);
  const std::size_t digits = digits_at(time);
  if (digits == 0) return worded(row, problems);
  if (digits == time.size()) return unread("limit_without_unit", time, problems);
  if (time[digits] == '.' || time[digits] == ',') return unread("limit_fraction", time, problems);
  const std::string_view unit = trimmed(time.substr(digits));
  const auto known = std::ranges::find(kUnits, unit, &PrintedUnit::words);
  const int amount = digits > 5 ? 0 : std::stoi(std::string(time.substr(0, digits)));
  if (known == kUnits.end() || amount < 1 || amount > kMostAmount) return unread("limit_unread", time, problems);
  Mentions mentions = in_steps;
  collect(row.note, mentions);
  return judged({LimitKind::kStated, {known->unit, amount}, false}, time, mentions, problems);
}

std::string_view way_of(Channel channel) {
  if (channel == Channel::kOnline) return "Trực tuyến";
  return channel == Channel::kPost ? "Dịch vụ bưu chính" : "Trực tiếp";
}

// The times as printed: once when all rows agree, else each with its way.
std::string printed(const std::vector<PrintedRow>& rows) {
  const bool same = std::ranges::all_of(rows, [&](const PrintedRow& row) { return row.time == rows.front().time; });
  if (rows.empty() || same) return rows.empty() ? std::string() : rows.front().time;
  std::vector<std::string> lines;
  for (const PrintedRow& row : rows) {
    std::string line = std::string(way_of(row.channel)) + ": " + (row.time.empty() ? "–" : row.time);
    if (std::ranges::find(lines, line) == lines.end()) lines.push_back(std::move(line));
  }
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "; ") + line;
  return text;
}

bool several_in_channel(const std::vector<PrintedRow>& rows, const std::vector<RowLimit>& limits) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = i + 1; j < rows.size(); ++j) {
      if (rows[i].channel == rows[j].channel && limits[i].limit != limits[j].limit) return true;
    }
  }
  return false;
}

void join(const std::vector<PrintedRow>& rows, const std::vector<RowLimit>& limits, StatedLimit& joined,
          ImportProblems& problems) {
  const bool one_kind =
      std::ranges::all_of(limits, [&](const RowLimit& row) { return row.kind == limits.front().kind; });
  for (const RowLimit& row : limits) {
    const bool stated = row.kind == LimitKind::kStated;
    if (stated && std::ranges::find(joined.found, row.limit) == joined.found.end()) joined.found.push_back(row.limit);
  }
  if (one_kind && joined.found.size() <= 1) {
    joined.kind = limits.front().kind;
    return;
  }
  joined.kind = LimitKind::kAmbiguous;
  if (!one_kind) problems.add("limit_partly_stated", joined.text);
  if (several_in_channel(rows, limits)) {
    problems.add("limit_several_in_channel", joined.text);
  } else if (joined.found.size() > 1) {
    problems.add("limit_differs_by_channel", joined.text);
  }
}

StatedLimit joined_limit(const std::vector<PrintedRow>& rows, const std::vector<RowLimit>& limits,
                         ImportProblems& problems) {
  StatedLimit joined;
  joined.text = printed(rows);
  if (limits.empty()) return joined;
  join(rows, limits, joined, problems);
  if (joined.kind != LimitKind::kStated) return joined;
  joined.limit = joined.found.front();
  joined.found.clear();
  const bool doubtful = std::ranges::any_of(limits, &RowLimit::doubtful);
  joined.trust = doubtful ? Trust::kDoubtful : Trust::kAssumed;
  return joined;
}

void look_for_words(std::string_view text, LimitKind kind, ImportProblems& problems) {
  static const std::vector<std::string_view> kCutoffs{"sau 15 giờ", "sau 16 giờ", "Sau 15 giờ", "Sau 16 giờ"};
  static const std::vector<std::string_view> kWithinDay{"ngay trong ngày", "Ngay trong ngày", "trong ngày làm việc"};
  if (contains_any(text, kCutoffs)) problems.add("limit_cutoff_in_text", "");
  if (kind != LimitKind::kStated && contains_any(text, kWithinDay)) problems.add("limit_within_day_in_text", "");
}

}  // namespace

ExecutionCase read_limit(const std::vector<PrintedRow>& rows, std::string_view steps, ImportProblems& problems) {
  Mentions in_steps;
  collect(steps, in_steps);
  std::vector<RowLimit> limits;
  std::string text(steps);
  for (const PrintedRow& row : rows) {
    limits.push_back(read_row(row, in_steps, problems));
    text += "\n" + row.note;
  }
  ExecutionCase execution;
  execution.id = "1";
  execution.limit = joined_limit(rows, limits, problems);
  look_for_words(text, execution.limit.kind, problems);
  // Vehicle registration: "tính từ khi nhận đủ hồ sơ hợp lệ và chủ xe hoàn thành việc nộp lệ phí" (1.013067).
  if (contains(text, "hoàn thành việc nộp lệ phí")) execution.start = "complete_and_fee";
  return execution;
}

}  // namespace catalog
