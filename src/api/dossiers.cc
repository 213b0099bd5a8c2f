// GET /dossiers/{code}, …/particulars, …/timeline.
#include <fmt/format.h>

#include "api/dossier_view.h"
#include "api/routes.h"
#include "base/text.h"

namespace api {
namespace {

base::Result<app::DossierFile> file_of(app::Record& record, const http::Request& request, Caller& caller) {
  auto who = signed_in(record, request);
  if (!who) return tl::unexpected(who.error());
  caller = std::move(*who);
  return app::look_at_dossier(record, caller.actor, request.parameters.at("code"));
}

base::Result<http::Response> one(app::Record& record, const http::Request& request) {
  Caller caller;
  const auto file = file_of(record, request, caller);
  if (!file) return tl::unexpected(file.error());
  Names names(record);
  http::Response response = json_response(200, file_json(names, file->state, caller.actor, record.clock().now()));
  response.headers.emplace_back("ETag", fmt::format("\"{}\"", file->state.version));
  return response;
}

base::Result<http::Response> timeline(app::Record& record, const http::Request& request, Language language) {
  Caller caller;
  const auto file = file_of(record, request, caller);
  if (!file) return tl::unexpected(file.error());
  Names names(record);
  return json_response(
      200, base::Json().set("items", timeline_json(names, file->events, language)).set("next", base::Json()));
}

base::Result<http::Response> particulars(app::Record& record, const http::Request& request) {
  const auto caller = signed_in(record, request);
  if (!caller) return tl::unexpected(caller.error());
  const auto purpose = rights::purpose_from_text(request.query_text("purpose"));
  if (!purpose) return tl::unexpected(purpose.error());
  const std::string reference = request.query_text("reference");
  if (!base::is_file_number(reference)) return base::refuse("reference_malformed", {}, "reference");
  const std::string& code = request.parameters.at("code");
  const auto found = app::look_at_particulars(record, caller->actor, code, *purpose, reference);
  if (!found) return tl::unexpected(found.error());
  base::Json body = found->words.is_null() ? base::Json(base::JsonObject()) : found->words;
  body.set("code", code)
      .set("purpose", rights::to_text(*purpose))
      .set_text("reference", reference)
      .set("erased", found->words.is_null());
  http::Response response = json_response(200, body);
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace

void add_dossiers(http::Router& router, app::Record& record) {
  router.add("GET", "/api/v1/dossiers/{code}",
             reading(record, [&record](const http::Request& request, Language) { return one(record, request); }));
  router.add("GET", "/api/v1/dossiers/{code}/timeline",
             reading(record, [&record](const http::Request& request, Language language) {
               return timeline(record, request, language);
             }));
  router.add(
      "GET", "/api/v1/dossiers/{code}/particulars",
      reading(record, [&record](const http::Request& request, Language) { return particulars(record, request); }));
}

}  // namespace api
