// GET /tracking/{code}: public without the secret, personal with it. Words of practice §F: what happened, who has it,
// until when; the public view shows dates and no minutes, no reason, no person.
#include <fmt/format.h>

#include <map>

#include "api/dossier_view.h"
#include "api/routes.h"
#include "words/refusal_text.h"

namespace api {
namespace {

using dossier::Stage;
using dossier::State;

struct Words {
  std::string_view headline_vi, headline_en, message_vi, message_en, can_vi, can_en;
};

constexpr Words kSubmitted = {
    "Đã gửi, chờ kiểm tra",
    "Sent, waiting to be checked",
    "{point} sẽ trả lời chậm nhất {reception_due}. Thời hạn giải quyết bắt đầu tính khi hồ sơ được tiếp nhận.",
    "{point} will answer by {reception_due}. The legal time starts when the application is accepted.",
    "sửa thông tin liên lạc",
    "mend contact details"};
constexpr Words kCheckOverdue = {
    "Quá giờ kiểm tra",
    "Check overdue",
    "Lẽ ra hồ sơ phải được kiểm tra trước {reception_due}. Chúng tôi xin lỗi; ông/bà không phải nộp lại.",
    "It should have been checked by {reception_due}. We are sorry; you need not send it again.",
    "gọi đường dây nóng",
    "call the hotline"};
constexpr Words kReceived = {"Đã tiếp nhận",
                             "Accepted",
                             "Hồ sơ đầy đủ, tiếp nhận {received} tại {point}. Hẹn trả kết quả: {due}.",
                             "Complete and accepted at {point}, {received}. Result promised by {due}.",
                             "xem vì sao là ngày này",
                             "see why this date"};
constexpr Words kOnItsWay = {
    "Đã tiếp nhận, đang chuyển",
    "Accepted, on its way",
    "{point} đã nhận hồ sơ và chuyển đến {unit}, nơi có thẩm quyền. Hẹn trả chậm nhất: {due}.",
    "{point} accepted it and sends it to {unit}, which decides. Promised by {due} at the latest.",
    "xem vì sao là ngày này",
    "see why this date"};
constexpr Words kNotAccepted = {
    "Không được tiếp nhận",
    "Not accepted",
    "Hồ sơ không được tiếp nhận. Lý do và nơi cần đến ghi trong phiếu gửi ông/bà. Ông/bà có thể nộp lại.",
    "Not accepted. The notice sent to you gives the reason and where to go. You may apply again.",
    "phản ánh",
    "complain"};
constexpr Words kInHand = {"Đang giải quyết",
                           "Being decided",
                           "{unit} đang giải quyết. Hẹn trả: {due}. Ông/bà chưa phải làm gì.",
                           "With {unit}. Due {due}. Nothing for you to do now.",
                           "rút hồ sơ",
                           "withdraw"};
constexpr Words kReady = {"Đã có kết quả",           "Result ready", "Có kết quả từ {released}.",
                          "Ready since {released}.", "nhận kết quả", "receive the result"};
constexpr Words kNotGranted = {"Đã có văn bản trả lời",
                               "Decision: not granted",
                               "Yêu cầu không được chấp thuận. Lý do và quyền khiếu nại ghi trong văn bản.",
                               "The request was not granted. Reasons and your right to complain are in the letter.",
                               "khiếu nại",
                               "complain"};
constexpr Words kDelivered = {"Đã trả kết quả",
                              "Delivered",
                              "Đã trả {delivered}. Chưa nhận được? Hãy báo để chúng tôi tìm.",
                              "Delivered {delivered}. Not received? Tell us and we trace it.",
                              "báo chưa nhận",
                              "report not received"};
constexpr Words kOverdue = {
    "Quá hẹn",
    "Overdue",
    "Hồ sơ quá hẹn từ {due}; đây là lỗi của cơ quan giải quyết. Gọi {hotline} hoặc gửi phản ánh.",
    "Overdue since {due}; this is the office's fault. Call {hotline} or complain.",
    "phản ánh",
    "complain"};

const Words& words_of(const State& state, base::Instant now) {
  const bool waiting_late = dossier::is_late(state, now) && !state.released_at;
  switch (state.stage) {
    case Stage::kSubmitted:
      return waiting_late ? kCheckOverdue : kSubmitted;
    case Stage::kReceptionRefused:
      return kNotAccepted;
    case Stage::kReleased:
      return state.outcome == dossier::Outcome::kRefused ? kNotGranted : kReady;
    case Stage::kDelivered:
      return kDelivered;
    case Stage::kReceived:
      if (waiting_late) return kOverdue;
      return state.boundary_free ? kOnItsWay : kReceived;
    default:
      return waiting_late ? kOverdue : kInHand;
  }
}

std::string moment(const std::optional<base::Instant>& at, bool personal) {
  if (!at) return "—";
  const base::LocalMinute local = base::local_minute(*at);
  const std::string day = fmt::format("{:02}/{:02}/{:04}", unsigned(local.date.day()), unsigned(local.date.month()),
                                      int(local.date.year()));
  if (!personal) return day;
  return fmt::format("{:02}:{:02} {}", local.minute_of_day / 60, local.minute_of_day % 60, day);
}

void set_words(base::Json& json, const Names& names, const app::CenterSettings& center, const State& state,
               bool personal, Language language, base::Instant now) {
  const Words& words = words_of(state, now);
  const bool english = language == Language::kEnglish;
  const std::map<std::string, std::string> facts = {{"point", names.point(state.point).text("name")},
                                                    {"unit", names.unit_name(state.deciding_unit)},
                                                    {"reception_due", moment(state.reception_due, personal)},
                                                    {"received", moment(state.received_at, personal)},
                                                    {"due", moment(state.promised_due, personal)},
                                                    {"released", moment(state.released_at, personal)},
                                                    {"delivered", moment(state.delivered_at, personal)},
                                                    {"hotline", center.hotline}};
  json.set("headline", english ? words.headline_en : words.headline_vi)
      .set("message", words::fill(english ? words.message_en : words.message_vi, facts))
      .set("you_can", base::JsonArray{base::Json(english ? words.can_en : words.can_vi)});
}

base::Json common(const Names& names, std::string_view view, std::string_view code, const State& state,
                  base::Instant now) {
  base::Json json = base::Json()
                        .set("view", view)
                        .set("code", code)
                        .set("procedure", names.procedure_name(state))
                        .set("state", state_json(state))
                        .set("receiving_point", names.point(state.point))
                        .set("late", dossier::is_late(state, now));
  if (!state.competent_unit.empty()) json.set("competent_unit", names.unit(state.competent_unit));
  set_mark(json, state);
  return json;
}

base::Json closed_view(std::string_view code, Language language) {
  const bool english = language == Language::kEnglish;
  return base::Json()
      .set("view", "closed")
      .set("code", code)
      .set("headline", english ? "Not a public file" : "Hồ sơ không công khai")
      .set("message",
           english ? "Enter the secret from your receipt to see it." : "Nhập mã bí mật trên giấy hẹn để xem.");
}

base::Json public_view(base::Json json, const State& state) {
  set_date(json, "submitted_on", state.submitted_at);
  set_date(json, "reception_due_on", state.stage == Stage::kSubmitted ? state.reception_due : std::nullopt);
  set_date(json, "received_on", state.received_at);
  set_date(json, "due_on", state.promised_due);
  set_date(json, "released_on", state.released_at);
  set_date(json, "delivered_on", state.delivered_at);
  return json;
}

base::Json results_with_titles(const app::Tracked& tracked) {
  base::JsonArray results;
  for (std::size_t i = 0; i < tracked.state.results.size(); ++i) {
    const auto& result = tracked.state.results[i];
    base::Json one = base::Json().set("id", result.id).set("kind", result.kind);
    one.set_text("title", tracked.results[i].text("title")).set_text("number", tracked.results[i].text("number"));
    set_instant(one, "released_at", result.released_at);
    set_instant(one, "delivered_at", result.delivered_at);
    results.push_back(std::move(one));
  }
  return results;
}

base::Json personal_view(Names& names, const app::CenterSettings& center, base::Json json, const app::Tracked& tracked,
                         Language language) {
  const State& state = tracked.state;
  json.set_text("submission", state.submission).set("results", results_with_titles(tracked));
  set_instant(json, "submitted_at", state.submitted_at);
  set_instant(json, "reception_due", state.stage == Stage::kSubmitted ? state.reception_due : std::nullopt);
  set_instant(json, "received_at", state.received_at);
  set_instant(json, "statutory_due", state.statutory_due);
  set_instant(json, "promised_due", state.promised_due);
  set_instant(json, "released_at", state.released_at);
  set_instant(json, "delivered_at", state.delivered_at);
  json.set_text("reason", tracked.reason).set_text("basis", tracked.basis);
  json.set("fees", fees_json(names.procedure(state), state.pinned));
  json.set("timeline", timeline_json(names, tracked.events, language));
  if (!tracked.particulars.is_null()) {
    json.set("delivery", *tracked.particulars.find("delivery"));
    if (state.received_at) json.set("receipt", receipt_json(names, center, state, tracked.particulars));
  }
  return json;
}

base::Result<http::Response> track(app::Record& record, const http::Request& request, Language language) {
  const std::string& code = request.parameters.at("code");
  const std::string secret = request.query_text("secret");
  const auto tracked =
      app::track(record, code, secret.empty() ? std::nullopt : std::optional<std::string_view>(secret), request.peer);
  if (!tracked) return tl::unexpected(tracked.error());
  const State& state = tracked->state;
  const std::string number = state.code.empty() ? code : state.code;  // who follows a submission learns its code
  if (!tracked->personal && state.publicity != "full") return json_response(200, closed_view(number, language));
  Names names(record);
  const base::Instant now = record.clock().now();
  base::Json json = common(names, tracked->personal ? "personal" : "public", number, state, now);
  set_words(json, names, record.center(), state, tracked->personal, language, now);
  return json_response(200, tracked->personal
                                ? personal_view(names, record.center(), std::move(json), *tracked, language)
                                : public_view(std::move(json), state));
}

}  // namespace

void add_tracking(http::Router& router, app::Record& record) {
  router.add("GET", "/api/v1/tracking/{code}",
             reading(record, [&record](const http::Request& request, Language language) {
               return track(record, request, language);
             }));
}

}  // namespace api
