#include "pages/due_block.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

#include "pages/phrases.h"
#include "pages/shell.h"
#include "words/tracking_text.h"

namespace pages {
namespace {

using calendar::DayKind;
using calendar::DayStatus;
using calendar::ExplainedDay;
using calendar::LimitUnit;
using dossier::DueMark;
using dossier::WhyPromised;

constexpr std::size_t kMostCells = 62;  // beyond, only what is out of the ordinary is listed

std::string short_day(base::LocalDate day) {
  return fmt::format("{:02}/{:02}", unsigned(day.day()), unsigned(day.month()));
}

Literal mark_class(DueMark mark) {
  switch (mark) {
    case DueMark::kNear:
      return "mc-due mc-due--near";
    case DueMark::kLate:
    case DueMark::kMissed:
      return "mc-due mc-due--late";
    case DueMark::kPaused:
      return "mc-due mc-due--paused";
    case DueMark::kInTime:
    case DueMark::kMet:
      break;
  }
  return "mc-due mc-due--in-time";
}

// How the limit is counted, said once above the cells. Nothing is said that the count did not do.
Literal how_counted(LimitUnit unit, Language language) {
  switch (unit) {
    case LimitUnit::kWorkingDay:
      return say(language, "Đếm các ngày làm việc sau ngày bắt đầu; ngày nghỉ không đếm.",
                 "Working days after the day it starts are counted; closed days are not.");
    case LimitUnit::kWorkingHour:
      return say(language, "Chỉ đếm giờ làm việc, nên các ngày không đánh số.",
                 "Only working hours are counted, so the days have no numbers.");
    case LimitUnit::kCalendarDay:
      return say(
          language, "Đếm mọi ngày sau ngày nhận, kể cả ngày nghỉ. Ngày cuối là ngày nghỉ thì sang ngày làm việc sau.",
          "Every day after reception is counted, closed days too. A closed last day moves to the next working day.");
    case LimitUnit::kMonth:
    case LimitUnit::kYear:
      return say(
          language,
          "Tính đến cùng ngày ấy của tháng cuối, không đếm từng ngày. Rơi vào ngày nghỉ thì sang ngày làm việc sau.",
          "It ends on the same day of the last month; days are not counted. A closed day moves to the next working "
          "day.");
    case LimitUnit::kClockHour:
      return say(language, "Đếm giờ liên tục. Hết giờ vào lúc nghỉ thì sang giờ làm việc sau.",
                 "Hours run without a break. An end outside working time moves to the next working hour.");
    case LimitUnit::kWithinDay:
      break;
  }
  return say(language, "Trả trong ngày bắt đầu, trước giờ đóng cửa.", "Due on the day it starts, before closing.");
}

void write_how(Html& html, const DueBlock& block, const WhyPromised& why) {
  const Language language = block.language;
  html << "<p class=\"govuk-body\">" << say(language, "Thời hạn: ", "The limit: ")
       << Text(limit_phrase(why.limit, language)) << ". " << how_counted(why.limit.unit, language);
  const base::LocalDate received = why.days.empty() ? base::LocalDate() : why.days.front().date;
  if (why.holds && base::local_date(why.start) != received) {
    html << " " << say(language, "Bắt đầu tính từ ", "It starts on ")
         << Text(words::day_text(base::local_date(why.start))) << ".";
  }
  html << "</p>";
  if (!why.holds) {
    html << "<p class=\"govuk-body\">"
         << say(language,
                "Tính lại hôm nay không ra ngày này, vì lịch hoặc quy định đã đổi. Ngày hẹn vẫn giữ; các ngày không "
                "đánh số.",
                "Counted today it would be another day, as calendar or rules have changed. The promise stands; days "
                "have "
                "no numbers.")
         << "</p>";
  }
  if (why.rests_on_unofficial) {
    html << "<p class=\"govuk-body\">"
         << say(language, "Có ngày nghỉ mới dự kiến, chưa công bố chính thức.",
                "Some days off are expected and not yet official.")
         << "</p>";
  }
}

bool is_weekend(base::LocalDate day) { return std::chrono::weekday(std::chrono::sys_days{day}).iso_encoding() >= 6; }

// Why a day is closed, or worked though it mostly is not; empty on an ordinary working day.
Html reason(const ExplainedDay& day, Language language) {
  Html html;
  if (day.special) {
    const bool english = language == Language::kEnglish && !day.special->name_en.empty();
    if (english) {
      html << Text(day.special->name_en);
    } else {
      html << "<span lang=\"vi\">" << Text(day.special->name) << "</span>";
    }
    if (day.special->status != DayStatus::kOfficial) html << say(language, " (dự kiến)", " (expected)");
  } else if (!day.worked) {
    html << (is_weekend(day.date) ? say(language, "Cuối tuần", "Weekend") : say(language, "Không làm việc", "Closed"));
  }
  return html;
}

Literal cell_class(const ExplainedDay& day) {
  const bool counted = day.number > 0;
  if (!day.worked && counted) return "mc-day mc-day--closed mc-day--counted";
  if (!day.worked) return "mc-day mc-day--closed";
  if (counted) return "mc-day mc-day--worked mc-day--counted";
  return "mc-day mc-day--worked";
}

void write_marks(Html& html, const DueBlock& block, const ExplainedDay& day) {
  const Language language = block.language;
  if (day.date == block.why->days.front().date) {
    html << "<strong class=\"mc-day__mark\">" << say(language, "Nhận hồ sơ", "Received") << "</strong>";
  }
  if (day.date == block.why->days.back().date) {
    html << "<strong class=\"mc-day__mark\">" << say(language, "Hẹn trả", "Due") << "</strong>";
  }
  if (day.date == block.today) html << "<em class=\"mc-day__mark\">" << say(language, "Hôm nay", "Today") << "</em>";
}

void write_cell(Html& html, const DueBlock& block, const ExplainedDay& day) {
  const Language language = block.language;
  html << "<li class=\"" << cell_class(day) << "\"><time class=\"mc-day__date\" datetime=\""
       << Text(base::format_date(day.date)) << "\">" << Text(weekday_text(day.date, language)) << " "
       << Text(short_day(day.date)) << "</time>";
  if (day.number > 0) {
    html << "<span class=\"mc-day__number\"><span class=\"govuk-visually-hidden\">"
         << say(language, "ngày được đếm thứ ", "counted day ") << "</span>" << std::int64_t{day.number} << "</span>";
  }
  write_marks(html, block, day);
  const Html why = reason(day, language);
  if (!day.worked) html << "<span class=\"govuk-visually-hidden\">" << say(language, "nghỉ: ", "closed: ") << "</span>";
  if (!why.empty()) html << "<span class=\"mc-day__reason\">" << why << "</span>";
  html << "</li>";
}

// A long time, as months are: how many days there are of each kind, and those off beside weekends.
void write_summary(Html& html, const DueBlock& block, const WhyPromised& why) {
  const Language language = block.language;
  const auto worked = std::ranges::count(why.days, true, &ExplainedDay::worked);
  html << "<p class=\"govuk-body\">" << static_cast<std::int64_t>(why.days.size())
       << say(language, " ngày từ ngày nhận đến ngày hẹn, trong đó ", " days from reception to the date; ")
       << std::int64_t{worked}
       << say(language, " ngày làm việc. Ngày nghỉ và làm bù:", " of them are worked. Days off and days swapped:")
       << "</p><ol class=\"mc-strip\">";
  for (const ExplainedDay& day : why.days) {
    const bool edge = &day == &why.days.front() || &day == &why.days.back();
    if (edge || day.special) write_cell(html, block, day);
  }
  html << "</ol>";
}

void write_why(Html& html, const DueBlock& block) {
  const Language language = block.language;
  const WhyPromised& why = *block.why;
  html << "<details class=\"mc-why\" id=\"why\" open><summary>"
       << say(language, "Vì sao là ngày này?", "Why this date?") << "</summary>";
  write_how(html, block, why);
  if (why.days.size() > kMostCells) {
    write_summary(html, block, why);
  } else {
    html << "<ol class=\"mc-strip\">";
    for (const ExplainedDay& day : why.days) write_cell(html, block, day);
    html << "</ol>";
  }
  html << "</details>";
}

}  // namespace

Literal due_word(DueMark mark, Language language) {
  switch (mark) {
    case DueMark::kInTime:
      return say(language, "Trong hạn", "In time");
    case DueMark::kNear:
      return say(language, "Sắp đến hẹn", "Due soon");
    case DueMark::kLate:
      return say(language, "Quá hẹn", "Overdue");
    case DueMark::kPaused:
      return say(language, "Tạm dừng", "Paused");
    case DueMark::kMet:
      return say(language, "Có kết quả đúng hẹn", "Result came in time");
    case DueMark::kMissed:
      return say(language, "Có kết quả sau hẹn", "Result came late");
  }
  return "";
}

Literal due_shape(DueMark mark) {
  switch (mark) {
    case DueMark::kInTime:
    case DueMark::kMet:
      return "●";
    case DueMark::kNear:
      return "▲";
    case DueMark::kLate:
    case DueMark::kMissed:
      return "■";
    case DueMark::kPaused:
      return "‖";
  }
  return "";
}

std::string weekday_text(base::LocalDate day, Language language) {
  static constexpr std::array<std::string_view, 7> kVi = {"Thứ Hai", "Thứ Ba",  "Thứ Tư",  "Thứ Năm",
                                                          "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"};
  static constexpr std::array<std::string_view, 7> kEn = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                          "Friday", "Saturday", "Sunday"};
  const std::size_t at = std::chrono::weekday(std::chrono::sys_days{day}).iso_encoding() - 1;
  return std::string(language == Language::kEnglish ? kEn.at(at) : kVi.at(at));
}

Html due_block(const DueBlock& block) {
  const Language language = block.language;
  const base::LocalDate day = base::local_date(block.due);
  const int minute = base::local_minute(block.due).minute_of_day;
  Html html;
  html << "<section class=\"" << mark_class(block.mark)
       << "\" aria-labelledby=\"due\"><h2 class=\"mc-due__label\" id=\"due\">"
       << (block.reception ? say(language, "Trả lời chậm nhất", "Answer by")
                           : say(language, "Hẹn trả kết quả", "Result promised by"))
       << "</h2><p class=\"mc-due__day\"><time datetime=\"" << Text(base::format_date(day)) << "\">"
       << Text(weekday_text(day, language)) << " <span class=\"mc-due__date\">" << Text(words::day_text(day))
       << "</span>";
  if (block.with_hour)
    html << " <span class=\"mc-due__hour\">" << Text(fmt::format("{:02}:{:02}", minute / 60, minute % 60)) << "</span>";
  html << "</time></p><p class=\"mc-due__state\"><span aria-hidden=\"true\">" << due_shape(block.mark) << "</span> "
       << due_word(block.mark, language) << "</p>";
  if (block.why) write_why(html, block);
  html << "</section>";
  return html;
}

}  // namespace pages
