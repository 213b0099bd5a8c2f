// POST /dossiers/{code}/acts/{act}: one body per act (act_body.h), then one use case for all.
#include <fmt/format.h>

#include <charconv>

#include "api/act_body.h"
#include "api/dossier_view.h"
#include "api/routes.h"
#include "app/users.h"

namespace api {
namespace {

// "*" or a list of one: W/ and quotes are tolerated around the number.
base::Result<std::optional<std::int64_t>> if_match(const http::Request& request) {
  const auto found = request.headers.find("if-match");
  if (found == request.headers.end() || found->second == "*") return std::optional<std::int64_t>();
  const std::string& text = found->second;
  std::int64_t version = 0;
  const bool quoted = text.size() >= 3 && text.front() == '"' && text.back() == '"';
  const char* last = text.data() + text.size() - 1;
  if (!quoted || std::from_chars(text.data() + 1, last, version).ptr != last) {
    return base::refuse("header_malformed", {}, "If-Match");
  }
  return std::optional(version);
}

base::Done read_body(app::Record& record, const base::Json& json, app::ActRequest& request) {
  if (auto read = read_act(json, request); !read) return read;
  if (request.act == "assign") {
    const std::string login = request.assignee;
    request.assignee = app::account_of(record, login);
    if (request.assignee.empty()) return base::refuse("account_unknown", {{"login", login}}, "/account");
  }
  return std::monostate{};
}

base::Result<app::ActRequest> act_request(app::Record& record, const http::Request& request, Caller& caller) {
  auto signed_in_caller = signed_in(record, request);
  if (!signed_in_caller) return tl::unexpected(signed_in_caller.error());
  caller = std::move(*signed_in_caller);
  app::ActRequest asked;
  asked.account = caller.actor.account;
  asked.code = request.parameters.at("code");
  asked.act = request.parameters.at("act");
  const auto body = json_body(request);
  if (!body) return tl::unexpected(body.error());
  auto key = idempotency_key(request, caller);
  if (!key) return tl::unexpected(key.error());
  asked.key = std::move(*key);
  auto version = if_match(request);
  if (!version) return tl::unexpected(version.error());
  asked.if_version = *version;
  if (auto read = read_body(record, *body, asked); !read) return tl::unexpected(read.error());
  return asked;
}

http::Response done_response(app::Record& record, const rights::Actor& actor, const app::ActDone& done,
                             std::int64_t position) {
  Names names(record);
  http::Response response = json_response(200, file_json(names, done.state, actor, record.clock().now()));
  response.headers = {{"ETag", fmt::format("\"{}\"", done.state.version)},
                      {"Motcua-Position", std::to_string(position)}};
  return response;
}

}  // namespace

void add_acts(http::Router& router, app::Record& record) {
  const auto act = [&record](const http::Request& request, http::Reply reply) {
    const Language language = language_of(request);
    Caller caller;
    auto asked = act_request(record, request, caller);
    if (!asked) return reply(problem(asked.error(), language));
    app::act(record, std::move(*asked),
             [&record, reply, language, actor = caller.actor](base::Result<app::ActDone> done, std::int64_t position) {
               if (!done) return reply(problem(done.error(), language));
               reply(done_response(record, actor, *done, position));
             });
  };
  router.add("POST", "/api/v1/dossiers/{code}/acts/{act}", guarded(act));
}

}  // namespace api
