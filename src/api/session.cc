#include "api/edge.h"
#include "api/routes.h"
#include "calendar/members.h"

namespace api {
namespace {

constexpr std::string_view kCookieTail = "; Path=/; Secure; HttpOnly; SameSite=Lax";

base::Json session_json(const app::Session& session, const rights::Actor& actor) {
  base::Json body =
      base::Json().set("account", session.login).set("expires_at", base::format_instant(session.expires_at));
  if (!actor.rights.empty()) {
    const rights::Right& right = actor.rights.front();
    body.set("role", rights::to_text(right.role)).set("unit", right.unit).set_text("point", right.point);
  }
  return body;
}

base::Result<http::Response> sign_in(app::Record& record, const http::Request& request) {
  const auto body = json_body(request);
  if (!body) return tl::unexpected(body.error());
  std::optional<base::Refusal> failure;
  calendar::Members members(*body, "", failure);
  const std::string account = members.text("account");
  const std::string password = members.text("password");
  for (const auto& [name, value] : body->object()) {
    if (name != "account" && name != "password") members.fail("field_unknown", {{"field", name}}, members.where(name));
  }
  if (password.size() > 1024) members.fail("text_too_long", {{"most", "1024"}}, "/password");
  if (failure) return tl::unexpected(*failure);
  const auto agent = request.headers.find("user-agent");
  const auto session =
      app::sign_in(record, account, password, agent == request.headers.end() ? std::string_view() : agent->second);
  if (!session) return tl::unexpected(session.error());
  http::Response response = json_response(
      200, session_json(*session, record.accounts()->actor(session->account)).set("token", session->token));
  response.headers.emplace_back("Set-Cookie", "__Host-motcua=" + session->token + std::string(kCookieTail));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace

void add_session(http::Router& router, app::Record& record) {
  router.add("POST", "/api/v1/session",
             reading(record, [&record](const http::Request& request, Language) { return sign_in(record, request); }));
  router.add("GET", "/api/v1/session",
             reading(record, [&record](const http::Request& request, Language) -> base::Result<http::Response> {
               const auto caller = signed_in(record, request);
               if (!caller) return tl::unexpected(caller.error());
               return json_response(200, session_json(*caller->session, caller->actor));
             }));
  router.add("DELETE", "/api/v1/session",
             reading(record, [&record](const http::Request& request, Language) -> base::Result<http::Response> {
               const auto caller = signed_in(record, request);
               if (!caller) return tl::unexpected(caller.error());
               app::sign_out(record, caller->token);
               http::Response response{204, "", "", {}};
               response.headers.emplace_back("Set-Cookie", "__Host-motcua=; Max-Age=0" + std::string(kCookieTail));
               return response;
             }));
}

}  // namespace api
