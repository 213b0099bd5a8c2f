#include "api/intake_body.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "api/bodies.h"
#include "base/text.h"
#include "calendar/members.h"
#include "dossier/applicant.h"

namespace api {
namespace {

using calendar::Members;

constexpr std::string_view kMembers[] = {"procedure", "case",       "point",     "channel",   "place",   "occurred_at",
                                         "ground",    "checked_at", "applicant", "submitter", "subject", "helper",
                                         "delivery",  "papers",     "sets",      "fees",      "answers", "note"};

constexpr std::pair<std::string_view, catalog::Channel> kChannels[] = {
    {"counter", catalog::Channel::kCounter}, {"online", catalog::Channel::kOnline}, {"post", catalog::Channel::kPost}};

// The sealed words: checked persons in one form, the delivery address, answers, helper, note.
struct Persons {
  base::Json words;
  std::vector<dossier::Warning> warnings;
  std::string applicant_kind;
};

base::Done read_person(const base::Json& body, std::string_view member, base::LocalDate today, Persons& persons) {
  const base::Json* json = body.find(member);
  if (json == nullptr) {
    if (member != "applicant") return std::monostate{};
    return base::refuse("field_missing", {{"field", "applicant"}}, "/applicant");
  }
  const std::string where = "/" + std::string(member);
  if (member == "submitter") {
    auto submitter = dossier::check_submitter(*json, today, where, persons.warnings);
    if (!submitter) return tl::unexpected(submitter.error());
    persons.words.set(member, dossier::to_json(*submitter));
    return std::monostate{};
  }
  auto person = dossier::check_person(*json, today, where, persons.warnings);
  if (!person) return tl::unexpected(person.error());
  if (member == "applicant") persons.applicant_kind = dossier::word(person->kind);
  persons.words.set(member, dossier::to_json(*person));
  return std::monostate{};
}

base::Result<Persons> read_persons(const base::Json& body, base::LocalDate today) {
  Persons persons;
  for (const std::string_view member : {"applicant", "submitter", "subject"}) {
    if (auto read = read_person(body, member, today, persons); !read) return tl::unexpected(read.error());
  }
  return persons;
}

struct Delivery {
  std::string way;
  std::string address;
};

Delivery read_delivery(Members& body, std::optional<base::Refusal>& failure) {
  const base::Json* json = body.find("delivery");
  if (json == nullptr) {
    body.fail("field_missing", {{"field", "delivery"}}, "/delivery");
    return {};
  }
  Members members(*json, "/delivery", failure);
  allow_only(*json, std::array<std::string_view, 2>{"way", "address"}, members);
  Delivery delivery{members.text("way"), typed_line(members, "address", 500)};
  if (!members.failed() && delivery.way != "electronic" && delivery.way != "post" && delivery.way != "desk") {
    members.fail("value_unknown", {{"value", delivery.way}}, "/delivery/way");
  }
  return delivery;
}

constexpr std::size_t kMostAnswer = 10'000;

// Every text of the form as a person would have typed it: NFC, and nothing that hides or turns the writing.
void clean_answers(base::Json& answers, const std::string& where, Members& body) {
  if (answers.is_object()) {
    for (auto& [name, value] : answers.object()) {
      clean_answers(value, where + "/" + calendar::escape_pointer(name), body);
    }
  } else if (answers.is_array()) {
    for (std::size_t i = 0; i < answers.array().size(); ++i) {
      clean_answers(answers.array()[i], fmt::format("{}/{}", where, i), body);
    }
  } else if (answers.is_string()) {
    auto cleaned = base::clean_text(answers.string(), kMostAnswer);
    if (!cleaned) return body.fail(cleaned.error().code, cleaned.error().facts, where);
    answers = base::Json(std::move(*cleaned));
  }
}

// Facts that competence rules ask for are answers that are words; the form's other answers stay sealed only.
void read_answers(Members& body, const catalog::Catalog& catalog, app::Intake& intake) {
  const base::Json* given = body.find("answers");
  if (given == nullptr) return;
  if (!given->is_object()) return body.fail("field_wrong_type", {{"expected", "object"}}, "/answers");
  base::Json answers = *given;
  clean_answers(answers, "/answers", body);
  intake.particulars.set("answers", answers);
  std::int64_t version = 0;
  const auto* rules = catalog.rules(intake.request.procedure, &version);
  if (rules == nullptr) return;
  for (const auto& rule : *rules) {
    for (const auto& condition : rule.when) {
      const std::string value = answers.text(condition.fact);
      const bool one_of_the_rule = std::ranges::find(condition.values, value) != condition.values.end();
      if (one_of_the_rule) intake.request.facts[condition.fact] = value;
    }
  }
}

}  // namespace

base::Result<app::Intake> read_intake(const base::Json& body, const catalog::Catalog& catalog, base::LocalDate today) {
  std::optional<base::Refusal> failure;
  Members members(body, "", failure);
  allow_only(body, kMembers, members);
  app::Intake intake;
  intake.request.procedure = members.text("procedure");
  intake.request.case_id = members.text_or("case", "");
  intake.request.point = members.text("point");
  intake.request.channel = members.choice<catalog::Channel>("channel", kChannels);
  intake.request.place = read_place(members);
  intake.request.sets = members.integer_or("sets", 1);
  intake.request.papers = read_papers(members).value_or(std::vector<dossier::PaperTaken>());
  intake.request.fees = read_fees(members).value_or(std::vector<dossier::FeeTaken>());
  const Delivery delivery = read_delivery(members, failure);
  intake.occurred_at = read_instant(members, "occurred_at");
  intake.checked_at = read_instant(members, "checked_at");
  intake.ground = read_ground(members);
  const std::string helper = typed_line(members, "helper", 200);
  const std::string note = typed_line(members, "note", 500);
  if (failure) return tl::unexpected(*failure);
  auto persons = read_persons(body, today);
  if (!persons) return tl::unexpected(persons.error());
  intake.particulars = std::move(persons->words);
  intake.warnings = std::move(persons->warnings);
  intake.particulars.set("delivery", base::Json().set("way", delivery.way).set_text("address", delivery.address))
      .set_text("helper", helper)
      .set_text("note", note);
  intake.request.applicant_kind = persons->applicant_kind;
  intake.request.has_submitter = body.find("submitter") != nullptr;
  intake.request.has_subject = body.find("subject") != nullptr;
  intake.request.delivery_way = delivery.way;
  intake.request.has_delivery_address = !delivery.address.empty();
  read_answers(members, catalog, intake);
  if (failure) return tl::unexpected(*failure);
  return intake;
}

}  // namespace api
