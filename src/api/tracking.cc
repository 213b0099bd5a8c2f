// GET /tracking/{code}: public without the secret, personal with it. Words of practice §F: what happened, who has it,
// until when; the public view shows dates and no minutes, no reason, no person.
#include "api/dossier_view.h"
#include "api/routes.h"
#include "dossier/public_state.h"
#include "words/tracking_text.h"

namespace api {
namespace {

using dossier::Stage;
using dossier::State;

void set_words(base::Json& json, const Names& names, const app::CenterSettings& center, const State& state,
               bool personal, Language language, base::Instant now) {
  const words::TrackingWords words = words::tracking_words(dossier::public_state(state, now),
                                                           {.point = names.point(state.point).text("name"),
                                                            .unit = names.unit_name(state.deciding_unit),
                                                            .hotline = center.hotline,
                                                            .reception_due = state.reception_due,
                                                            .received = state.received_at,
                                                            .due = state.promised_due,
                                                            .released = state.released_at,
                                                            .delivered = state.delivered_at},
                                                           personal, language);
  json.set("headline", words.headline).set("message", words.message).set("you_can", base::JsonArray{words.can});
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
