#include "dossier/applicant.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "base/text.h"
#include "calendar/members.h"
#include "dossier/email.h"
#include "dossier/phone.h"
#include "dossier/tax_code.h"

namespace dossier {
namespace {

using calendar::Members;

template <class Enum>
using Word = std::pair<std::string_view, Enum>;

constexpr std::array kPersonKinds =
    std::to_array<Word<PersonKind>>({{"person", PersonKind::kPerson},
                                     {"household_business", PersonKind::kHouseholdBusiness},
                                     {"organisation", PersonKind::kOrganisation},
                                     {"foreigner", PersonKind::kForeigner}});
constexpr std::array kIdentityKinds =
    std::to_array<Word<IdentityKind>>({{"personal_number", IdentityKind::kPersonalNumber},
                                       {"passport", IdentityKind::kPassport},
                                       {"old_card", IdentityKind::kOldCard},
                                       {"none", IdentityKind::kNone}});
constexpr std::array kSexes = std::to_array<Word<Sex>>({{"male", Sex::kMale}, {"female", Sex::kFemale}});

constexpr std::array<std::string_view, 11> kSubmitterMembers = {
    "kind", "name", "identity", "birth_date", "sex", "phone", "tax_code", "email", "address", "relation", "authority"};
constexpr std::span<const std::string_view> kPersonMembers = std::span(kSubmitterMembers).first<9>();
constexpr std::array<std::string_view, 3> kIdentityMembers = {"kind", "number", "country"};
constexpr std::array<std::string_view, 3> kAuthorityMembers = {"paper", "scope", "until"};

constexpr std::size_t kMostNameCharacters = 200;
constexpr std::size_t kMostAddressCharacters = 300;

template <class Enum, std::size_t N>
std::string_view word_of(const std::array<Word<Enum>, N>& words, Enum value) {
  return std::ranges::find(words, value, &Word<Enum>::second)->first;
}

// One reading of a request: what it was told, and what it has found so far.
struct Reading {
  base::LocalDate today;
  std::vector<Warning> warnings;
  std::optional<base::Refusal> failure;

  template <class T>
  T take(base::Result<T> result, const std::string& where) {
    if (result) return *std::move(result);
    if (result.error().where.empty()) result.error().where = where;
    if (!failure) failure = std::move(result.error());
    return {};
  }
};

void allow_only(const base::Json& json, std::span<const std::string_view> known, Members& members) {
  if (!json.is_object()) return;  // Members has said so
  for (const auto& [name, value] : json.object()) {
    if (std::ranges::find(known, name) == known.end()) {
      members.fail("field_unknown", {{"field", name}}, members.where(name));
    }
  }
}

// An optional line of text, cleaned; empty when it is not given.
std::string line(Members& members, std::string_view name, std::size_t most, Reading& reading) {
  return reading.take(base::clean_line(members.text_or(name, ""), most), members.where(name));
}

std::string required_line(Members& members, std::string_view name, std::size_t most, Reading& reading) {
  std::string text = reading.take(base::clean_line(members.text(name), most), members.where(name));
  if (text.empty()) members.fail("field_missing", {{"field", std::string(name)}}, members.where(name));
  return text;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
  return text;
}

std::string country(Members& members, Reading& reading) {
  std::string code = upper(line(members, "country", kMostNameCharacters, reading));
  const bool fits = code.empty() || ((code.size() == 2 || code.size() == 3) && std::ranges::all_of(code, is_upper));
  if (!fits) members.fail("country_malformed", {}, members.where("country"));
  return code;
}

// ICAO 9303 leaves 9 places for the number on the page; longer ones are cut there, so 20 letters and digits are enough.
bool is_passport(std::string_view number) {
  return number.size() >= 5 && number.size() <= 20 &&
         std::ranges::all_of(number, [](char c) { return is_digit(c) || is_upper(c); });
}

bool is_old_card(std::string_view number) { return number.size() == 9 && std::ranges::all_of(number, is_digit); }

void check_number(Identity& identity, Members& members) {
  const std::string where = members.where("number");
  if (identity.kind == IdentityKind::kNone) {
    if (!identity.number.empty()) members.fail("identity_number_unexpected", {}, where);
  } else if (identity.number.empty()) {
    members.fail("field_missing", {{"field", "number"}}, where);
  } else if (identity.kind == IdentityKind::kPassport) {
    identity.number = upper(identity.number);
    if (!is_passport(identity.number)) members.fail("passport_malformed", {}, where);
  } else if (identity.kind == IdentityKind::kOldCard && !is_old_card(identity.number)) {
    members.fail("old_card_malformed", {}, where);
  }
}

Identity read_identity(const base::Json* json, const std::string& where, Reading& reading) {
  if (json == nullptr) return {};
  Members members(*json, where, reading.failure);
  allow_only(*json, kIdentityMembers, members);
  Identity identity{.kind = members.choice<IdentityKind>("kind", kIdentityKinds),
                    .number = line(members, "number", kMostNameCharacters, reading),
                    .country = country(members, reading)};
  check_number(identity, members);
  return identity;
}

// Law on Identification 2023 art. 12: the number tells sex and year of birth; a difference is for the officer to judge.
void check_personal_number(const Person& person, const std::string& where, Reading& reading) {
  if (person.identity.kind != IdentityKind::kPersonalNumber || reading.failure) return;
  const auto number = read_personal_number(person.identity.number, where);
  if (!number) {
    reading.failure = number.error();
    return;
  }
  Claim claim{.sex = person.sex, .birth_year = {}};
  if (person.birth_date) claim.birth_year = static_cast<int>(person.birth_date->year());
  for (Warning& doubt : doubts(*number, claim, reading.today, where)) reading.warnings.push_back(std::move(doubt));
}

std::string tax_code(Members& members, PersonKind kind, Reading& reading) {
  const std::string text = line(members, "tax_code", kMostNameCharacters, reading);
  if (text.empty()) return {};
  const TaxCode code = reading.take(read_tax_code(text, members.where("tax_code")), {});
  // The personal number stands in for the tax code of people and their households, not of organisations
  // (Circular 86/2024/TT-BTC).
  if (kind == PersonKind::kOrganisation && code.kind == TaxCodeKind::kPersonalNumber) {
    members.fail("tax_code_malformed", {}, members.where("tax_code"));
  }
  return code.code;
}

std::string phone(Members& members, Reading& reading) {
  const std::string text = line(members, "phone", kMostNameCharacters, reading);
  if (text.empty()) return {};
  const Phone phone = reading.take(read_phone(text, members.where("phone")), {});
  if (phone.kind == PhoneKind::kForeign) reading.warnings.push_back({"phone_foreign", {}, members.where("phone")});
  return phone.e164;
}

std::string email(Members& members, Reading& reading) {
  std::string text = line(members, "email", kMostAddressCharacters, reading);
  if (!text.empty() && !is_email(text)) members.fail("email_malformed", {}, members.where("email"));
  return text;
}

std::optional<base::LocalDate> birth_date(Members& members, const Reading& reading) {
  const std::optional<base::LocalDate> date = members.date_or_none("birth_date");
  if (date && *date > reading.today) members.fail("birth_date_in_future", {}, members.where("birth_date"));
  return date;
}

Person read_person(Members& members, Reading& reading) {
  Person person;
  person.kind = members.choice<PersonKind>("kind", kPersonKinds);
  person.name = required_line(members, "name", kMostNameCharacters, reading);
  person.identity = read_identity(members.find("identity"), members.where("identity"), reading);
  person.birth_date = birth_date(members, reading);
  if (members.find("sex") != nullptr) person.sex = members.choice<Sex>("sex", kSexes);
  check_personal_number(person, members.where("identity") + "/number", reading);
  person.tax_code = tax_code(members, person.kind, reading);
  person.phone = phone(members, reading);
  person.email = email(members, reading);
  person.address = line(members, "address", kMostAddressCharacters, reading);
  return person;
}

void read_authority(const base::Json* json, const std::string& where, Submitter& submitter, Reading& reading) {
  if (json == nullptr) return;
  Members members(*json, where, reading.failure);
  allow_only(*json, kAuthorityMembers, members);
  submitter.authority_paper = required_line(members, "paper", kMostAddressCharacters, reading);
  submitter.authority_scope = line(members, "scope", kMostAddressCharacters, reading);
  submitter.authority_until = members.date_or_none("until");
  if (submitter.authority_until && *submitter.authority_until < reading.today) {
    reading.warnings.push_back({"authority_ended", {}, members.where("until")});
  }
}

template <class T>
base::Result<T> answer(T value, Reading& reading, std::vector<Warning>& warnings) {
  if (reading.failure) return tl::unexpected(*std::move(reading.failure));
  std::ranges::move(reading.warnings, std::back_inserter(warnings));
  return value;
}

base::Json to_json(const Identity& identity) {
  base::Json json;
  json.set("kind", word(identity.kind));
  json.set_text("number", identity.number);
  json.set_text("country", identity.country);
  return json;
}

}  // namespace

std::string_view word(PersonKind kind) { return word_of(kPersonKinds, kind); }
std::string_view word(IdentityKind kind) { return word_of(kIdentityKinds, kind); }
std::string_view word(Sex sex) { return word_of(kSexes, sex); }

base::Result<Person> check_person(const base::Json& json, base::LocalDate today, std::string_view where,
                                  std::vector<Warning>& warnings) {
  Reading reading{.today = today, .warnings = {}, .failure = {}};
  Members members(json, std::string(where), reading.failure);
  allow_only(json, kPersonMembers, members);
  Person person = read_person(members, reading);
  return answer(std::move(person), reading, warnings);
}

base::Result<Identity> check_identity(const base::Json& json, base::LocalDate today, std::string_view where) {
  Reading reading{.today = today, .warnings = {}, .failure = {}};
  Person person;
  person.identity = read_identity(&json, std::string(where), reading);
  check_personal_number(person, std::string(where) + "/number", reading);
  if (reading.failure) return tl::unexpected(*std::move(reading.failure));
  return person.identity;
}

base::Result<Submitter> check_submitter(const base::Json& json, base::LocalDate today, std::string_view where,
                                        std::vector<Warning>& warnings) {
  Reading reading{.today = today, .warnings = {}, .failure = {}};
  Members members(json, std::string(where), reading.failure);
  allow_only(json, kSubmitterMembers, members);
  Submitter submitter;
  submitter.person = read_person(members, reading);
  submitter.relation = line(members, "relation", kMostNameCharacters, reading);
  read_authority(members.find("authority"), members.where("authority"), submitter, reading);
  return answer(std::move(submitter), reading, warnings);
}

base::Json to_json(const Person& person) {
  base::Json json;
  json.set("kind", word(person.kind));
  json.set("name", person.name);
  json.set("identity", to_json(person.identity));
  if (person.birth_date) json.set("birth_date", base::format_date(*person.birth_date));
  if (person.sex) json.set("sex", word(*person.sex));
  json.set_text("tax_code", person.tax_code);
  json.set_text("phone", person.phone);
  json.set_text("email", person.email);
  json.set_text("address", person.address);
  return json;
}

base::Json to_json(const Submitter& submitter) {
  base::Json json = to_json(submitter.person);
  json.set_text("relation", submitter.relation);
  if (submitter.authority_paper.empty()) return json;
  base::Json authority;
  authority.set("paper", submitter.authority_paper);
  authority.set_text("scope", submitter.authority_scope);
  if (submitter.authority_until) authority.set("until", base::format_date(*submitter.authority_until));
  return json.set("authority", authority);
}

}  // namespace dossier
