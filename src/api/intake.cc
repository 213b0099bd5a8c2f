// POST /dossiers and /dossiers/check: read the same body (intake_body.h), then hand it to the use case.
#include <fmt/format.h>

#include <map>

#include "api/dossier_view.h"
#include "api/intake_body.h"
#include "api/routes.h"

namespace api {
namespace {

enum class Keyed { kYes, kNo };  // whether it is done once per Idempotency-Key, or only asked

base::Result<app::Intake> intake_of(app::Record& record, const http::Request& request, Keyed keyed) {
  const auto caller = caller_of(record, request);
  if (!caller) return tl::unexpected(caller.error());
  const auto body = json_body(request);
  if (!body) return tl::unexpected(body.error());
  auto key =
      keyed == Keyed::kYes ? idempotency_key(request, *caller) : base::Result<std::optional<store::IdempotencyKey>>();
  if (!key) return tl::unexpected(key.error());
  const bool online = body->text("channel") == "online";
  if ((!online || keyed == Keyed::kNo) && caller->actor.account.empty()) return base::refuse("not_signed_in");
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

// The sum of what is known, by currency; `complete` is false when a line's amount is not.
base::JsonArray total_of(const base::Json& fees, bool& complete) {
  std::map<std::string, std::int64_t> sums;
  complete = true;
  for (const base::Json& line : fees.array()) {
    if (line.find("amount_minor") == nullptr)
      complete = false;
    else
      sums[line.text("currency")] += line.number("amount_minor");
  }
  base::JsonArray total;
  for (const auto& [currency, sum] : sums) {
    total.push_back(base::Json().set("currency", currency).set("amount_minor", sum));
  }
  return total;
}

base::Result<http::Response> check(app::Record& record, const http::Request& request, Language language) {
  auto intake = intake_of(record, request, Keyed::kNo);
  if (!intake) return tl::unexpected(intake.error());
  const auto checked = app::check_intake(record, *intake);
  if (!checked) return tl::unexpected(checked.error());
  const dossier::State& state = checked->state;
  Names names(record);
  const catalog::ProcedureVersion& version = names.procedure(state);
  base::Json fees = fees_json(version, state.pinned);
  bool complete = false;
  base::JsonArray total = total_of(fees, complete);
  base::Json body = base::Json()
                        .set("procedure", names.procedure_name(state))
                        .set("procedure_version", state.procedure_version)
                        .set("case", case_json(version, state))
                        .set("receiving_point", names.point(state.point))
                        .set("competent_unit", names.unit(state.competent_unit))
                        .set("deciding_unit", names.unit(state.deciding_unit))
                        .set("boundary_free", state.boundary_free)
                        .set("rule", rule_json(state, checked->warnings))
                        .set("fees", std::move(fees))
                        .set("fees_total", std::move(total))
                        .set("fees_known", complete)
                        .set("warnings", notices(checked->warnings, language));
  set_instant(body, "received_at", state.received_at);
  set_instant(body, "due", state.promised_due);
  set_instant(body, "statutory_due", state.statutory_due);
  return json_response(200, body);
}

}  // namespace

void add_intake(http::Router& router, app::Record& record) {
  const auto take_in = [&record](const http::Request& request, http::Reply reply) {
    const Language language = language_of(request);
    auto intake = intake_of(record, request, Keyed::kYes);
    if (!intake) return reply(problem(intake.error(), language));
    app::take_in(
        record, std::move(*intake),
        [&record, reply, language](base::Result<app::TakenIn> taken, std::int64_t position) {
          reply(taken ? taken_in_response(record, *taken, position, language) : problem(taken.error(), language));
        });
  };
  router.add("POST", "/api/v1/dossiers", guarded(take_in));
  router.add("POST", "/api/v1/dossiers/check",
             reading(record, [&record](const http::Request& request, Language language) {
               return check(record, request, language);
             }));
}

}  // namespace api
