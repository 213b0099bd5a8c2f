#include <fmt/format.h>

#include <algorithm>

#include "api/edge.h"
#include "api/routes.h"
#include "app/publish_procedure.h"

namespace api {
namespace {

const std::vector<std::pair<std::string_view, catalog::Level>>& levels() {
  static const std::vector<std::pair<std::string_view, catalog::Level>> kAll = {{"ministry", catalog::Level::kMinistry},
                                                                                {"province", catalog::Level::kProvince},
                                                                                {"district", catalog::Level::kDistrict},
                                                                                {"commune", catalog::Level::kCommune},
                                                                                {"other", catalog::Level::kOther}};
  return kAll;
}

base::Result<catalog::SearchQuery> query_of(const http::Request& request) {
  catalog::SearchQuery query;
  const auto most = page_size(request);
  if (!most) return tl::unexpected(most.error());
  query.most = static_cast<std::size_t>(*most);
  query.words = request.query_text("q");
  query.field = request.query_text("field");
  query.after = request.query_text("after");
  if (query.words.size() > 800) return base::refuse("text_too_long", {{"most", "200"}}, "q");
  if (const std::string level = request.query_text("level"); !level.empty()) {
    const auto found = std::ranges::find(levels(), level, &std::pair<std::string_view, catalog::Level>::first);
    if (found == levels().end()) return base::refuse("value_unknown", {{"value", level}}, "level");
    query.level = found->second;
  }
  return query;
}

base::Json item_json(const catalog::Catalog& catalog, const catalog::PublishedProcedure& published) {
  const catalog::ProcedureVersion& version = published.procedure;
  base::JsonArray level_names;
  for (const catalog::Level level : version.levels) level_names.emplace_back(catalog::to_text(level));
  return base::Json()
      .set("code", version.code)
      .set("name", version.name)
      .set("field", version.field)
      .set("levels", std::move(level_names))
      .set("version", published.version)
      .set("receivable", dossier::why_not_receivable(catalog, version).empty())
      .set("standing", catalog::to_text(version.standing));
}

base::Json twins_json(const catalog::Twins& twins) {
  base::JsonArray choices;
  for (const catalog::TwinChoice& one : twins.choices) {
    choices.push_back(
        base::Json().set("code", one.code).set("answer_vi", one.answer_vi).set("answer_en", one.answer_en));
  }
  return base::Json()
      .set("question_vi", twins.question_vi)
      .set("question_en", twins.question_en)
      .set("choices", std::move(choices));
}

base::Result<http::Response> search(app::Record& record, const http::Request& request) {
  const auto query = query_of(request);
  if (!query) return tl::unexpected(query.error());
  const auto catalog = record.catalog();
  const auto index = record.search_index();
  const auto page = index->find(*query);
  if (!page) return tl::unexpected(page.error());
  base::JsonArray items;
  for (const auto& published : page->items) {
    base::Json item = item_json(*catalog, *published);
    if (const auto* twins = index->twins().find(published->procedure.code)) item.set("twins", twins_json(*twins));
    items.push_back(std::move(item));
  }
  return json_response(200, base::Json().set("items", std::move(items)).set("next", next_json(page->next)));
}

base::Json receivable_json(const std::vector<base::Refusal>& reasons, Language language) {
  std::vector<dossier::Warning> listed;
  for (const auto& reason : reasons) listed.push_back({reason.code, reason.facts, reason.where});
  return base::Json().set("receivable", reasons.empty()).set("reasons", notices(listed, language));
}

base::Json rules_json(const catalog::Catalog& catalog, const std::string& code) {
  std::int64_t version = 0;
  base::JsonArray rules;
  if (const auto* found = catalog.rules(code, &version)) {
    for (const auto& rule : *found) rules.push_back(catalog::to_json(rule));
  }
  return base::Json().set("version", version).set("rules", std::move(rules));
}

base::Result<http::Response> one(app::Record& record, const http::Request& request, Language language) {
  const std::string& code = request.parameters.at("code");
  const auto catalog = record.catalog();
  const auto* published = catalog->procedure(code, base::local_date(record.clock().now()));
  if (published == nullptr) return base::refuse("not_found");
  base::Json body = catalog::to_json(published->procedure);
  body.set("version", published->version)
      .set("published_at", base::format_instant(published->recorded_at))
      .set("receivable", receivable_json(dossier::why_not_receivable(*catalog, published->procedure), language))
      .set("competence", rules_json(*catalog, code));
  http::Response response = json_response(200, body);
  response.headers.emplace_back("ETag", fmt::format("\"{}\"", published->version));
  return response;
}

http::Response published_response(const app::PublishedVersion& published, std::int64_t position) {
  http::Response response =
      json_response(201, base::Json().set("code", published.code).set("version", published.version));
  response.headers = {{"Location", "/api/v1/procedures/" + published.code},
                      {"ETag", fmt::format("\"{}\"", published.version)},
                      {"Motcua-Position", std::to_string(position)}};
  return response;
}

base::Result<app::NewVersion> new_version(app::Record& record, const http::Request& request) {
  const auto caller = signed_in(record, request);
  if (!caller) return tl::unexpected(caller.error());
  const std::string& code = request.parameters.at("code");
  const auto right = rights::may_publish_procedure(caller->actor, code, base::local_date(record.clock().now()));
  if (!right) return tl::unexpected(right.error());  // before the body is judged; asked again when it is decided
  auto body = json_body(request);
  if (!body) return tl::unexpected(body.error());
  auto key = idempotency_key(request, *caller);
  if (!key) return tl::unexpected(key.error());
  return app::new_version(caller->actor.account, code, std::move(*body), std::move(*key));
}

}  // namespace

void add_procedures(http::Router& router, app::Record& record) {
  router.add("GET", "/api/v1/procedures",
             reading(record, [&record](const http::Request& request, Language) { return search(record, request); }));
  router.add("GET", "/api/v1/procedures/{code}",
             reading(record, [&record](const http::Request& request, Language language) {
               return one(record, request, language);
             }));
  const auto publish = [&record](const http::Request& request, http::Reply reply) {
    const Language language = language_of(request);
    auto wanted = new_version(record, request);
    if (!wanted) return reply(problem(wanted.error(), language));
    app::publish_procedure(
        record, std::move(*wanted),
        [reply, language](base::Result<app::PublishedVersion> published, std::int64_t position) {
          reply(published ? published_response(*published, position) : problem(published.error(), language));
        });
  };
  router.add("POST", "/api/v1/procedures/{code}/versions", guarded(publish));
}

}  // namespace api
