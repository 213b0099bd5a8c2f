#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

#include "pages/csv.h"
#include "pages/register_parts.h"

namespace pages {
namespace {

void add_line(Csv& csv, const RegisterAsked& asked, const dossier::State& state) {
  const bool late = dossier::is_late(state, asked.now);
  const auto date = [](const std::optional<base::Instant>& at) {
    return at ? base::format_date(base::local_date(*at)) : std::string();
  };
  csv.line({state.code, state.procedure, procedure_called(asked, state), unit_called(asked, state.competent_unit),
            point_called(asked, state.point), date(state.received_at), date(state.promised_due),
            date(state.released_at), date(state.delivered_at), std::to_string(dossier::national_state(state)),
            state_called(dossier::national_state(state), asked.language),
            (late ? asked.say("quá hẹn", "late") : asked.say("không", "no")).view(),
            (state.simulated ? asked.say("giả lập", "simulated") : asked.say("không", "no")).view()});
}

void add_head(Csv& csv, const RegisterAsked& asked) {
  const auto head = [&](Literal vi, Literal en) { return asked.say(vi, en).view(); };
  csv.line({head("Mã hồ sơ", "Code"), head("Mã thủ tục", "Procedure code"), head("Thủ tục", "Procedure"),
            head("Đơn vị giải quyết", "Deciding unit"), head("Nơi tiếp nhận", "Receiving point"),
            head("Ngày nhận", "Received on"), head("Hẹn trả", "Due on"), head("Có kết quả", "Released on"),
            head("Đã trả", "Delivered on"), head("Số trạng thái", "State number"), head("Trạng thái", "State"),
            head("Quá hẹn", "Late"), head("Giả lập", "Simulated")});
}

}  // namespace

http::Response register_table(app::Record& record, const http::Request& request, int most, int portion) {
  const auto catalog = record.catalog();
  const RegisterAsked asked{*catalog, request.query, record.clock().now(), language_of(request)};
  Csv csv;
  add_head(csv, asked);
  std::string after = asked.text("after");
  for (int lines = 0; lines < most; lines += portion) {
    const auto found = read_register(record, asked, after, portion);
    if (!found) return register_refused(request, found.error());
    for (const auto& row : found->rows) add_line(csv, asked, row.state);
    after = found->next;
    if (after.empty()) break;
  }
  http::Response answer{200, "text/csv; charset=utf-8; header=present", std::move(csv).take(), {}};
  answer.headers.emplace_back("Content-Disposition", after.empty() ? "attachment; filename=\"register.csv\""
                                                                   : "attachment; filename=\"register-part.csv\"");
  if (!after.empty()) {
    answer.headers.emplace_back("Link",
                                fmt::format("<{}>; rel=\"next\"", with_filters("/register.csv", asked, after).view()));
  }
  return answer;
}

}  // namespace pages
