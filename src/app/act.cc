#include "app/act.h"

#include <algorithm>
#include <memory>

#include "app/commit.h"
#include "app/facts.h"
#include "app/look.h"
#include "app/take_in.h"
#include "app/users.h"

namespace app {
namespace {

using dossier::SealedRef;
using dossier::State;

// The words of this act, sealed before the writer's turn.
struct Sealed {
  std::optional<store::VaultKey> key;
  std::vector<store::VaultItem> items;
  std::optional<SealedRef> note;
  SealedRef reason;
  SealedRef result;
};

SealedRef seal(Record& record, Sealed& sealed, const std::string& stream, std::string_view kind,
               std::string_view media_type, std::string_view words) {
  const base::Instant now = record.clock().now();
  if (!sealed.key) sealed.key = record.vault().new_key(now, record.random());
  sealed.items.push_back(
      record.vault().seal(*sealed.key, stream, kind, media_type, "dossier", words, now, record.random()));
  return {sealed.items.back().id, sealed.items.back().commitment};
}

Sealed seal_words(Record& record, const ActRequest& request, const std::string& stream) {
  Sealed sealed;
  if (request.note) sealed.note = seal(record, sealed, stream, "note", "text/plain", *request.note);
  if (!request.reason.empty()) sealed.reason = seal(record, sealed, stream, "reason", "text/plain", request.reason);
  if (!request.title.empty()) {
    const base::Json result = base::Json().set("title", request.title).set_text("number", request.number);
    sealed.result = seal(record, sealed, stream, "result", "application/json", base::canonical_json(result));
  }
  return sealed;
}

base::Result<dossier::Act> act_of(const ActRequest& request, const Sealed& sealed) {
  if (request.act == "hand-over") return dossier::Act(dossier::HandOver{});
  if (request.act == "assign") return dossier::Act(dossier::Assign{request.assignee, request.if_version.has_value()});
  if (request.act == "approve") return dossier::Act(dossier::Approve{sealed.note});
  if (request.act == "refuse") return dossier::Act(dossier::Refuse{sealed.reason, request.basis});
  if (request.act == "release") return dossier::Act(dossier::Release{sealed.result});
  if (request.act == "deliver") return dossier::Act(dossier::Deliver{request.method, request.to, sealed.note});
  if (request.act == "refuse-reception") return dossier::Act(dossier::RefuseReception{sealed.reason, request.basis});
  return base::refuse("act_unknown", {{"act", request.act}});
}

base::Done check_assignee(const Accounts& accounts, const State& state, const std::string& assignee,
                          base::LocalDate day) {
  if (rights::may_handle(accounts.actor(assignee), state, day)) return std::monostate{};
  return base::refuse("account_not_in_unit", {{"unit", state.deciding_unit}}, "/account");
}

// Accepting an online submission: the same rules as at the desk, counted from now, and the code is given.
base::Result<dossier::Happened> receive_submitted(Record& record, const ActRequest& request, const State& state,
                                                  base::Instant legal, store::Batch& batch) {
  if (state.stage != dossier::Stage::kSubmitted) {
    return base::refuse("out_of_order",
                        {{"state", std::to_string(dossier::national_state(state))}, {"act", request.act}});
  }
  dossier::ReceptionRequest asked = dossier::request_from_pinned(state.pinned);
  if (request.papers) asked.papers = *request.papers;
  if (request.fees) asked.fees = *request.fees;
  if (request.sets) asked.sets = *request.sets;
  const catalog::Catalog& catalog = record.catalog_in_batch();
  auto terms = dossier::terms_of_submitted(catalog, asked, legal, record.center().reception);
  if (!terms) return tl::unexpected(terms.error());
  auto code = next_code(batch, catalog, *terms->point, legal);
  if (!code) return tl::unexpected(code.error());
  auto happened = dossier::received_event(asked, *terms, *code, {state.particulars, state.pinned.text("particulars")},
                                          {state.secret, state.pinned.text("secret")});
  happened.payload.set("warnings", to_json(terms->warnings));
  return happened;
}

base::Result<ActDone> replay(store::Batch& batch, const store::IdempotencyKey& key, const store::Remembered& earlier) {
  if (earlier.body_hash != key.body_hash) return base::refuse("idempotency_conflict", {}, "Idempotency-Key");
  std::vector<store::Event> events = batch.events(earlier.stream);
  std::erase_if(events, [&](const store::Event& event) { return event.version > earlier.version; });
  return ActDone{earlier.stream, fold(events)};
}

// Who is turned away because another was quicker learns who that is; they may see the dossier, so they may know.
base::Refusal with_holder(base::Refusal refusal, const State& state, const std::vector<store::Event>& events) {
  static constexpr std::string_view kTooLate[] = {"stale", "out_of_order", "already_done", "already_held"};
  if (std::ranges::find(kTooLate, refusal.code) == std::end(kTooLate)) return refusal;
  const std::string holder = state.handler.empty() ? events.back().actor.text("account") : state.handler;
  if (!holder.empty()) refusal.facts["holder"] = holder;
  return refusal;
}

// The record knows accounts, people know each other by their sign-in words.
base::Refusal with_names(Record& record, base::Refusal refusal) {
  const auto holder = refusal.facts.find("holder");
  if (holder != refusal.facts.end()) holder->second = login_of(record, holder->second);
  return refusal;
}

base::Result<dossier::Happened> decide_act(Record& record, const ActRequest& request, const Sealed& sealed,
                                           const State& state, base::Instant legal, store::Batch& batch) {
  if (request.act == "receive") return receive_submitted(record, request, state, legal, batch);
  if (request.act == "assign") {
    if (auto fits = check_assignee(record.accounts_in_batch(), state, request.assignee, base::local_date(batch.at()));
        !fits) {
      return tl::unexpected(fits.error());
    }
  }
  const auto wanted = act_of(request, sealed);
  if (!wanted) return tl::unexpected(wanted.error());
  return dossier::decide(state, *wanted, legal, record.catalog_in_batch().calendar().get());
}

base::Result<ActDone> decide(Record& record, const ActRequest& request, const Sealed& sealed, const std::string& stream,
                             store::Batch& batch) {
  if (request.key) {
    if (const auto earlier = batch.remembered(*request.key)) return replay(batch, *request.key, *earlier);
  }
  const std::vector<store::Event>& events = batch.events(stream);
  const State state = fold(events);
  const rights::Actor actor = record.accounts_in_batch().actor(request.account);
  const auto right = rights::may_act(actor, request.act, facts_of(record.catalog_in_batch(), state), request.assignee,
                                     base::local_date(batch.at()));
  if (!right) return tl::unexpected(right.error());
  if (request.if_version && *request.if_version != state.version) {
    return tl::unexpected(
        with_holder({"stale", {{"version", std::to_string(state.version)}}, "If-Match"}, state, events));
  }
  if (request.occurred_at) {
    const auto allowed = rights::may_set_occurred_at(actor, *request.occurred_at, batch.at(), !request.ground.is_null(),
                                                     record.center().occurred);
    if (!allowed) return tl::unexpected(allowed.error());
  }
  const base::Instant legal = request.occurred_at.value_or(batch.at());
  auto happened = decide_act(record, request, sealed, state, legal, batch);
  if (!happened) return tl::unexpected(with_holder(happened.error(), state, events));

  if (sealed.key) batch.keep(*sealed.key);
  for (const store::VaultItem& item : sealed.items) batch.keep(item);
  const store::Event event = batch.append({.stream = stream,
                                           .kind = happened->kind,
                                           .schema = 1,
                                           .occurred_at = request.occurred_at,
                                           .ground = request.ground,
                                           .actor = actor_json(actor, *right),
                                           .basis = request.basis,
                                           .payload = std::move(happened->payload)});
  if (request.key) batch.remember(*request.key, event);
  return ActDone{stream,
                 dossier::evolve(state, event.kind, event.payload, {event.legal_instant(), event.at}, actor.account)};
}

}  // namespace

dossier::State fold(const std::vector<store::Event>& events) {
  State state;
  for (const store::Event& event : events) {
    state = dossier::evolve(std::move(state), event.kind, event.payload, {event.legal_instant(), event.at},
                            event.actor.text("account"));
  }
  return state;
}

void act(Record& record, ActRequest request, ThenActDone then) {
  const auto found = boards::find_dossier(*record.store().read(), request.code);
  if (!found) return then(base::refuse("not_found"), 0);
  const std::string stream = found->stream;
  const auto sealed = std::make_shared<const Sealed>(seal_words(record, request, stream));
  const auto asked = std::make_shared<const ActRequest>(std::move(request));
  commit<ActDone>(
      record.writer(), {{stream}, {}, asked->key},
      [&record, asked, sealed, stream](store::Batch& batch) { return decide(record, *asked, *sealed, stream, batch); },
      [&record, asked, stream, then = std::move(then)](base::Result<ActDone> done, std::int64_t position) {
        if (!done && done.error().code == "not_found") note_refused_look(record, asked->account, stream);
        record.answer_later(
            [&record, then, done = std::move(done), position]() mutable {
              if (!done) done = tl::unexpected(with_names(record, std::move(done.error())));
              then(std::move(done), position);
            },
            [then](const base::Refusal& refusal) { then(tl::unexpected(refusal), 0); });
      });
}

}  // namespace app
