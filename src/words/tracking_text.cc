#include "words/tracking_text.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "words/refusal_text.h"

namespace words {
namespace {

struct Row {
  std::string_view state, headline_vi, headline_en, message_vi, message_en, can_vi, can_en;
};

// clang-format off
constexpr Row kRows[] = {
    {"submitted",
     "Đã gửi, chờ kiểm tra",
     "Sent, waiting to be checked",
     "{point} sẽ trả lời chậm nhất {reception_due}. Thời hạn giải quyết bắt đầu tính khi hồ sơ được tiếp nhận.",
     "{point} will answer by {reception_due}. The legal time starts when the application is accepted.",
     "sửa thông tin liên lạc",
     "mend contact details"},
    {"check_overdue",
     "Quá giờ kiểm tra",
     "Check overdue",
     "Lẽ ra hồ sơ phải được kiểm tra trước {reception_due}. Chúng tôi xin lỗi; ông/bà không phải nộp lại.",
     "It should have been checked by {reception_due}. We are sorry; you need not send it again.",
     "gọi đường dây nóng",
     "call the hotline"},
    {"received",
     "Đã tiếp nhận",
     "Accepted",
     "Hồ sơ đầy đủ, tiếp nhận {received} tại {point}. Hẹn trả kết quả: {due}.",
     "Complete and accepted at {point}, {received}. Result promised by {due}.",
     "xem vì sao là ngày này",
     "see why this date"},
    {"on_its_way",
     "Đã tiếp nhận, đang chuyển",
     "Accepted, on its way",
     "{point} đã nhận hồ sơ và chuyển đến {unit}, nơi có thẩm quyền. Hẹn trả chậm nhất: {due}.",
     "{point} accepted it and sends it to {unit}, which decides. Promised by {due} at the latest.",
     "xem vì sao là ngày này",
     "see why this date"},
    {"not_accepted",
     "Không được tiếp nhận",
     "Not accepted",
     "Hồ sơ không được tiếp nhận. Lý do và nơi cần đến ghi trong phiếu gửi ông/bà. Ông/bà có thể nộp lại.",
     "Not accepted. The notice sent to you gives the reason and where to go. You may apply again.",
     "phản ánh",
     "complain"},
    {"in_hand",
     "Đang giải quyết",
     "Being decided",
     "{unit} đang giải quyết. Hẹn trả: {due}. Ông/bà chưa phải làm gì.",
     "With {unit}. Due {due}. Nothing for you to do now.",
     "rút hồ sơ",
     "withdraw"},
    {"ready",
     "Đã có kết quả",
     "Result ready",
     "Có kết quả từ {released}.",
     "Ready since {released}.",
     "nhận kết quả",
     "receive the result"},
    {"not_granted",
     "Đã có văn bản trả lời",
     "Decision: not granted",
     "Yêu cầu không được chấp thuận. Lý do và quyền khiếu nại ghi trong văn bản.",
     "The request was not granted. Reasons and your right to complain are in the letter.",
     "khiếu nại",
     "complain"},
    {"delivered",
     "Đã trả kết quả",
     "Delivered",
     "Đã trả {delivered}. Chưa nhận được? Hãy báo để chúng tôi tìm.",
     "Delivered {delivered}. Not received? Tell us and we trace it.",
     "báo chưa nhận",
     "report not received"},
    {"overdue",
     "Quá hẹn",
     "Overdue",
     "Hồ sơ quá hẹn từ {due}; đây là lỗi của cơ quan giải quyết. Gọi {hotline} hoặc gửi phản ánh.",
     "Overdue since {due}; this is the office's fault. Call {hotline} or complain.",
     "phản ánh",
     "complain"},
};
// clang-format on

struct KindText {
  std::string_view kind, vi, en;
};

constexpr KindText kKindTexts[] = {
    {"DossierSubmitted", "Nộp hồ sơ trực tuyến", "Handed in online"},
    {"DossierReceived", "Tiếp nhận hồ sơ", "Received"},
    {"ReceptionRefused", "Từ chối tiếp nhận", "Not accepted"},
    {"DossierHandedOver", "Chuyển hồ sơ đến đơn vị giải quyết", "Handed over"},
    {"DossierAssigned", "Phân công người giải quyết", "Assigned"},
    {"DossierApproved", "Chấp thuận", "Approved"},
    {"DossierRefused", "Không chấp thuận", "Refused"},
    {"ResultReleased", "Có kết quả", "Result released"},
    {"ResultDelivered", "Trả kết quả", "Result delivered"},
    {"ItemErased", "Xóa dữ liệu cá nhân theo quy định", "Personal data erased by law"},
};

std::string moment(const std::optional<base::Instant>& at, bool personal) {
  if (!at) return "—";
  return personal ? minute_text(*at) : day_text(base::local_date(*at));
}

}  // namespace

TrackingWords tracking_words(std::string_view public_state, const TrackingFacts& facts, bool personal,
                             Language language) {
  const auto* row = std::ranges::find(kRows, public_state, &Row::state);
  if (row == std::end(kRows)) {
    spdlog::error("a public state has no words: {}", public_state);
    return {};
  }
  const bool english = language == Language::kEnglish;
  const std::map<std::string, std::string> filled = {{"point", facts.point},
                                                     {"unit", facts.unit},
                                                     {"hotline", facts.hotline},
                                                     {"reception_due", moment(facts.reception_due, personal)},
                                                     {"received", moment(facts.received, personal)},
                                                     {"due", moment(facts.due, personal)},
                                                     {"released", moment(facts.released, personal)},
                                                     {"delivered", moment(facts.delivered, personal)}};
  return {std::string(english ? row->headline_en : row->headline_vi),
          fill(english ? row->message_en : row->message_vi, filled), std::string(english ? row->can_en : row->can_vi)};
}

std::string_view event_text(std::string_view kind, Language language) {
  const auto* found = std::ranges::find(kKindTexts, kind, &KindText::kind);
  if (found == std::end(kKindTexts)) return "—";
  return language == Language::kEnglish ? found->en : found->vi;
}

std::string day_text(base::LocalDate day) {
  return fmt::format("{:02}/{:02}/{:04}", unsigned(day.day()), unsigned(day.month()), int(day.year()));
}

std::string minute_text(base::Instant at) {
  const base::LocalMinute local = base::local_minute(at);
  return fmt::format("{:02}:{:02} {}", local.minute_of_day / 60, local.minute_of_day % 60, day_text(local.date));
}

}  // namespace words
