// POST /dossiers: reads the body (intake_body.h), then hands it to the use case.
#include <fmt/format.h>

#include "api/dossier_view.h"
#include "api/intake_body.h"
#include "api/routes.h"

namespace api {
namespace {

base::Result<app::Intake> intake_of(app::Record& record, const http::Request& request) {
  const auto caller = caller_of(record, request);
  if (!caller) return tl::unexpected(caller.error());
  const auto body = json_body(request);
  if (!body) return tl::unexpected(body.error());
  auto key = idempotency_key(request, *caller);
  if (!key) return tl::unexpected(key.error());
  const bool online = body->text("channel") == "online";
  if (!online && caller->actor.account.empty()) return base::refuse("not_signed_in");
  auto intake = read_intake(*body, *record.catalog(), base::local_date(record.clock().now()));
  if (!intake) return intake;
  intake->account = caller->actor.account;
  intake->key = std::move(*key);
  return intake;
}

http::Response taken_in_response(app::Record& record, const app::TakenIn& taken, std::int64_t position,
                                 Language language) {
  const dossier::State state =
      dossier::evolve({}, taken.event.kind, taken.event.payload, {taken.event.legal_instant(), taken.event.at},
                      taken.event.actor.text("account"));
  const auto warnings = app::warnings_from_json(*taken.event.payload.find("warnings"));
  base::Json body = base::Json().set("secret", taken.secret).set("warnings", notices(warnings, language));
  const std::string number = state.code.empty() ? state.submission : state.code;
  if (state.code.empty()) {
    body.set("submission", state.submission);
    set_instant(body, "reception_due", state.reception_due);
  } else {
    Names names(record);
    body.set("code", state.code)
        .set("rule", rule_json(state, warnings))
        .set("receipt", receipt_json(names, record.center(), state, taken.particulars));
    set_instant(body, "due", state.promised_due);
    set_instant(body, "statutory_due", state.statutory_due);
  }
  http::Response response = json_response(201, body);
  response.compress = false;  // it carries the secret
  response.headers = {{"Location", "/api/v1/dossiers/" + number},
                      {"ETag", fmt::format("\"{}\"", taken.event.version)},
                      {"Motcua-Position", std::to_string(position)}};
  return response;
}

}  // namespace

void add_intake(http::Router& router, app::Record& record) {
  const auto take_in = [&record](const http::Request& request, http::Reply reply) {
    const Language language = language_of(request);
    auto intake = intake_of(record, request);
    if (!intake) return reply(problem(intake.error(), language));
    app::take_in(
        record, std::move(*intake),
        [&record, reply, language](base::Result<app::TakenIn> taken, std::int64_t position) {
          reply(taken ? taken_in_response(record, *taken, position, language) : problem(taken.error(), language));
        });
  };
  router.add("POST", "/api/v1/dossiers", guarded(take_in));
}

}  // namespace api
