#include "app/take_in.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "app/commit.h"
#include "base/text.h"
#include "dossier/check_end.h"

namespace app {
namespace {

using dossier::SealedRef;

// Everything that can be made before the writer's turn: ids, secret, sealed items.
struct Prepared {
  std::string stream;
  std::string submission;
  std::string secret;
  store::VaultKey key;
  store::VaultItem particulars;
  store::VaultItem secret_item;
  std::string person;
  std::string earlier;  // number of a dossier that was there before
};

std::string submission_number(base::Instant at, base::RandomSource& random) {
  const std::string letters = base::random_secret(random) + base::random_secret(random);
  return fmt::format("S-{}-{}", base::format_yymmdd(base::local_date(at)), letters.substr(0, 8));
}

// The number of a dossier of this person for this procedure that may be the same; blank: none.
std::string earlier_dossier(Record& record, const Intake& intake, const std::string& person) {
  const auto read = record.store().read();
  return boards::earlier_dossier(*read, person, intake.request.procedure,
                                 record.clock().now() - std::chrono::days(record.center().duplicate_days));
}

Prepared prepare(Record& record, const Intake& intake) {
  const base::Instant now = record.clock().now();
  Prepared made;
  made.stream = "dossier/" + base::uuid7(now, record.random());
  if (intake.request.channel == catalog::Channel::kOnline) made.submission = submission_number(now, record.random());
  made.secret = base::random_secret(record.random());
  made.key = record.vault().new_key(now, record.random());
  made.particulars = record.vault().seal(made.key, made.stream, "particulars", "application/json", "dossier",
                                         base::canonical_json(intake.particulars), now, record.random());
  made.secret_item =
      record.vault().seal(made.key, made.stream, "secret", "text/plain", "dossier", made.secret, now, record.random());
  made.person = record.person_hash(boards::identity_text(intake.particulars));
  made.earlier = earlier_dossier(record, intake, made.person);
  return made;
}

// What a decision looks at: on the writer's thread as of this batch, for a check as readers see it.
struct Seen {
  const CenterSettings& center;
  const catalog::Catalog& catalog;
  const Accounts& accounts;
  base::Instant at;
};

// Who acts: an officer with a right at the desk, or for an online submission anybody (the portal).
base::Result<base::Json> acting(const Seen& seen, const Intake& intake) {
  const base::Instant now = seen.at;
  const rights::Actor actor = seen.accounts.actor(intake.account);
  if (intake.occurred_at) {
    const auto allowed =
        rights::may_set_occurred_at(actor, *intake.occurred_at, now, !intake.ground.is_null(), seen.center.occurred);
    if (!allowed) return tl::unexpected(allowed.error());
  }
  if (intake.request.channel == catalog::Channel::kOnline) {
    return base::Json(system_actor("online"));
  }
  if (intake.account.empty()) return base::refuse("not_signed_in");
  const catalog::Point* point = seen.catalog.point(intake.request.point);
  const std::string unit = point == nullptr ? std::string() : point->unit;
  if (point == nullptr) return base::refuse("point_unknown", {{"point", intake.request.point}}, "/point");
  const auto right = rights::may_receive_at(actor, point->id, unit, intake.request.procedure, base::local_date(now));
  if (!right) return tl::unexpected(right.error());
  return actor_json(actor, *right);
}

// The legal instant apart from the recorded one, when there is one.
base::Result<std::optional<base::Instant>> legal_instant(const Seen& seen, const Intake& intake) {
  if (!intake.checked_at) return intake.occurred_at;
  const auto may =
      dossier::may_count_from_check(*intake.checked_at, intake.request.channel, seen.at, seen.center.reception);
  if (!may) return tl::unexpected(may.error());
  return intake.checked_at;
}

struct Decision {
  base::Json actor;
  std::optional<base::Instant> occurred_at;
  dossier::Terms terms;
  std::string code_prefix;  // blank online: no code yet
};

base::Result<std::string> code_prefix(const catalog::Catalog& catalog, const catalog::Point& point,
                                      base::Instant legal) {
  const catalog::Unit* unit = catalog.unit(point.unit);
  if (unit == nullptr || unit->code_setting.empty()) {
    return base::refuse("code_setting_missing", {{"unit", point.unit}}, "/point");
  }
  return fmt::format("{}-{}", unit->code_setting, base::format_yymmdd(base::local_date(legal)));
}

// Everything that is decided about an intake, before anything of it is written.
base::Result<Decision> decision(const Seen& seen, const Intake& intake) {
  if (intake.checked_at && (intake.occurred_at || !intake.ground.is_null())) {
    return base::refuse("checked_and_occurred", {}, "/checked_at");
  }
  auto actor = acting(seen, intake);
  if (!actor) return tl::unexpected(actor.error());
  const auto occurred_at = legal_instant(seen, intake);
  if (!occurred_at) return tl::unexpected(occurred_at.error());
  const base::Instant legal = occurred_at->value_or(seen.at);
  auto terms = dossier::terms_of_reception(seen.catalog, intake.request, legal, seen.center.reception);
  if (!terms) return tl::unexpected(terms.error());
  const bool online = intake.request.channel == catalog::Channel::kOnline;
  auto prefix = online ? base::Result<std::string>() : code_prefix(seen.catalog, *terms->point, legal);
  if (!prefix) return tl::unexpected(prefix.error());
  return Decision{std::move(*actor), *occurred_at, std::move(*terms), std::move(*prefix)};
}

std::string next_number(store::Batch& batch, const std::string& prefix) {
  return fmt::format("{}-{:04}", prefix, batch.next_serial("dossier:" + prefix));
}

std::vector<dossier::Warning> warnings_of(const Intake& intake, const Decision& decided) {
  std::vector<dossier::Warning> warnings = intake.warnings;
  warnings.insert(warnings.end(), decided.terms.warnings.begin(), decided.terms.warnings.end());
  return warnings;
}

void warn_of_dossier(const std::string& earlier, std::vector<dossier::Warning>& warnings) {
  if (!earlier.empty()) warnings.push_back({"possible_duplicate", {{"dossier", earlier}}, ""});
}

base::Result<TakenIn> replay(store::Batch& batch, const store::IdempotencyKey& key, const store::Remembered& earlier) {
  if (earlier.body_hash != key.body_hash) return base::refuse("idempotency_conflict", {}, "Idempotency-Key");
  for (const store::Event& event : batch.events(earlier.stream)) {
    if (event.version == earlier.version) return TakenIn{event, {}, {}};
  }
  throw store::Corrupt("an idempotency key names an event that is not there: " + earlier.stream);
}

void warn_of_duplicate(Record& record, const Intake& intake, const Prepared& made, const std::string& number,
                       store::Batch& batch, std::vector<dossier::Warning>& warnings) {
  // Only an officer learns of it: a stranger who types somebody's number online must not.
  if (made.person.empty() || intake.request.channel == catalog::Channel::kOnline) return;
  const RecentIntakes::Newest recent =
      record.recent_intakes().replace(made.person + "|" + intake.request.procedure, {made.stream, number});
  // What is remembered of a batch that failed was never written.
  const bool stands = !recent.stream.empty() && !batch.events(recent.stream).empty();
  warn_of_dossier(stands ? recent.number : made.earlier, warnings);
}

base::Result<TakenIn> decide(Record& record, const Intake& intake, const Prepared& made, store::Batch& batch) {
  if (intake.key) {
    if (const auto earlier = batch.remembered(*intake.key)) return replay(batch, *intake.key, *earlier);
  }
  const Seen seen{record.center(), record.catalog_in_batch(), record.accounts_in_batch(), batch.at()};
  auto decided = decision(seen, intake);
  if (!decided) return tl::unexpected(decided.error());

  const SealedRef particulars{made.particulars.id, made.particulars.commitment};
  const SealedRef secret{made.secret_item.id, made.secret_item.commitment};
  const bool online = intake.request.channel == catalog::Channel::kOnline;
  const std::string number = online ? made.submission : next_number(batch, decided->code_prefix);
  auto happened = online ? dossier::submitted_event(intake.request, decided->terms, number, particulars, secret)
                         : dossier::received_event(intake.request, decided->terms, number, particulars, secret);
  std::vector<dossier::Warning> warnings = warnings_of(intake, *decided);
  warn_of_duplicate(record, intake, made, number, batch, warnings);
  happened.payload.set("warnings", to_json(warnings));

  batch.keep(made.key);
  batch.keep(made.particulars);
  batch.keep(made.secret_item);
  const store::Event event = batch.append({.stream = made.stream,
                                           .kind = happened.kind,
                                           .schema = 1,
                                           .occurred_at = decided->occurred_at,
                                           .ground = intake.ground,
                                           .actor = std::move(decided->actor),
                                           .basis = {},
                                           .payload = std::move(happened.payload)});
  if (intake.key) batch.remember(*intake.key, event);
  return TakenIn{event, intake.particulars, made.secret};
}

// The words of an earlier answer lie in the vault; blank when they were erased since.
void fill_from_vault(Record& record, TakenIn& taken) {
  const auto read = record.store().read();
  taken.secret = read->plaintext(taken.event.payload.text("secret_item"));
  if (auto words = base::parse_json(read->plaintext(taken.event.payload.text("particulars_item")), store::kKept)) {
    taken.particulars = std::move(*words);
  }
}

store::Needs needs_of(const Intake& intake, const Prepared& made) { return {{made.stream}, {}, intake.key}; }

}  // namespace

base::Result<base::Json> ground_from_text(std::string_view text) {
  const std::size_t blank = std::min(text.find(' '), text.size());
  const std::string_view kind = text.substr(0, blank);
  const std::string_view reference = text.substr(std::min(blank + 1, text.size()));
  static constexpr std::string_view kKinds[] = {"paper_register", "offline_block", "post", "portal"};
  // A reference is a register number and never a sentence, so that no person's name slips into the journal.
  if (std::ranges::find(kKinds, kind) == std::end(kKinds) || !base::is_file_number(reference)) {
    return base::refuse("ground_malformed", {}, "/ground");
  }
  return base::Json().set("kind", kind).set_text("reference", reference);
}

std::string ground_text(const base::Json& ground) {
  const std::string reference = ground.text("reference");
  return ground.text("kind") + (reference.empty() ? "" : " " + reference);
}

base::Json to_json(const std::vector<dossier::Warning>& warnings) {
  base::JsonArray list;
  for (const auto& warning : warnings) {
    base::Json one = base::Json().set("code", warning.code).set_text("where", warning.where);
    base::JsonObject facts;
    for (const auto& [name, value] : warning.facts) facts.emplace(name, value);
    if (!facts.empty()) one.set("facts", std::move(facts));
    list.push_back(std::move(one));
  }
  return list;
}

std::vector<dossier::Warning> warnings_from_json(const base::Json& json) {
  std::vector<dossier::Warning> warnings;
  for (const base::Json& one : json.array()) {
    dossier::Warning warning{one.text("code"), {}, one.text("where")};
    if (const base::Json* facts = one.find("facts")) {
      for (const auto& [name, value] : facts->object()) warning.facts.emplace(name, value.string());
    }
    warnings.push_back(std::move(warning));
  }
  return warnings;
}

base::Result<std::string> next_code(store::Batch& batch, const catalog::Catalog& catalog, const catalog::Point& point,
                                    base::Instant legal) {
  const auto prefix = code_prefix(catalog, point, legal);
  if (!prefix) return prefix;
  return next_number(batch, *prefix);
}

base::Result<Checked> check_intake(Record& record, const Intake& intake) {
  if (intake.request.channel == catalog::Channel::kOnline) {
    return base::refuse("value_unknown", {{"value", std::string(catalog::to_text(intake.request.channel))}},
                        "/channel");
  }
  const auto catalog = record.catalog();
  const auto accounts = record.accounts();
  const Seen seen{record.center(), *catalog, *accounts, record.clock().now()};
  const auto decided = decision(seen, intake);
  if (!decided) return tl::unexpected(decided.error());
  const auto happened = dossier::received_event(intake.request, decided->terms, "", {}, {});
  const base::Instant legal = decided->occurred_at.value_or(seen.at);
  Checked checked{dossier::evolve({}, happened.kind, happened.payload, {legal, seen.at}, intake.account),
                  warnings_of(intake, *decided)};
  const std::string person = record.person_hash(boards::identity_text(intake.particulars));
  warn_of_dossier(earlier_dossier(record, intake, person), checked.warnings);
  return checked;
}

void take_in(Record& record, Intake intake, ThenTakenIn then) {
  const auto made = std::make_shared<const Prepared>(prepare(record, intake));
  const auto asked = std::make_shared<const Intake>(std::move(intake));
  commit<TakenIn>(
      record.writer(), needs_of(*asked, *made),
      [&record, asked, made](store::Batch& batch) { return decide(record, *asked, *made, batch); },
      [&record, made, then = std::move(then)](base::Result<TakenIn> taken, std::int64_t position) {
        const auto answer = [&record, made, then, taken = std::move(taken), position]() mutable {
          const bool written = taken ? taken->event.stream == made->stream : taken.error().code == "commit_in_doubt";
          if (!written) record.vault().destroy_file(made->particulars);
          if (taken && taken->secret.empty()) fill_from_vault(record, *taken);
          then(std::move(taken), position);
        };
        record.answer_later(answer, [then](const base::Refusal& refusal) { then(tl::unexpected(refusal), 0); });
      });
}

}  // namespace app
