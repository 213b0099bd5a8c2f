#include "api/dossier_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/facts.h"
#include "app/users.h"
#include "dossier/acts.h"
#include "words/tracking_text.h"

namespace api {
namespace {

using dossier::State;

const catalog::FeeLine* find_fee(const catalog::ProcedureVersion& version, const std::string& id) {
  const auto found = std::ranges::find(version.fees, id, &catalog::FeeLine::id);
  return found == version.fees.end() ? nullptr : &*found;
}

std::string paper_name(const catalog::ProcedureVersion& version, const std::string& id) {
  for (const auto& group : version.papers) {
    for (const auto& paper : group.papers) {
      if (paper.id == id) return paper.name;
    }
  }
  return id;
}

base::Json limit_json(const catalog::ProcedureVersion& version, const State& state) {
  base::Json limit = *state.pinned.find("limit");
  if (const auto* found = catalog::find_case(version, state.case_id)) limit.set_text("text", found->limit.text);
  return limit;
}

base::Json steps_json(Names& names, const State& state) {
  base::JsonArray steps;
  for (const auto& open : state.open_steps) {
    base::Json step = base::Json().set("token", open.token).set("step", open.step).set("unit", open.unit);
    step.set_text("assignee", names.account(open.assignee));
    set_instant(step, "due", open.due);
    steps.push_back(std::move(step));
  }
  return steps;
}

base::Json results_json(const State& state) {
  base::JsonArray results;
  for (const auto& result : state.results) {
    base::Json one = base::Json().set("id", result.id).set("kind", result.kind);
    set_instant(one, "decided_at", state.decided_at);
    set_instant(one, "released_at", result.released_at);
    set_instant(one, "delivered_at", result.delivered_at);
    results.push_back(std::move(one));
  }
  return results;
}

// `assign` stands there for who may give it to others and for who may take it.
base::Json acts_json(const Names& names, const State& state, const rights::Actor& actor, base::Instant now) {
  base::JsonArray acts;
  const rights::Facts facts = app::facts_of(names.catalog(), state);
  for (const std::string_view act : dossier::acts_possible(state)) {
    const bool may = rights::may_act(actor, act, facts, "", base::local_date(now)) ||
                     rights::may_act(actor, act, facts, actor.account, base::local_date(now));
    if (may) acts.emplace_back(act);
  }
  return acts;
}

void set_numbers(base::Json& json, const State& state) {
  json.set_text("code", state.code).set_text("submission", state.submission);
  set_mark(json, state);
}

base::Json actor_view(Names& names, const base::Json& actor) {
  if (const std::string rule = actor.text("system"); !rule.empty()) {
    return rule == "online" ? base::Json().set("role", "applicant")
                            : base::Json().set("role", "system").set("rule", rule);
  }
  return base::Json()
      .set("role", actor.text("role"))
      .set("account", names.account(actor.text("account")))
      .set("unit", names.unit(actor.text("unit")));
}

std::string_view unit_words(calendar::LimitUnit unit) {
  switch (unit) {
    case calendar::LimitUnit::kWorkingDay:
      return "ngày làm việc";
    case calendar::LimitUnit::kWorkingHour:
      return "giờ làm việc";
    case calendar::LimitUnit::kCalendarDay:
      return "ngày";
    case calendar::LimitUnit::kMonth:
      return "tháng";
    case calendar::LimitUnit::kYear:
      return "năm";
    case calendar::LimitUnit::kClockHour:
      return "giờ";
    case calendar::LimitUnit::kWithinDay:
      return "trong ngày";
  }
  return "";
}

// The limit as form 01 says it: what was counted with, not the source's sentence.
std::string limit_words(const State& state) {
  const auto limit = calendar::parse_limit(state.pinned.find("limit")->text("limit"));
  if (!limit) return "Không phải trả kết quả theo thời hạn";
  if (limit->unit == calendar::LimitUnit::kWithinDay) return "Trong ngày";
  return fmt::format("{} {}", limit->amount, unit_words(limit->unit));
}

base::Json numbered_papers(const catalog::ProcedureVersion& version, const base::Json& pinned) {
  base::Json papers = papers_json(version, pinned);
  std::int64_t number = 0;
  for (base::Json& paper : papers.array()) paper.set("no", ++number);
  return papers;
}

// "H26.00004-261125-0001" → the serial of the day.
std::int64_t serial_of(const std::string& code) {
  std::int64_t serial = 0;
  for (const char c : code.substr(code.rfind('-') + 1)) serial = serial * 10 + (c - '0');
  return serial;
}

}  // namespace

void set_instant(base::Json& json, std::string_view member, const std::optional<base::Instant>& at) {
  if (at) json.set(member, base::format_instant(*at));
}

void set_date(base::Json& json, std::string_view member, const std::optional<base::Instant>& at) {
  if (at) json.set(member, base::format_date(base::local_date(*at)));
}

void set_mark(base::Json& json, const State& state) {
  if (state.simulated) json.set("simulated", true);
}

std::string Names::unit_name(std::string_view id) const {
  const catalog::Unit* found = catalog_->unit(id);
  return found == nullptr ? std::string(id) : found->name;
}

base::Json Names::unit(std::string_view id) const { return base::Json().set("id", id).set("name", unit_name(id)); }

base::Json Names::point(std::string_view id) const {
  const catalog::Point* found = catalog_->point(id);
  return base::Json().set("id", id).set("name", found == nullptr ? std::string(id) : found->name);
}

std::string Names::account(const std::string& id) {
  if (id.empty()) return {};
  const auto [known, fresh] = accounts_.try_emplace(id);
  if (fresh) known->second = app::login_of(record_, id);
  return known->second;
}

const catalog::ProcedureVersion& Names::procedure(const State& state) const {
  if (const auto* pinned = catalog_->version(state.procedure, state.procedure_version)) return pinned->procedure;
  throw store::Corrupt("the pinned version of " + state.procedure + " is not in the catalogue");
}

base::Json Names::procedure_name(const State& state) const {
  return base::Json().set("code", state.procedure).set("name", procedure(state).name);
}

base::Json state_json(const State& state) {
  const int national = dossier::national_state(state);
  return base::Json()
      .set("national", national)
      .set("label_vi", dossier::national_label(national))
      .set("label_en", dossier::national_label_en(national));
}

base::Json case_json(const catalog::ProcedureVersion& version, const State& state) {
  const auto* found = catalog::find_case(version, state.case_id);
  const bool named = found != nullptr && !found->name.empty();
  return base::Json().set("id", state.case_id).set("name", named ? found->name : version.name);
}

base::Json papers_json(const catalog::ProcedureVersion& version, const base::Json& pinned) {
  base::JsonArray papers;
  for (const base::Json& paper : pinned.list("papers")) {
    base::Json line = paper;
    papers.push_back(line.set("name", paper_name(version, paper.text("paper"))));
  }
  return papers;
}

base::Json fees_json(const catalog::ProcedureVersion& version, const base::Json& pinned) {
  base::JsonArray fees;
  for (const base::Json& fee : pinned.list("fees")) {
    const auto* stated = find_fee(version, fee.text("line"));
    base::Json line = fee;
    line.set("label", stated == nullptr || stated->label.empty() ? fee.text("line") : stated->label);
    if (fee.find("amount_minor") != nullptr)
      line.set("amount_minor", fee.number("amount_minor") * fee.number("quantity", 1));
    fees.push_back(std::move(line));
  }
  return fees;
}

base::Json file_json(Names& names, const State& state, const rights::Actor& actor, base::Instant now) {
  const catalog::ProcedureVersion& version = names.procedure(state);
  base::Json json = base::Json()
                        .set("version", state.version)
                        .set("procedure", names.procedure_name(state))
                        .set("procedure_version", state.procedure_version)
                        .set("case", case_json(version, state))
                        .set("state", state_json(state))
                        .set("channel", state.channel)
                        .set("late", dossier::is_late(state, now))
                        .set("limit", limit_json(version, state))
                        .set_text("calendar_version", state.calendar_version)
                        .set("receiving_point", names.point(state.point))
                        .set("accountable_unit", names.unit(state.accountable_unit))
                        .set_text("handler", names.account(state.handler))
                        .set_text("master_system", state.master_system)
                        .set("open_steps", steps_json(names, state))
                        .set("boundary_free", state.boundary_free)
                        .set("publicity", state.publicity)
                        .set("delivery_way", state.pinned.find("delivery")->text("way"))
                        .set("sets", state.pinned.number("sets", 1))
                        .set("papers", papers_json(version, state.pinned))
                        .set("fees", fees_json(version, state.pinned))
                        .set("results", results_json(state))
                        .set("acts", acts_json(names, state, actor, now));
  set_numbers(json, state);
  if (!state.competent_unit.empty()) {
    json.set("competence", *state.pinned.find("competence"))
        .set("competent_unit", names.unit(state.competent_unit))
        .set("deciding_unit", names.unit(state.deciding_unit));
  }
  set_instant(json, "submitted_at", state.submitted_at);
  set_instant(json, "reception_due", state.reception_due);
  set_instant(json, "received_at", state.received_at);
  set_instant(json, "handed_over_at", state.handed_over_at);
  set_instant(json, "statutory_due", state.statutory_due);
  set_instant(json, "promised_due", state.promised_due);
  set_instant(json, "decided_at", state.decided_at);
  set_instant(json, "released_at", state.released_at);
  set_instant(json, "delivered_at", state.delivered_at);
  return json;
}

base::Json timeline_json(Names& names, const std::vector<store::Event>& events, Language language) {
  base::JsonArray items;
  State state;
  for (const store::Event& event : events) {
    state = dossier::evolve(std::move(state), event.kind, event.payload, {event.legal_instant(), event.at},
                            event.actor.text("account"));
    base::Json entry = base::Json()
                           .set("version", event.version)
                           .set("kind", event.kind)
                           .set("at", base::format_instant(event.at))
                           .set("occurred_at", base::format_instant(event.legal_instant()))
                           .set("actor", actor_view(names, event.actor))
                           .set_text("basis", event.basis)
                           .set("state", state_json(state))
                           .set("text", words::event_text(event.kind, language));
    if (!event.ground.is_null()) entry.set("ground", app::ground_text(event.ground));
    items.push_back(std::move(entry));
  }
  return items;
}

base::Json worklist_entry(Names& names, const State& state, base::Instant now) {
  base::Json json = base::Json()
                        .set("procedure", names.procedure_name(state))
                        .set_text("case", state.case_id)
                        .set("channel", state.channel)
                        .set("state", state_json(state))
                        .set("receiving_point", names.point(state.point))
                        .set_text("handler", names.account(state.handler))
                        .set("late", dossier::is_late(state, now));
  set_numbers(json, state);
  if (!state.competent_unit.empty()) json.set("competent_unit", names.unit(state.competent_unit));
  set_instant(json, "submitted_at", state.submitted_at);
  set_instant(json, "reception_due", state.reception_due);
  set_instant(json, "received_at", state.received_at);
  set_instant(json, "statutory_due", state.statutory_due);
  set_instant(json, "promised_due", state.promised_due);
  return json;
}

// The public sees dates and no minutes: a procedure, a ward and a minute would name a person (practice B15).
base::Json register_entry(Names& names, const State& state, base::Instant now) {
  base::Json json = base::Json()
                        .set("code", state.code)
                        .set("procedure", names.procedure_name(state))
                        .set("state", state_json(state))
                        .set("receiving_point", names.point(state.point))
                        .set("late", dossier::is_late(state, now));
  if (!state.competent_unit.empty()) json.set("competent_unit", names.unit(state.competent_unit));
  set_mark(json, state);
  set_date(json, "received_on", state.received_at);
  set_date(json, "due_on", state.promised_due);
  set_date(json, "released_on", state.released_at);
  set_date(json, "delivered_on", state.delivered_at);
  return json;
}

base::Json receipt_json(Names& names, const app::CenterSettings& center, const State& state,
                        const base::Json& particulars) {
  const catalog::ProcedureVersion& version = names.procedure(state);
  const catalog::Unit* agency = names.catalog().unit(state.receiving_unit);
  const catalog::Point* desk = names.catalog().point(state.point);
  const base::LocalDate day = base::local_date(*state.received_at);
  const std::int64_t serial = serial_of(state.code);
  const std::string volume =
      fmt::format("{}/{}", agency == nullptr ? state.receiving_unit : agency->code_setting, int(day.year()));
  const base::Json* delivery = particulars.find("delivery");
  const base::Json* applicant = particulars.find("applicant");
  const base::Json* submitter = particulars.find("submitter");
  base::Json json =
      base::Json()
          .set("form", "01")
          .set("template", center.template_version)
          .set("agency", names.unit_name(state.receiving_unit))
          .set("desk", desk == nullptr ? state.point : desk->name)
          .set("number", fmt::format("{:04}/{}", serial, int(day.year())))
          .set("code", state.code)
          .set("qr", center.public_url + "/tracking/" + state.code)
          .set("place", "Hà Nội")
          .set("issued_on", base::format_date(day))
          .set("received_from", applicant == nullptr ? base::Json().set("kind", "person").set("name", "—") : *applicant)
          .set("procedure", names.procedure_name(state))
          .set("case", case_json(version, state).text("name"))
          .set("papers", numbered_papers(version, state.pinned))
          .set("sets", state.pinned.number("sets", 1))
          .set("statutory_limit", limit_words(state))
          .set("delivery", delivery == nullptr ? *state.pinned.find("delivery") : *delivery)
          .set("fees", fees_json(version, state.pinned))
          .set("register", base::Json().set("volume", volume).set("number", serial))
          .set("received_by", names.account(state.received_by))
          .set("deciding_agency", names.unit_name(state.deciding_unit))
          .set("notes",
               base::JsonArray{"Khi đến nhận kết quả đề nghị mang theo giấy này và giấy tờ tùy thân; người nhận "
                               "thay mang theo giấy ủy quyền."})
          .set("hotline", center.hotline);
  if (submitter != nullptr) json.set("submitter", *submitter);
  set_mark(json, state);
  set_instant(json, "received_at", state.received_at);
  set_instant(json, "return_at", state.promised_due);
  return json;
}

base::Json rule_json(const State& state, const std::vector<dossier::Warning>& warnings) {
  const base::Json& limit = *state.pinned.find("limit");
  const base::Json& competence = *state.pinned.find("competence");
  const bool unofficial =
      std::ranges::find(warnings, "due_rests_on_projected", &dossier::Warning::code) != warnings.end();
  return base::Json()
      .set("case", state.case_id)
      .set("limit_kind", limit.text("kind"))
      .set_text("limit", limit.text("limit"))
      .set("limit_trust", limit.text("trust"))
      .set_text("limit_basis", limit.text("basis"))
      .set_text("cutoff", limit.text("cutoff"))
      .set("start", limit.text("start"))
      .set("calendar_version", state.calendar_version)
      .set("unofficial_calendar", unofficial)
      .set("competence_rule", competence.text("rule_id"))
      .set("competence_trust", competence.text("trust"));
}

}  // namespace api
