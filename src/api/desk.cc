// What a desk needs beside the dossier: GET /points/{id}/favourites, /points/{id}/directions, POST /applicants/earlier.
#include <array>

#include "api/bodies.h"
#include "api/dossier_view.h"
#include "api/routes.h"
#include "app/direct.h"
#include "app/earlier.h"
#include "app/favourites.h"

namespace api {
namespace {

using calendar::Members;

constexpr std::size_t kMostId = 100;

// ---- favourites

std::string procedure_called(const Names& names, const std::string& code, base::LocalDate day) {
  const auto* published = names.catalog().procedure(code, day);
  return published == nullptr ? code : published->procedure.name;
}

base::Result<http::Response> favourites(app::Record& record, const http::Request& request) {
  const auto caller = signed_in(record, request);
  if (!caller) return tl::unexpected(caller.error());
  const auto found = app::favourites_at(record, caller->actor, request.parameters.at("id"));
  if (!found) return tl::unexpected(found.error());
  const Names names(record);
  const base::LocalDate today = base::local_date(record.clock().now());
  base::JsonArray most;
  base::JsonArray last;
  const auto item = [&](const boards::Used& one) {
    return base::Json().set("code", one.procedure).set("name", procedure_called(names, one.procedure, today));
  };
  for (const auto& one : found->most) most.push_back(item(one).set("count", one.count));
  for (const auto& one : found->last) last.push_back(item(one).set("used_at", base::format_instant(one.last)));
  return json_response(200, base::Json().set("most", std::move(most)).set("last", std::move(last)));
}

// ---- directions

base::Result<app::DirectionAsked> direction_asked(app::Record& record, const http::Request& request) {
  const auto caller = signed_in(record, request);
  if (!caller) return tl::unexpected(caller.error());
  // Before the body is judged; asked again when it is decided.
  const std::string& id = request.parameters.at("id");
  const auto catalog = record.catalog();
  const catalog::Point* point = catalog->point(id);
  if (point == nullptr) return base::refuse("not_found");
  const auto may = rights::may_serve_at(caller->actor, point->id, point->unit, base::local_date(record.clock().now()));
  if (!may) return tl::unexpected(may.error());
  const auto body = json_body(request);
  if (!body) return tl::unexpected(body.error());
  auto key = idempotency_key(request, *caller);
  if (!key) return tl::unexpected(key.error());
  std::optional<base::Refusal> failure;
  Members members(*body, "", failure);
  allow_only(*body, std::array<std::string_view, 3>{"procedure", "place", "unit"}, members);
  app::DirectionAsked asked{caller->actor.account,
                            id,
                            typed_line(members, "procedure", kMostId),
                            read_place(members),
                            typed_line(members, "unit", kMostId),
                            std::move(*key)};
  if (failure) return tl::unexpected(*failure);
  return asked;
}

base::Json procedure_name(const Names& names, const std::string& code, base::LocalDate day) {
  return base::Json().set("code", code).set("name", procedure_called(names, code, day));
}

http::Response directed(app::Record& record, const app::Direction& direction, std::int64_t position) {
  const Names names(record);
  base::JsonArray points;
  for (const std::string& id : direction.points) {
    base::Json point = names.point(id);
    if (const auto* found = names.catalog().point(id)) point.set_text("address", found->address);
    points.push_back(std::move(point));
  }
  base::Json body = base::Json()
                        .set("points", std::move(points))
                        .set("taken_here", direction.taken_here)
                        .set_text("direction_vi", direction.direction_vi)
                        .set_text("direction_en", direction.direction_en);
  if (!direction.unit.empty()) body.set("unit", names.unit(direction.unit));
  if (!direction.procedure.empty()) {
    body.set("procedure", procedure_name(names, direction.procedure, base::local_date(record.clock().now())));
  }
  http::Response response = json_response(200, body);
  response.headers.emplace_back("Motcua-Position", std::to_string(position));
  return response;
}

void direct(app::Record& record, const http::Request& request, const http::Reply& reply) {
  const Language language = language_of(request);
  auto asked = direction_asked(record, request);
  if (!asked) return reply(problem(asked.error(), language));
  app::direct(record, std::move(*asked),
              [&record, reply, language](const base::Result<app::Direction>& direction, std::int64_t position) {
                reply(direction ? directed(record, *direction, position) : problem(direction.error(), language));
              });
}

base::Result<base::LocalDate> day_of(const http::Request& request, std::string_view name, base::LocalDate otherwise) {
  const std::string text = request.query_text(name);
  if (text.empty()) return otherwise;
  const auto day = base::parse_date(text);
  if (!day) return base::refuse(day.error().code, day.error().facts, std::string(name));
  return *day;
}

base::Result<http::Response> directions(app::Record& record, const http::Request& request) {
  constexpr std::chrono::days kUsual{30};
  const auto caller = signed_in(record, request);
  if (!caller) return tl::unexpected(caller.error());
  const auto last = day_of(request, "to", base::local_date(record.clock().now()));
  if (!last) return tl::unexpected(last.error());
  const auto first = day_of(request, "from", base::LocalDate(base::to_days(*last) - kUsual));
  if (!first) return tl::unexpected(first.error());
  const auto found = app::directions_at(record, caller->actor, request.parameters.at("id"), *first, *last);
  if (!found) return tl::unexpected(found.error());
  const Names names(record);
  base::JsonArray items;
  std::int64_t total = 0;
  for (const boards::DirectionCount& one : *found) {
    base::Json item = base::Json().set("day", one.day).set("count", one.count);
    if (!one.procedure.empty()) item.set("procedure", procedure_name(names, one.procedure, *last));
    items.push_back(std::move(item));
    total += one.count;
  }
  return json_response(200, base::Json()
                                .set("from", base::format_date(*first))
                                .set("to", base::format_date(*last))
                                .set("total", total)
                                .set("items", std::move(items))
                                .set("next", next_json("")));
}

// ---- the same person again

base::Result<app::EarlierAsked> earlier_asked(const http::Request& request, base::LocalDate today) {
  const auto body = json_body(request);
  if (!body) return tl::unexpected(body.error());
  std::optional<base::Refusal> failure;
  Members members(*body, "", failure);
  allow_only(*body, std::array<std::string_view, 3>{"identity", "point", "paper_on_desk"}, members);
  app::EarlierAsked asked{members.text("point"), {}, members.flag_or("paper_on_desk", false)};
  const base::Json* identity = members.find("identity");
  if (identity == nullptr) members.fail("field_missing", {{"field", "identity"}}, "/identity");
  if (failure) return tl::unexpected(*failure);
  const auto checked = dossier::check_identity(*identity, today, "/identity");
  if (!checked) return tl::unexpected(checked.error());
  asked.identity = *checked;
  return asked;
}

base::Result<http::Response> earlier(app::Record& record, const http::Request& request) {
  const auto caller = signed_in(record, request);
  if (!caller) return tl::unexpected(caller.error());
  const auto asked = earlier_asked(request, base::local_date(record.clock().now()));
  if (!asked) return tl::unexpected(asked.error());
  const auto found = app::find_earlier(record, caller->actor, *asked);
  if (!found) return tl::unexpected(found.error());
  base::JsonArray items;
  for (const auto& one : *found) {
    base::Json item = one.person;
    items.push_back(item.set("given_on", base::format_date(one.given_on)));
  }
  http::Response response = json_response(200, base::Json().set("items", std::move(items)));
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

}  // namespace

void add_desk(http::Router& router, app::Record& record) {
  router.add(
      "GET", "/api/v1/points/{id}/favourites",
      reading(record, [&record](const http::Request& request, Language) { return favourites(record, request); }));
  router.add(
      "POST", "/api/v1/points/{id}/directions",
      guarded([&record](const http::Request& request, const http::Reply& reply) { direct(record, request, reply); }));
  router.add(
      "GET", "/api/v1/points/{id}/directions",
      reading(record, [&record](const http::Request& request, Language) { return directions(record, request); }));
  router.add("POST", "/api/v1/applicants/earlier",
             reading(record, [&record](const http::Request& request, Language) { return earlier(record, request); }));
}

}  // namespace api
