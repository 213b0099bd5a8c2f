#include "pages/phrases.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "pages/shell.h"

namespace pages {
namespace {

using calendar::LimitUnit;

std::string plural(int amount, std::string_view one) {
  return fmt::format("{} {}{}", amount, one, amount == 1 ? "" : "s");
}

std::string limit_vi(const calendar::Limit& limit) {
  switch (limit.unit) {
    case LimitUnit::kWorkingDay:
      return fmt::format("{} ngày làm việc", limit.amount);
    case LimitUnit::kWorkingHour:
      return fmt::format("{} giờ làm việc", limit.amount);
    case LimitUnit::kCalendarDay:
      return fmt::format("{} ngày", limit.amount);
    case LimitUnit::kMonth:
      return fmt::format("{} tháng", limit.amount);
    case LimitUnit::kYear:
      return fmt::format("{} năm", limit.amount);
    case LimitUnit::kClockHour:
      return fmt::format("{} giờ", limit.amount);
    case LimitUnit::kWithinDay:
      return "Trong ngày";
  }
  return {};
}

std::string limit_en(const calendar::Limit& limit) {
  switch (limit.unit) {
    case LimitUnit::kWorkingDay:
      return plural(limit.amount, "working day");
    case LimitUnit::kWorkingHour:
      return plural(limit.amount, "working hour");
    case LimitUnit::kCalendarDay:
      return plural(limit.amount, "day");
    case LimitUnit::kMonth:
      return plural(limit.amount, "month");
    case LimitUnit::kYear:
      return plural(limit.amount, "year");
    case LimitUnit::kClockHour:
      return plural(limit.amount, "hour");
    case LimitUnit::kWithinDay:
      return "The same day";
  }
  return {};
}

std::string cutoff_phrase(const calendar::Cutoff& cutoff, Language language) {
  const std::string hour = fmt::format("{}:{:02}", cutoff.minute_of_day / 60, cutoff.minute_of_day % 60);
  if (language == Language::kEnglish) return "; handed in from " + hour + " counts from the next working day";
  return "; nộp từ " + hour + " thì tính từ ngày làm việc sau";
}

// "1234567" → "1.234.567" or "1,234,567".
std::string grouped(std::int64_t number, char separator) {
  std::string digits = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(digits.begin() + at, separator);
  return digits;
}

struct Authority {
  std::string_view name, vi, en;
};

constexpr std::array<Authority, 11> kAuthorities = {{
    {"commune_pc", "Ủy ban nhân dân phường, xã", "People's Committee of the ward or commune"},
    {"commune_chair", "Chủ tịch Ủy ban nhân dân phường, xã", "Chair of the People's Committee of the ward or commune"},
    {"commune_police", "Công an phường, xã", "Police of the ward or commune"},
    {"commune_military", "Ban chỉ huy quân sự phường, xã", "Military command of the ward or commune"},
    {"province_pc", "Ủy ban nhân dân thành phố", "People's Committee of the city"},
    {"province_chair", "Chủ tịch Ủy ban nhân dân thành phố", "Chair of the People's Committee of the city"},
    {"land_office", "Văn phòng đăng ký đất đai", "Land registration office"},
    {"land_branch", "Chi nhánh Văn phòng đăng ký đất đai", "Branch of the land registration office"},
    {"customs", "Hải quan", "Customs"},
    {"social_insurance", "Bảo hiểm xã hội", "Social insurance"},
    {"notary", "Tổ chức hành nghề công chứng", "Notary"},
}};

}  // namespace

std::string limit_phrase(const calendar::Limit& limit, Language language) {
  return language == Language::kEnglish ? limit_en(limit) : limit_vi(limit);
}

std::string case_limit_phrase(const catalog::ExecutionCase& one, Language language) {
  const bool english = language == Language::kEnglish;
  switch (one.limit.kind) {
    case catalog::LimitKind::kStated:
      break;
    case catalog::LimitKind::kNoneDue:
      return english ? "No result is due" : "Không phải trả kết quả";
    case catalog::LimitKind::kTiedToEvent:
      return english ? "Depends on another event" : "Tùy theo một sự kiện khác";
    case catalog::LimitKind::kAmbiguous:
      return english ? "The record gives several limits; being checked" : "Bản ghi nêu nhiều thời hạn; đang kiểm tra";
    case catalog::LimitKind::kNotStated:
      return english ? "Not stated in the record" : "Bản ghi chưa nêu thời hạn";
  }
  std::string phrase = one.limit.limit ? limit_phrase(*one.limit.limit, language) : std::string();
  if (one.cutoff) phrase += cutoff_phrase(*one.cutoff, language);
  return phrase;
}

std::string money_phrase(std::int64_t amount_minor, std::string_view currency, Language language) {
  const bool english = language == Language::kEnglish;
  const char separator = english ? ',' : '.';
  if (currency == "VND") return grouped(amount_minor, separator) + (english ? " VND" : " đồng");
  // Other currencies of the catalogue have cents.
  return fmt::format("{}{}{:02} {}", grouped(amount_minor / 100, separator), english ? '.' : ',', amount_minor % 100,
                     currency);
}

std::string fee_phrase(const catalog::FeeLine& fee, Language language) {
  const bool english = language == Language::kEnglish;
  if (fee.status == catalog::FeeStatus::kFree) return english ? "Free" : "Miễn phí";
  if (fee.status == catalog::FeeStatus::kUnknown) return english ? "Not known yet" : "Chưa xác định";
  std::string phrase = money_phrase(fee.amount_minor, fee.currency, language);
  if (!fee.per.empty()) phrase += " / " + fee.per;
  return phrase;
}

Literal channel_phrase(catalog::Channel channel, Language language) {
  switch (channel) {
    case catalog::Channel::kCounter:
      return say(language, "Tại điểm phục vụ", "At a service point");
    case catalog::Channel::kOnline:
      return say(language, "Trực tuyến", "Online");
    case catalog::Channel::kPost:
      return say(language, "Qua bưu điện", "By post");
  }
  return "";
}

Literal taken_at_phrase(catalog::TakenAt taken_at, Language language) {
  switch (taken_at) {
    case catalog::TakenAt::kOwnUnit:
      return say(language, "Tại điểm phục vụ của cơ quan giải quyết", "At the service point of the deciding authority");
    case catalog::TakenAt::kAnyPointInCity:
      return say(language, "Tại bất kỳ điểm phục vụ nào trong thành phố", "At any service point of the city");
    case catalog::TakenAt::kNationwide:
      return say(language, "Tại bất kỳ điểm phục vụ nào trong cả nước", "At any service point of the country");
    case catalog::TakenAt::kHelpedOnline:
      return say(language, "Điểm phục vụ nào cũng giúp ông/bà nộp trực tuyến đến đúng nơi",
                 "Any service point helps you send it online to the right place");
    case catalog::TakenAt::kNotHere:
      return say(language, "Không nhận tại các điểm phục vụ của thành phố", "Not taken at the city's service points");
  }
  return "";
}

std::string_view authority_phrase(std::string_view authority, Language language) {
  const auto found = std::ranges::find(kAuthorities, authority, &Authority::name);
  if (found == kAuthorities.end()) return {};
  return language == Language::kEnglish ? found->en : found->vi;
}

std::string_view unlisted(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" -+*\t");
  line = begin == std::string_view::npos ? std::string_view() : line.substr(begin);
  for (const std::string_view mark : {std::string_view("•"), std::string_view("–"), std::string_view("\u00A0")}) {
    if (line.starts_with(mark)) return unlisted(line.substr(mark.size()));
  }
  return line;
}

Literal simulated_phrase(Language language) {
  return say(language, "Hồ sơ giả lập, không có người thật", "Simulated: nobody's real application");
}

}  // namespace pages
