#include <algorithm>
#include <array>
#include <set>

#include "calendar/members.h"
#include "catalog/procedure.h"
#include "catalog/procedure_words.h"

namespace catalog {
namespace {

using calendar::Members;
using Failure = std::optional<base::Refusal>;

constexpr std::int64_t kMostMinor = 9'007'199'254'740'991;  // 2^53 - 1, the record's largest number
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kStarts{
    {{"complete", "complete"}, {"complete_and_fee", "complete_and_fee"}, {"arrival", "arrival"}, {"event", "event"}}};

base::Json texts_json(const std::vector<std::string>& texts) { return base::JsonArray(texts.begin(), texts.end()); }

template <class T, class Write>
base::JsonArray list_json(const std::vector<T>& items, Write write) {
  base::JsonArray list;
  list.reserve(items.size());
  for (const T& item : items) list.push_back(write(item));
  return list;
}

base::Json limit_json(const StatedLimit& limit) {
  base::Json json;
  json.set("kind", to_text(limit.kind)).set("trust", to_text(limit.trust));
  if (limit.limit) json.set("limit", calendar::format_limit(*limit.limit));
  json.set_text("text", limit.text).set_text("basis", limit.basis);
  if (!limit.found.empty()) json.set("found", list_json(limit.found, calendar::format_limit));
  return json;
}

base::Json case_json(const ExecutionCase& execution) {
  base::Json json;
  json.set("id", execution.id).set_text("name", execution.name).set("limit", limit_json(execution.limit));
  if (execution.cutoff) json.set("cutoff", calendar::format_cutoff(*execution.cutoff));
  return json.set("start", execution.start);
}

base::Json channel_json(const ChannelRule& rule) {
  base::Json json;
  return json.set("channel", to_text(rule.channel)).set_text("limit_text", rule.limit_text).set_text("note", rule.note);
}

base::Json fee_json(const FeeLine& fee) {
  base::Json json;
  json.set("id", fee.id).set_text("label", fee.label).set("status", to_text(fee.status));
  json.set("amount_minor", fee.amount_minor).set("currency", fee.currency);
  json.set_text("per", fee.per).set_text("tier", fee.tier);
  if (fee.cap_minor) json.set("cap_minor", *fee.cap_minor);
  if (fee.channel) json.set("channel", to_text(*fee.channel));
  json.set_text("case_id", fee.case_id).set_text("exemption", fee.exemption).set_text("text", fee.text);
  return json.set("trust", to_text(fee.trust));
}

base::Json paper_json(const Paper& paper) {
  base::Json json;
  json.set("id", paper.id).set("name", paper.name).set("originals", paper.originals).set("copies", paper.copies);
  json.set_text("form", paper.form);
  if (paper.note) json.set("note", true);
  return json;
}

base::Json group_json(const PaperGroup& group) {
  base::Json json;
  json.set_text("heading", group.heading).set("kind", to_text(group.kind));
  return json.set("papers", list_json(group.papers, paper_json));
}

base::Json result_json(const ResultKind& result) {
  base::Json json;
  return json.set_text("code", result.code).set("name", result.name);
}

void put_dates(base::Json& json, const ProcedureVersion& version) {
  if (version.valid_from) json.set("valid_from", base::format_date(*version.valid_from));
  if (version.valid_to) json.set("valid_to", base::format_date(*version.valid_to));
  if (version.seen_from) json.set("seen_from", base::format_date(*version.seen_from));
}

void put_standing(base::Json& json, const ProcedureVersion& version) {
  json.set("standing", to_text(version.standing)).set_text("standing_reason", version.standing_reason);
  json.set("publicity", to_text(version.publicity)).set("publicity_trust", to_text(version.publicity_trust));
  json.set("taken_at", to_text(version.taken_at)).set_text("boundary_free_basis", version.boundary_free_basis);
  json.set("same_officer_may_decide", version.same_officer_may_decide);
  json.set("needs_result_address", version.needs_result_address);
  json.set_text("master_system", version.master_system);
  if (!version.problems.empty()) json.set("problems", texts_json(version.problems));
}

template <class Enum, std::size_t N>
Enum choice_or(Members& members, std::string_view name, const Words<Enum, N>& words, Enum otherwise) {
  return members.find(name) ? members.choice<Enum>(name, words) : otherwise;
}

void read_texts(Members& members, std::string_view name, std::vector<std::string>& texts) {
  members.each(name, [&](const base::Json& json, const std::string& where) {
    if (!json.is_string()) return members.fail("field_wrong_type", {{"expected", "text"}}, where);
    texts.push_back(json.string());
  });
}

calendar::Limit read_limit_text(Members& members, const std::string& text, const std::string& where) {
  const auto limit = calendar::parse_limit(text);
  if (!limit) members.fail(limit.error().code, limit.error().facts, where);
  return limit.value_or(calendar::Limit{});
}

StatedLimit read_limit(const base::Json& json, const std::string& where, Failure& failure) {
  Members members(json, where, failure);
  StatedLimit limit;
  limit.kind = members.choice<LimitKind>("kind", kLimitKindWords);
  limit.trust = choice_or(members, "trust", kTrustWords, Trust::kUnknown);
  if (members.find("limit")) limit.limit = read_limit_text(members, members.text("limit"), where + "/limit");
  limit.text = members.text_or("text", "");
  limit.basis = members.text_or("basis", "");
  members.each("found", [&](const base::Json& each, const std::string& at) {
    if (!each.is_string()) return members.fail("field_wrong_type", {{"expected", "text"}}, at);
    limit.found.push_back(read_limit_text(members, each.string(), at));
  });
  if ((limit.kind == LimitKind::kStated) != limit.limit.has_value()) members.fail("limit_without_value", {}, where);
  return limit;
}

// Ids name cases, fees and papers in dossiers: within one version each is used once.
std::string read_id(Members& members, std::set<std::string, std::less<>>& used) {
  const std::string id = members.text("id");
  if (id.empty()) members.fail("value_unknown", {{"value", id}}, members.where("id"));
  if (!used.insert(id).second) members.fail("id_twice", {{"id", id}}, members.where("id"));
  return id;
}

void read_cases(Members& members, ProcedureVersion& version, Failure& failure) {
  std::set<std::string, std::less<>> ids;
  members.each("cases", [&](const base::Json& json, const std::string& where) {
    Members each(json, where, failure);
    ExecutionCase execution;
    execution.id = read_id(each, ids);
    execution.name = each.text_or("name", "");
    const base::Json* limit = each.find("limit");
    if (!limit) return each.fail("field_missing", {{"field", "limit"}}, each.where("limit"));
    execution.limit = read_limit(*limit, each.where("limit"), failure);
    if (each.find("cutoff")) {
      const auto cutoff = calendar::parse_cutoff(each.text("cutoff"));
      if (!cutoff) return each.fail(cutoff.error().code, cutoff.error().facts, each.where("cutoff"));
      execution.cutoff = *cutoff;
    }
    if (each.find("start")) execution.start = each.choice<std::string_view>("start", kStarts);
    version.cases.push_back(std::move(execution));
  });
  if (version.cases.empty()) members.fail("field_missing", {{"field", "cases"}}, members.where("cases"));
}

void read_channels(Members& members, ProcedureVersion& version, Failure& failure) {
  if (!members.find("channels")) members.fail("field_missing", {{"field", "channels"}}, members.where("channels"));
  members.each("channels", [&](const base::Json& json, const std::string& where) {
    Members each(json, where, failure);
    version.channels.push_back(
        {each.choice<Channel>("channel", kChannelWords), each.text_or("limit_text", ""), each.text_or("note", "")});
  });
}

void read_fee_conditions(Members& each, FeeLine& fee, const ProcedureVersion& version) {
  fee.per = each.text_or("per", "");
  fee.tier = each.text_or("tier", "");
  if (each.find("cap_minor")) fee.cap_minor = each.integer("cap_minor", 0, kMostMinor);
  if (each.find("channel")) fee.channel = each.choice<Channel>("channel", kChannelWords);
  fee.case_id = each.text_or("case_id", "");
  if (!fee.case_id.empty() && !find_case(version, fee.case_id)) {
    std::string cases;
    for (const ExecutionCase& known : version.cases) cases += (cases.empty() ? "" : "; ") + known.id;
    each.fail("case_unknown", {{"case", fee.case_id}, {"cases", cases}}, each.where("case_id"));
  }
  fee.exemption = each.text_or("exemption", "");
}

void read_fees(Members& members, ProcedureVersion& version, Failure& failure) {
  std::set<std::string, std::less<>> ids;
  members.each("fees", [&](const base::Json& json, const std::string& where) {
    Members each(json, where, failure);
    FeeLine fee;
    fee.id = read_id(each, ids);
    fee.label = each.text_or("label", "");
    fee.status = each.choice<FeeStatus>("status", kFeeStatusWords);
    const bool stated = fee.status == FeeStatus::kStated;
    if (stated || each.find("amount_minor")) fee.amount_minor = each.integer("amount_minor", 0, kMostMinor);
    fee.currency = each.text_or("currency", "VND");
    read_fee_conditions(each, fee, version);
    fee.text = each.text_or("text", "");
    fee.trust = choice_or(each, "trust", kTrustWords, Trust::kUnknown);
    version.fees.push_back(std::move(fee));
  });
}

Paper read_paper(Members& each, std::set<std::string, std::less<>>& ids) {
  Paper paper;
  paper.id = read_id(each, ids);
  paper.name = each.text("name");
  if (each.find("originals")) paper.originals = static_cast<int>(each.integer("originals", 0, 10'000));
  if (each.find("copies")) paper.copies = static_cast<int>(each.integer("copies", 0, 10'000));
  paper.form = each.text_or("form", "");
  paper.note = each.flag_or("note", false);
  return paper;
}

void read_papers(Members& members, ProcedureVersion& version, Failure& failure) {
  std::set<std::string, std::less<>> ids;
  members.each("papers", [&](const base::Json& json, const std::string& where) {
    Members each(json, where, failure);
    PaperGroup group;
    group.heading = each.text_or("heading", "");
    group.kind = each.choice<PaperGroupKind>("kind", kPaperGroupKindWords);
    each.each("papers", [&](const base::Json& paper, const std::string& at) {
      Members paper_members(paper, at, failure);
      group.papers.push_back(read_paper(paper_members, ids));
    });
    version.papers.push_back(std::move(group));
  });
}

void read_results(Members& members, ProcedureVersion& version, Failure& failure) {
  members.each("results", [&](const base::Json& json, const std::string& where) {
    Members each(json, where, failure);
    version.results.push_back({each.text_or("code", ""), each.text("name")});
  });
}

void read_levels(Members& members, ProcedureVersion& version) {
  std::vector<std::string> words;
  read_texts(members, "levels", words);
  for (const std::string& word : words) {
    const auto known = std::ranges::find(kLevelWords, word, &std::pair<std::string_view, Level>::first);
    if (known == kLevelWords.end()) return members.fail("value_unknown", {{"value", word}}, members.where("levels"));
    version.levels.push_back(known->second);
  }
}

void read_standing(Members& members, ProcedureVersion& version) {
  version.standing = choice_or(members, "standing", kStandingWords, Standing::kReceivable);
  version.standing_reason = members.text_or("standing_reason", "");
  version.publicity = choice_or(members, "publicity", kPublicityWords, Publicity::kFull);
  version.publicity_trust = choice_or(members, "publicity_trust", kTrustWords, Trust::kAssumed);
  version.taken_at = choice_or(members, "taken_at", kTakenAtWords, TakenAt::kOwnUnit);
  version.boundary_free_basis = members.text_or("boundary_free_basis", "");
  version.same_officer_may_decide = members.flag_or("same_officer_may_decide", false);
  version.needs_result_address = members.flag_or("needs_result_address", true);
  version.master_system = members.text_or("master_system", "");
}

// The code stands in addresses and file names: letters, digits, points and hyphens.
bool is_code(std::string_view code) {
  const auto allowed = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' || c == '-';
  };
  return !code.empty() && code.size() <= 40 && std::ranges::all_of(code, allowed);
}

void read_words(Members& members, ProcedureVersion& version) {
  version.code = members.text("code");
  if (!is_code(version.code)) {
    members.fail("procedure_code_malformed", {{"code", version.code.substr(0, 40)}}, members.where("code"));
  }
  version.name = members.text("name");
  if (version.name.empty()) members.fail("field_missing", {{"field", "name"}}, members.where("name"));
  version.field = members.text_or("field", "");
  version.agency_text = members.text_or("agency_text", "");
  version.decision_no = members.text_or("decision_no", "");
  version.conditions = members.text_or("conditions", "");
  version.steps = members.text_or("steps", "");
  version.portal_url = members.text_or("portal_url", "");
  version.source = members.text_or("source", "");
}

constexpr std::array<std::string_view, 30> kMembers{"code",
                                                    "name",
                                                    "field",
                                                    "levels",
                                                    "audience",
                                                    "agencies",
                                                    "agency_text",
                                                    "channels",
                                                    "cases",
                                                    "fees",
                                                    "papers",
                                                    "results",
                                                    "legal_basis",
                                                    "decision_no",
                                                    "conditions",
                                                    "steps",
                                                    "portal_url",
                                                    "valid_from",
                                                    "valid_to",
                                                    "seen_from",
                                                    "source",
                                                    "standing",
                                                    "standing_reason",
                                                    "publicity",
                                                    "publicity_trust",
                                                    "taken_at",
                                                    "boundary_free_basis",
                                                    "same_officer_may_decide",
                                                    "needs_result_address",
                                                    "master_system"};

}  // namespace

base::Json to_json(const ProcedureVersion& version) {
  base::Json json;
  json.set("code", version.code).set("name", version.name).set("field", version.field);
  json.set("levels", list_json(version.levels, [](Level level) { return base::Json(to_text(level)); }));
  json.set("audience", texts_json(version.audience)).set("agencies", texts_json(version.agencies));
  json.set_text("agency_text", version.agency_text);
  json.set("channels", list_json(version.channels, channel_json)).set("cases", list_json(version.cases, case_json));
  json.set("fees", list_json(version.fees, fee_json)).set("papers", list_json(version.papers, group_json));
  json.set("results", list_json(version.results, result_json)).set("legal_basis", texts_json(version.legal_basis));
  json.set_text("decision_no", version.decision_no).set_text("conditions", version.conditions);
  json.set_text("steps", version.steps).set_text("portal_url", version.portal_url).set("source", version.source);
  put_dates(json, version);
  put_standing(json, version);
  return json;
}

base::Result<ProcedureVersion> procedure_from_json(const base::Json& json) {
  Failure failure;
  Members members(json, "", failure);
  ProcedureVersion version;
  read_words(members, version);
  read_levels(members, version);
  read_texts(members, "audience", version.audience);
  read_texts(members, "agencies", version.agencies);
  read_channels(members, version, failure);
  read_cases(members, version, failure);
  read_fees(members, version, failure);
  read_papers(members, version, failure);
  read_results(members, version, failure);
  read_texts(members, "legal_basis", version.legal_basis);
  version.valid_from = members.date_or_none("valid_from");
  version.valid_to = members.date_or_none("valid_to");
  version.seen_from = members.date_or_none("seen_from");
  read_standing(members, version);
  read_texts(members, "problems", version.problems);
  if (failure) return tl::unexpected(*failure);
  return version;
}

std::span<const std::string_view> procedure_members() { return kMembers; }

}  // namespace catalog
