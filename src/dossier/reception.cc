#include "dossier/reception.h"

#include <fmt/format.h>

#include <algorithm>

#include "dossier/promise.h"

namespace dossier {
namespace {

using catalog::Channel;
using catalog::LimitKind;
using catalog::Trust;

const catalog::Paper* find_paper(const catalog::ProcedureVersion& version, std::string_view id) {
  for (const auto& group : version.papers) {
    for (const auto& paper : group.papers) {
      if (paper.id == id && !paper.note) return &paper;
    }
  }
  return nullptr;
}

const catalog::FeeLine* find_fee(const catalog::ProcedureVersion& version, std::string_view id) {
  const auto found = std::ranges::find(version.fees, id, &catalog::FeeLine::id);
  return found == version.fees.end() ? nullptr : &*found;
}

constexpr std::int64_t kMostMoney = (std::int64_t{1} << 53) - 1;  // the record's largest number (RFC 8785)

base::Done check_lists(const catalog::ProcedureVersion& version, const ReceptionRequest& request) {
  for (std::size_t i = 0; i < request.papers.size(); ++i) {
    const std::string where = fmt::format("/papers/{}", i);
    if (find_paper(version, request.papers[i].paper) == nullptr) {
      return base::refuse("paper_unknown", {{"paper", request.papers[i].paper}}, where + "/paper");
    }
    if (request.papers[i].quantity < 1 || request.papers[i].quantity > 999) {
      return base::refuse("quantity_invalid", {}, where + "/quantity");
    }
  }
  for (std::size_t i = 0; i < request.fees.size(); ++i) {
    const std::string where = fmt::format("/fees/{}", i);
    const catalog::FeeLine* fee = find_fee(version, request.fees[i].line);
    if (fee == nullptr) return base::refuse("fee_line_unknown", {{"line", request.fees[i].line}}, where + "/line");
    const std::int64_t quantity = request.fees[i].quantity;
    if (quantity < 1 || quantity > 9999 || fee->amount_minor > kMostMoney / quantity) {
      return base::refuse("quantity_invalid", {}, where + "/quantity");
    }
  }
  if (request.sets < 1 || request.sets > 99) return base::refuse("quantity_invalid", {}, "/sets");
  return std::monostate{};
}

base::Done check_limit(const catalog::StatedLimit& limit) {
  switch (limit.kind) {
    case LimitKind::kStated:
    case LimitKind::kNoneDue:
      return std::monostate{};
    case LimitKind::kNotStated:
      return base::refuse("limit_not_stated", {{"text", limit.text}}, "/procedure");
    case LimitKind::kAmbiguous:
      return base::refuse("limit_ambiguous", {{"text", limit.text}}, "/procedure");
    case LimitKind::kTiedToEvent:
      return base::refuse("limit_tied_to_event", {{"text", limit.text}}, "/procedure");
  }
  return std::monostate{};
}

base::Done check_standing(const catalog::ProcedureVersion& version) {
  switch (version.standing) {
    case catalog::Standing::kReceivable:
      return std::monostate{};
    case catalog::Standing::kStale:
      return base::refuse("procedure_stale", {{"reason", version.standing_reason}}, "/procedure");
    case catalog::Standing::kForeign:
      return base::refuse("procedure_foreign", {{"reason", version.standing_reason}}, "/procedure");
    case catalog::Standing::kAnnouncement:
      return base::refuse("procedure_announcement", {}, "/procedure");
  }
  return std::monostate{};
}

base::Result<const catalog::PublishedProcedure*> find_procedure(const catalog::Catalog& catalog,
                                                                const std::string& code, base::LocalDate day) {
  if (const auto* published = catalog.procedure(code, day)) return published;
  const bool known = catalog.versions(code) != nullptr;
  return base::refuse(known ? "procedure_not_valid" : "procedure_unknown",
                      {{"procedure", code}, {"day", base::format_date(day)}}, "/procedure");
}

base::Result<const catalog::ExecutionCase*> find_execution_case(const catalog::ProcedureVersion& version,
                                                                const std::string& id) {
  if (const auto* found = catalog::find_case(version, id)) return found;
  std::string names;
  for (const auto& one : version.cases) names += (names.empty() ? "" : "; ") + one.id + ": " + one.name;
  return base::refuse(id.empty() ? "case_needed" : "case_unknown", {{"cases", names}}, "/case");
}

base::Result<const catalog::Point*> find_point(const catalog::Catalog& catalog, const std::string& id,
                                               base::LocalDate day) {
  const catalog::Point* point = catalog.point(id);
  if (point == nullptr) return base::refuse("point_unknown", {{"point", id}}, "/point");
  if (!catalog::valid_on(point->valid_from, point->valid_to, day)) {
    return base::refuse("point_closed", {{"point", point->name}, {"day", base::format_date(day)}}, "/point");
  }
  const catalog::Unit* unit = catalog.unit(point->unit);
  if (unit != nullptr && !catalog::valid_on(unit->valid_from, unit->valid_to, day)) {
    return base::refuse("unit_abolished", {{"unit", unit->name}, {"day", base::format_date(day)}}, "/point");
  }
  return point;
}

// A channel that the version does not offer is refused; at the desk, where a person stands, it is a warning.
base::Done check_channel(const catalog::ProcedureVersion& version, const ReceptionRequest& request,
                         std::vector<Warning>& warnings) {
  if (catalog::offers(version, request.channel)) return std::monostate{};
  const std::map<std::string, std::string> facts = {{"channel", std::string(catalog::to_text(request.channel))}};
  if (request.channel != Channel::kCounter) return base::refuse("channel_not_offered", facts, "/channel");
  warnings.push_back({"channel_not_offered", facts, "/channel"});
  return std::monostate{};
}

catalog::CompetenceQuestion question_of(const ReceptionRequest& request, base::LocalDate day) {
  return {.procedure = request.procedure,
          .case_id = request.case_id,
          .applicant_kind = request.applicant_kind,
          .facts = request.facts,
          .place = request.place,
          .receiving_point = request.point,
          .day = day};
}

// Where a refusal to say who is competent points: at the rules of the procedure, at the door, else at the place.
base::Refusal with_place(base::Refusal refusal) {
  if (!refusal.where.empty()) return refusal;
  const bool rules = refusal.code.starts_with("competence_");
  refusal.where = rules ? "/procedure" : refusal.code == "not_taken_here" ? "/point" : "/place";
  return refusal;
}

void add_trust_warnings(Terms& terms) {
  const Trust limit = terms.execution_case->limit.trust;
  if (limit == Trust::kAssumed)
    terms.warnings.push_back({"limit_assumed", {{"basis", terms.execution_case->limit.basis}}, ""});
  if (limit == Trust::kDoubtful)
    terms.warnings.push_back({"limit_doubtful", {{"text", terms.execution_case->limit.text}}, ""});
  if (terms.competence.trust == Trust::kAssumed) terms.warnings.push_back({"competence_assumed", {}, ""});
  if (terms.competence.resolved == catalog::PlaceResolved::kBySuccessor) {
    terms.warnings.push_back({"place_by_successor", {{"unit", terms.competence.place_unit}}, "/place"});
  }
}

// The three dates at reception: what the law gives, what form 01 promises, when it must be handed over.
base::Done count_dates(const calendar::Calendar& calendar, const ReceptionRequest& request, base::Instant received_at,
                       const ReceptionSettings& settings, Terms& terms) {
  terms.start = received_at;
  terms.calendar_version = calendar.version;
  const auto hand_over = latest_hand_over(calendar, terms.point->unit, received_at, request.channel, settings);
  if (!hand_over) return tl::unexpected(hand_over.error());
  terms.hand_over_due = *hand_over;
  const auto& limit = terms.execution_case->limit.limit;
  if (!limit) return std::monostate{};  // none due
  const base::Instant counted_from = terms.boundary_free ? *hand_over : received_at;
  const auto due = calendar::deadline(calendar, terms.competence.deciding_unit, counted_from, *limit,
                                      settings_of(*terms.execution_case));
  if (!due) return tl::unexpected(due.error());
  terms.promised_due = due->due;
  if (!terms.boundary_free) terms.statutory_due = due->due;
  if (due->rests_on_unofficial) terms.warnings.push_back({"due_rests_on_projected", {}, ""});
  return std::monostate{};
}

base::Done count_reception_due(const calendar::Calendar& calendar, base::Instant submitted_at,
                               const ReceptionSettings& settings, Terms& terms) {
  terms.calendar_version = calendar.version;
  const auto due = calendar::deadline(calendar, terms.point->unit, submitted_at,
                                      {calendar::LimitUnit::kWorkingHour, settings.reception_working_hours});
  if (!due) return tl::unexpected(due.error());
  terms.reception_due = due->due;
  return std::monostate{};
}

base::Json papers_json(const ReceptionRequest& request) {
  base::JsonArray papers;
  for (const auto& paper : request.papers) {
    papers.push_back(base::Json().set("paper", paper.paper).set("kind", paper.kind).set("quantity", paper.quantity));
  }
  return papers;
}

base::Json fees_json(const ReceptionRequest& request, const catalog::ProcedureVersion& version) {
  base::JsonArray fees;
  for (const auto& fee : request.fees) {
    base::Json line = base::Json().set("line", fee.line).set("quantity", fee.quantity).set("paid", fee.paid);
    if (const auto* stated = find_fee(version, fee.line); stated->status != catalog::FeeStatus::kUnknown) {
      line.set("amount_minor", stated->amount_minor).set("currency", stated->currency);
    }
    fees.push_back(std::move(line));
  }
  return fees;
}

base::Json limit_json(const catalog::ExecutionCase& execution_case) {
  base::Json limit = base::Json().set("kind", catalog::to_text(execution_case.limit.kind));
  if (execution_case.limit.limit) limit.set("limit", calendar::format_limit(*execution_case.limit.limit));
  if (execution_case.cutoff) limit.set("cutoff", calendar::format_cutoff(*execution_case.cutoff));
  return limit.set("trust", catalog::to_text(execution_case.limit.trust))
      .set_text("basis", execution_case.limit.basis)
      .set("start", execution_case.start);
}

base::Json facts_json(const std::map<std::string, std::string>& facts) {
  base::JsonObject members;
  for (const auto& [name, value] : facts) members.emplace(name, value);
  return members;
}

base::Json place_json(const catalog::Place& place) {
  switch (place.given) {
    case catalog::PlaceGiven::kNone:
      return {};
    case catalog::PlaceGiven::kUnit:
      return base::Json().set("unit", place.unit);
    case catalog::PlaceGiven::kOldUnit:
      return base::Json().set("old_unit", place.unit);
    case catalog::PlaceGiven::kPosition:
      return base::Json().set("position_given", true);
  }
  return {};
}

// What reception and submission both pin. A position is not written: with a procedure and a minute it would point at a
// person's house; the commune it was resolved to is in the competence.
base::Json pinned(const ReceptionRequest& request, const Terms& terms, const SealedRef& particulars,
                  const SealedRef& secret) {
  const catalog::ProcedureVersion& version = terms.procedure->procedure;
  base::Json payload = base::Json()
                           .set("procedure", version.code)
                           .set("procedure_version", terms.procedure->version)
                           .set("case", terms.execution_case->id)
                           .set("channel", catalog::to_text(request.channel))
                           .set("point", terms.point->id)
                           .set("receiving_unit", terms.point->unit)
                           .set("applicant_kind", request.applicant_kind)
                           .set("submitter_given", request.has_submitter)
                           .set("subject_given", request.has_subject)
                           .set("delivery", base::Json().set("way", request.delivery_way))
                           .set("papers", papers_json(request))
                           .set("fees", fees_json(request, version))
                           .set("sets", request.sets)
                           .set("limit", limit_json(*terms.execution_case))
                           .set("competence", catalog::to_json(terms.competence))
                           .set("facts", facts_json(request.facts))
                           .set("publicity", catalog::to_text(version.publicity))
                           .set("calendar_version", terms.calendar_version)
                           .set("particulars_item", particulars.item)
                           .set("particulars", particulars.commitment)
                           .set("secret_item", secret.item)
                           .set("secret", secret.commitment);
  if (request.place.given != catalog::PlaceGiven::kNone) payload.set("place", place_json(request.place));
  if (request.simulated) payload.set("simulated", true);
  return payload;
}

void set_instant(base::Json& payload, std::string_view member, const std::optional<base::Instant>& at) {
  if (at) payload.set(member, base::to_micros(*at));
}

}  // namespace

std::vector<base::Refusal> why_not_receivable(const catalog::Catalog& catalog,
                                              const catalog::ProcedureVersion& version) {
  std::vector<base::Refusal> reasons;
  if (auto standing = check_standing(version); !standing) reasons.push_back(standing.error());
  const bool one_case_will_do = std::ranges::any_of(
      version.cases, [](const catalog::ExecutionCase& one) { return check_limit(one.limit).has_value(); });
  if (!one_case_will_do && !version.cases.empty()) reasons.push_back(check_limit(version.cases.front().limit).error());
  std::int64_t rule_version = 0;
  const auto* rules = catalog.rules(version.code, &rule_version);
  if (rules == nullptr || rules->empty()) {
    reasons.push_back(base::Refusal{"competence_unknown", {{"procedure", version.code}}, "/procedure"});
  }
  return reasons;
}

base::Result<Terms> terms_of_reception(const catalog::Catalog& catalog, const ReceptionRequest& request,
                                       base::Instant received_at, const ReceptionSettings& settings) {
  const base::LocalDate day = base::local_date(received_at);
  Terms terms;
  const auto published = find_procedure(catalog, request.procedure, day);
  if (!published) return tl::unexpected(published.error());
  terms.procedure = *published;
  const catalog::ProcedureVersion& version = terms.procedure->procedure;
  if (auto standing = check_standing(version); !standing) return tl::unexpected(standing.error());
  const auto execution_case = find_execution_case(version, request.case_id);
  if (!execution_case) return tl::unexpected(execution_case.error());
  terms.execution_case = *execution_case;
  if (auto limit = check_limit(terms.execution_case->limit); !limit) return tl::unexpected(limit.error());
  const auto point = find_point(catalog, request.point, day);
  if (!point) return tl::unexpected(point.error());
  terms.point = *point;
  if (auto channel = check_channel(version, request, terms.warnings); !channel) return tl::unexpected(channel.error());
  if (auto lists = check_lists(version, request); !lists) return tl::unexpected(lists.error());
  // Paper results go by post from the deciding agency since 2026-01-01, so the address is asked at intake (domain
  // §1.7).
  if (request.delivery_way == "post" && !request.has_delivery_address) {
    return base::refuse("delivery_address_needed", {}, "/delivery/address");
  }
  const auto competence = catalog::find_competence(catalog, question_of(request, day));
  if (!competence) return tl::unexpected(with_place(competence.error()));
  terms.competence = *competence;
  terms.boundary_free = terms.point->unit != terms.competence.competent_unit &&
                        (terms.competence.taken_at == catalog::TakenAt::kAnyPointInCity ||
                         terms.competence.taken_at == catalog::TakenAt::kNationwide);
  if (!catalog.calendar()) return base::refuse("year_without_calendar", {{"year", std::to_string(int(day.year()))}});
  const calendar::Calendar& calendar = *catalog.calendar();
  const auto counted = request.channel == Channel::kOnline
                           ? count_reception_due(calendar, received_at, settings, terms)
                           : count_dates(calendar, request, received_at, settings, terms);
  if (!counted) return tl::unexpected(counted.error());
  add_trust_warnings(terms);
  return terms;
}

base::Result<Terms> terms_of_submitted(const catalog::Catalog& catalog, const ReceptionRequest& request,
                                       base::Instant received_at, const ReceptionSettings& settings) {
  auto terms = terms_of_reception(catalog, request, received_at, settings);
  if (!terms) return terms;
  terms->reception_due.reset();
  if (auto counted = count_dates(*catalog.calendar(), request, received_at, settings, *terms); !counted) {
    return tl::unexpected(counted.error());
  }
  return terms;
}

Happened received_event(const ReceptionRequest& request, const Terms& terms, std::string_view code,
                        const SealedRef& particulars, const SealedRef& secret) {
  base::Json payload = pinned(request, terms, particulars, secret);
  payload.set("code", code)
      .set("boundary_free", terms.boundary_free)
      .set("same_officer_may_decide", terms.procedure->procedure.same_officer_may_decide)
      .set_text("master_system", terms.procedure->procedure.master_system);
  set_instant(payload, "start", terms.start);
  set_instant(payload, "statutory_due", terms.statutory_due);
  set_instant(payload, "promised_due", terms.promised_due);
  set_instant(payload, "hand_over_due", terms.hand_over_due);
  return {"DossierReceived", std::move(payload)};
}

Happened submitted_event(const ReceptionRequest& request, const Terms& terms, std::string_view submission,
                         const SealedRef& particulars, const SealedRef& secret) {
  base::Json payload = pinned(request, terms, particulars, secret);
  payload.set("submission", submission);
  set_instant(payload, "reception_due", terms.reception_due);
  return {"DossierSubmitted", std::move(payload)};
}

ReceptionRequest request_from_pinned(const base::Json& pinned) {
  ReceptionRequest request;
  request.procedure = pinned.text("procedure");
  request.case_id = pinned.text("case");
  request.channel = *catalog::channel_from_text(pinned.text("channel"));
  request.point = pinned.text("point");
  request.applicant_kind = pinned.text("applicant_kind");
  request.has_submitter = pinned.flag("submitter_given");
  request.has_subject = pinned.flag("subject_given");
  if (const base::Json* delivery = pinned.find("delivery")) request.delivery_way = delivery->text("way");
  request.has_delivery_address = true;  // asked when it was submitted
  request.sets = pinned.number("sets", 1);
  request.simulated = pinned.flag("simulated");
  for (const base::Json& paper : pinned.list("papers")) {
    request.papers.push_back({paper.text("paper"), paper.text("kind"), paper.number("quantity", 1)});
  }
  for (const base::Json& fee : pinned.list("fees")) {
    request.fees.push_back({fee.text("line"), fee.number("quantity", 1), fee.flag("paid")});
  }
  if (const base::Json* facts = pinned.find("facts")) {
    for (const auto& [name, value] : facts->object()) request.facts.emplace(name, value.string());
  }
  // The commune that the place was resolved to at submission stands for the place.
  if (const base::Json* competence = pinned.find("competence"); !competence->text("place_unit").empty()) {
    request.place = {catalog::PlaceGiven::kUnit, competence->text("place_unit"), {}};
  }
  return request;
}

}  // namespace dossier
