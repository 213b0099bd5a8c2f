#include "app/publish_procedure.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <span>

#include "app/commit.h"
#include "base/text.h"
#include "catalog/version_members.h"

namespace app {
namespace {

constexpr std::string_view kOwn[] = {"code", "source", "seen_from"};  // the program knows them itself
constexpr std::string_view kBeside[] = {"basis", "competence"};       // in the request beside the version

bool may_be_said(std::string_view member) {
  const auto in = [member](std::span<const std::string_view> names) {
    return std::ranges::find(names, member) != names.end();
  };
  return in(kBeside) || (in(catalog::procedure_members()) && !in(kOwn));
}

// What a version says, without when it was seen and what the importer noticed.
base::Json content(const catalog::ProcedureVersion& version) {
  base::Json json = catalog::to_json(version);
  json.object().erase("seen_from");
  json.object().erase("problems");
  return json;
}

base::Result<std::vector<catalog::CompetenceRule>> rules_from_json(const base::Json& list, const std::string& code) {
  if (!list.is_array()) return base::refuse("field_wrong_type", {{"expected", "array"}}, "/competence");
  std::vector<catalog::CompetenceRule> rules;
  for (std::size_t i = 0; i < list.array().size(); ++i) {
    base::Json json = list.array()[i];
    if (json.is_object()) json.set("procedure", code);
    auto rule = catalog::rule_from_json(json);
    if (!rule) {
      return base::refuse(rule.error().code, rule.error().facts,
                          fmt::format("/competence/{}{}", i, rule.error().where));
    }
    rules.push_back(std::move(*rule));
  }
  if (auto checked = catalog::check_rules(rules); !checked) {
    return base::refuse(checked.error().code, checked.error().facts, "/competence");
  }
  return rules;
}

store::NewEvent event_of(std::string_view kind, std::string_view key, std::string_view event_kind, base::Json payload,
                         const base::Json& actor, std::string_view basis) {
  return {.stream = catalog::stream_of(kind, key),
          .kind = std::string(event_kind),
          .schema = 1,
          .occurred_at = {},
          .ground = {},
          .actor = actor,
          .basis = std::string(basis),
          .payload = std::move(payload)};
}

base::Result<PublishedVersion> decide(Record& record, const NewVersion& wanted, store::Batch& batch) {
  const std::string stream = catalog::stream_of("procedure", wanted.procedure.code);
  if (wanted.key) {
    if (const auto earlier = batch.remembered(*wanted.key)) {
      if (earlier->body_hash != wanted.key->body_hash) {
        return base::refuse("idempotency_conflict", {}, "Idempotency-Key");
      }
      return PublishedVersion{wanted.procedure.code, earlier->version};
    }
  }
  const rights::Actor actor = record.accounts_in_batch().actor(wanted.account);
  const auto right = rights::may_publish_procedure(actor, wanted.procedure.code, base::local_date(batch.at()));
  if (!right) return tl::unexpected(right.error());
  const base::Json actor_now = actor_json(actor, *right);
  const Appended appended = append_version(batch, record.catalog_in_batch(), wanted.procedure, actor_now, wanted.basis);
  if (wanted.rules) {
    append_rules(batch, record.catalog_in_batch(), wanted.procedure.code, *wanted.rules, actor_now, wanted.basis);
  }
  if (wanted.key && appended.is_new) batch.remember(*wanted.key, appended.event);
  return PublishedVersion{wanted.procedure.code, appended.version};
}

// In place; what is no text is left to who reads the version.
base::Done clean_member(base::Json& body, std::string_view member) {
  const base::Json* found = body.find(member);
  if (found == nullptr || !found->is_string()) return std::monostate{};
  auto line = base::clean_line(found->string());
  if (!line) return base::refuse(line.error().code, line.error().facts, "/" + std::string(member));
  body.set(member, std::move(*line));
  return std::monostate{};
}

}  // namespace

base::Result<NewVersion> new_version(std::string account, std::string code, base::Json body,
                                     std::optional<store::IdempotencyKey> key) {
  NewVersion wanted{std::move(account), {}, {}, {}, std::move(key)};
  for (const auto& [name, value] : body.object()) {
    if (!may_be_said(name)) {
      return base::refuse("field_unknown", {{"field", name}}, "/" + name);
    }
  }
  if (auto known = catalog::only_known_members(body); !known) return tl::unexpected(known.error());
  for (const std::string_view member : {"name", "basis"}) {
    if (auto line = clean_member(body, member); !line) return tl::unexpected(line.error());
  }
  wanted.basis = body.text("basis");
  if (wanted.basis.empty()) return base::refuse("field_missing", {{"field", "basis"}}, "/basis");
  if (const base::Json* rules = body.find("competence")) {
    auto read = rules_from_json(*rules, code);
    if (!read) return tl::unexpected(read.error());
    wanted.rules = std::move(*read);
  }
  body.object().erase("basis");
  body.object().erase("competence");
  body.set("code", code).set("source", "controller");
  auto procedure = catalog::procedure_from_json(body);
  if (!procedure) return tl::unexpected(procedure.error());
  const auto& [from, to] = std::pair(procedure->valid_from, procedure->valid_to);
  if (from && to && *to <= *from) {
    return base::refuse("dates_reversed", {{"from", base::format_date(*from)}, {"to", base::format_date(*to)}},
                        "/valid_to");
  }
  wanted.procedure = std::move(*procedure);
  return wanted;
}

Appended append_version(store::Batch& batch, const catalog::Catalog& catalog, const catalog::ProcedureVersion& version,
                        const base::Json& actor, std::string_view basis) {
  const base::Json wanted = content(version);
  if (const auto* versions = catalog.versions(version.code)) {
    for (const auto& earlier : *versions) {
      if (earlier->procedure.source == version.source && content(earlier->procedure) == wanted) {
        return {earlier->version, false, {}};
      }
    }
  }
  const store::Event event =
      batch.append(event_of("procedure", version.code, "ProcedurePublished", catalog::to_json(version), actor, basis));
  return {event.version, true, event};
}

bool append_rules(store::Batch& batch, const catalog::Catalog& catalog, std::string_view procedure,
                  const std::vector<catalog::CompetenceRule>& rules, const base::Json& actor, std::string_view basis) {
  const auto as_json = [](const std::vector<catalog::CompetenceRule>& all) {
    base::JsonArray list;
    for (const auto& rule : all) list.push_back(catalog::to_json(rule));
    return base::Json(std::move(list));
  };
  std::int64_t version = 0;
  const auto* current = catalog.rules(procedure, &version);
  const base::Json wanted = as_json(rules);
  if (current != nullptr && as_json(*current) == wanted) return false;
  batch.append(event_of("competence", procedure, "CompetencePublished",
                        base::Json().set("procedure", procedure).set("rules", wanted), actor, basis));
  return true;
}

void publish_procedure(Record& record, NewVersion version, ThenPublished then) {
  const store::Needs needs{{catalog::stream_of("procedure", version.procedure.code),
                            catalog::stream_of("competence", version.procedure.code)},
                           {},
                           version.key};
  const auto wanted = std::make_shared<const NewVersion>(std::move(version));
  commit<PublishedVersion>(
      record.writer(), needs, [&record, wanted](store::Batch& batch) { return decide(record, *wanted, batch); },
      [&record, then = std::move(then)](base::Result<PublishedVersion> published, std::int64_t position) {
        record.answer_later(
            [then, published = std::move(published), position]() mutable { then(std::move(published), position); },
            [then](const base::Refusal& refusal) { then(tl::unexpected(refusal), 0); });
      });
}

}  // namespace app
