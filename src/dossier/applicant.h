// Who hands in, for whom, and about whom (form 01): the particulars as the counter, the portal or the post desk gives
// them, read strictly and kept in one form. Everything here is personal data: it goes into the vault and never into an
// event, a log or a refusal's facts.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "base/time.h"
#include "dossier/personal_number.h"
#include "dossier/warning.h"

namespace dossier {

enum class PersonKind { kPerson, kHouseholdBusiness, kOrganisation, kForeigner };

// kNone: a newborn, a stateless person, an organisation. kOldCard: the nine-digit card before 2016.
enum class IdentityKind { kPersonalNumber, kPassport, kOldCard, kNone };

std::string_view word(PersonKind kind);    // "household_business", as in the REST body
std::string_view word(IdentityKind kind);  // "personal_number"
std::string_view word(Sex sex);            // "male"

struct Identity {
  IdentityKind kind = IdentityKind::kNone;
  std::string number;   // empty exactly for kNone
  std::string country;  // who issued it, ISO 3166 of two or three letters; may be empty
  bool operator==(const Identity&) const = default;
};

// Texts are NFC; what was not given is empty.
struct Person {
  PersonKind kind = PersonKind::kPerson;
  std::string name;
  Identity identity;
  std::optional<base::LocalDate> birth_date;
  std::optional<Sex> sex;
  std::string tax_code;
  std::string phone;  // E.164
  std::string email;
  std::string address;
  bool operator==(const Person&) const = default;
};

// Who hands in for another, and on what paper (practice B4): relation and authority may be absent.
struct Submitter {
  Person person;
  std::string relation;
  std::string authority_paper;  // empty: none was shown
  std::string authority_scope;
  std::optional<base::LocalDate> authority_until;
  bool operator==(const Submitter&) const = default;
};

// Reads {"kind","name","identity":{"kind","number","country"},"birth_date","sex","tax_code","phone","email","address"};
// kind and name are required. `where` is the JSON pointer of `json` in the request, such as "/applicant". `warnings`
// gets more only when there is a person: phone_foreign and the doubts about a personal number. Refuses field_unknown
// (facts: field), field_missing (field), field_wrong_type (expected), value_unknown (value), date_malformed,
// birth_date_in_future, identity_number_unexpected, passport_malformed, old_card_malformed, country_malformed,
// email_malformed, what base::clean_line refuses, and the codes of personal_number.h, tax_code.h and phone.h.
base::Result<Person> check_person(const base::Json& json, base::LocalDate today, std::string_view where,
                                  std::vector<Warning>& warnings);

// The identity alone: {"kind","number","country"}; kind is required. Refuses what of the above concerns it.
base::Result<Identity> check_identity(const base::Json& json, base::LocalDate today, std::string_view where);

// The same with "relation" and "authority":{"paper","scope","until"} (paper is required in it); warns authority_ended.
base::Result<Submitter> check_submitter(const base::Json& json, base::LocalDate today, std::string_view where,
                                        std::vector<Warning>& warnings);

// The form that is read above; members without a value are left out.
base::Json to_json(const Person& person);
base::Json to_json(const Submitter& submitter);

}  // namespace dossier
