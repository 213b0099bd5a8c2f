// /session, /sessions: signing in and out, one's own sessions, one's own password.
#include "api/bodies.h"
#include "api/edge.h"
#include "api/routes.h"
#include "app/accounts.h"
#include "base/text.h"

namespace api {
namespace {

using calendar::Members;

constexpr std::string_view kSignInMembers[] = {"account", "password"};
constexpr std::string_view kPasswordMembers[] = {"current", "new"};
constexpr std::string_view kCookieTail = "; Path=/; Secure; HttpOnly; SameSite=Lax";

// What the ids of a right are called, so that a screen need not look them up.
void set_names(base::Json& json, const rights::Right& right, const catalog::Catalog& catalog) {
  if (const catalog::Unit* unit = catalog.unit(right.unit)) json.set("unit_name", unit->name);
  const catalog::Point* point = right.point.empty() ? nullptr : catalog.point(right.point);
  if (point != nullptr) json.set("point_name", point->name).set_text("point_address", point->address);
}

base::Json session_json(const app::Session& session, const rights::Actor& actor, const catalog::Catalog& catalog) {
  base::Json body =
      base::Json().set("account", session.login).set("expires_at", base::format_instant(session.expires_at));
  base::JsonArray rights;
  for (const rights::Right& right : actor.rights) {
    base::Json json = app::to_json(right);
    set_names(json, right, catalog);
    rights.push_back(std::move(json));
  }
  if (!actor.rights.empty()) {
    const rights::Right& right = actor.rights.front();
    body.set("role", rights::to_text(right.role)).set("unit", right.unit).set_text("point", right.point);
    set_names(body, right, catalog);
  }
  return body.set("rights", std::move(rights));
}

base::Result<app::SignIn> sign_in_request(const http::Request& request) {
  if (auto ours = check_origin(request, Asked::kWithoutCookie); !ours) return tl::unexpected(ours.error());
  const auto body = json_body(request);
  if (!body) return tl::unexpected(body.error());
  std::optional<base::Refusal> failure;
  Members members(*body, "", failure);
  allow_only(*body, kSignInMembers, members);
  app::SignIn asked{members.text("account"), members.text("password"), {}};
  if (asked.password.size() > 1024) members.fail("text_too_long", {{"most", "1024"}}, "/password");
  if (asked.login.size() > 64) members.fail("text_too_long", {{"most", "64"}}, "/account");
  if (failure) return tl::unexpected(*failure);
  if (const std::string_view agent = request.header("user-agent"); base::is_utf8(agent)) asked.agent = agent;
  return asked;
}

http::Response signed_in_response(app::Record& record, const app::Session& session) {
  http::Response response = json_response(
      200,
      session_json(session, record.accounts()->actor(session.account), *record.catalog()).set("token", session.token));
  response.headers.emplace_back("Set-Cookie", "__Host-motcua=" + session.token + std::string(kCookieTail));
  response.compress = false;  // it carries the token
  return response;
}

void sign_in(app::Record& record, const http::Request& request, const http::Reply& reply) {
  const Language language = language_of(request);
  auto asked = sign_in_request(request);
  if (!asked) return reply(problem(asked.error(), language));
  app::sign_in(record, std::move(*asked), [&record, reply, language](base::Result<app::Session> session) {
    reply(session ? signed_in_response(record, *session) : problem(session.error(), language));
  });
}

base::Result<http::Response> who_am_i(app::Record& record, const http::Request& request) {
  const auto caller = signed_in(record, request);
  if (!caller) return tl::unexpected(caller.error());
  return json_response(200, session_json(*caller->session, caller->actor, *record.catalog()));
}

base::Result<http::Response> sign_out(app::Record& record, const http::Request& request) {
  const auto caller = signed_in(record, request);
  if (!caller) return tl::unexpected(caller.error());
  if (auto out = app::sign_out(record, caller->token); !out) return tl::unexpected(out.error());
  http::Response response{204, "", "", {}};
  response.headers.emplace_back("Set-Cookie", "__Host-motcua=; Max-Age=0" + std::string(kCookieTail));
  return response;
}

base::Result<http::Response> list_sessions(app::Record& record, const http::Request& request) {
  const auto caller = signed_in(record, request);
  if (!caller) return tl::unexpected(caller.error());
  base::JsonArray items;
  for (const app::Session& one : app::sessions_of(record, caller->actor.account)) {
    items.push_back(base::Json()
                        .set("id", one.id)
                        .set("created_at", base::format_instant(one.created_at))
                        .set("expires_at", base::format_instant(one.expires_at))
                        .set_text("agent", one.agent)
                        .set("current", one.id == caller->session->id));
  }
  return json_response(200, base::Json().set("items", std::move(items)).set("next", next_json("")));
}

base::Result<http::Response> end_session(app::Record& record, const http::Request& request) {
  const auto caller = signed_in(record, request);
  if (!caller) return tl::unexpected(caller.error());
  const auto ended = app::end_session(record, caller->actor.account, request.parameters.at("id"));
  if (!ended) return tl::unexpected(ended.error());
  return http::Response{204, "", "", {}};
}

base::Result<app::PasswordChange> password_change(app::Record& record, const http::Request& request) {
  const auto caller = signed_in(record, request);
  if (!caller) return tl::unexpected(caller.error());
  const auto body = json_body(request);
  if (!body) return tl::unexpected(body.error());
  std::optional<base::Refusal> failure;
  Members members(*body, "", failure);
  allow_only(*body, kPasswordMembers, members);
  app::PasswordChange asked{caller->session->login, members.text("current"), members.text("new"), caller->token};
  if (asked.current.size() > 1024) members.fail("text_too_long", {{"most", "1024"}}, "/current");
  if (failure) return tl::unexpected(*failure);
  return asked;
}

void change_password(app::Record& record, const http::Request& request, const http::Reply& reply) {
  const Language language = language_of(request);
  auto asked = password_change(record, request);
  if (!asked) return reply(problem(asked.error(), language));
  app::change_password(record, std::move(*asked), [reply, language](const base::Done& done) {
    reply(done ? http::Response{204, "", "", {}} : problem(done.error(), language));
  });
}

}  // namespace

void add_session(http::Router& router, app::Record& record) {
  using Read = base::Result<http::Response> (*)(app::Record&, const http::Request&);
  const auto add = [&](std::string_view method, std::string_view path, Read read) {
    router.add(method, path, reading(record, [&record, read](const http::Request& request, Language) {
                 return read(record, request);
               }));
  };
  router.add("POST", "/api/v1/session", guarded([&record](const http::Request& request, const http::Reply& reply) {
               sign_in(record, request, reply);
             }));
  add("GET", "/api/v1/session", who_am_i);
  add("DELETE", "/api/v1/session", sign_out);
  router.add("PUT", "/api/v1/session/password",
             guarded([&record](const http::Request& request, const http::Reply& reply) {
               change_password(record, request, reply);
             }));
  add("GET", "/api/v1/sessions", list_sessions);
  add("DELETE", "/api/v1/sessions/{id}", end_session);
}

}  // namespace api
