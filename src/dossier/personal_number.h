// The personal identification number (số định danh cá nhân): 12 digits, also the number of the citizen's card and,
// since 2025-07-01, a person's tax code. Law on Identification 2023 art. 12; structure by Decree 137/2015 art. 13 and
// Circular 07/2016/TT-BCA art. 7: three digits for the place of birth registration, one for century and sex, two for
// the year, six by chance. It has no check digit, so all that can be said beyond its form is a doubt.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "dossier/warning.h"

namespace dossier {

enum class Sex { kMale, kFemale };

struct PersonalNumber {
  std::string number;           // 12 digits
  bool province_known = false;  // the first three digits are a province of the circular's list
  Sex sex = Sex::kMale;
  int birth_year = 0;
};

// What a person says of oneself, as far as it was asked.
struct Claim {
  std::optional<Sex> sex;
  std::optional<int> birth_year;
};

// Refuses personal_number_not_digits and personal_number_length (facts: length).
base::Result<PersonalNumber> read_personal_number(std::string_view text, std::string_view where = {});

// personal_number_unknown_prefix (born abroad, or mistyped: the list of country codes is not public in a form that
// could be relied on), personal_number_sex_mismatch, personal_number_year_mismatch, personal_number_in_future. No
// facts: the digits are personal data.
std::vector<Warning> doubts(const PersonalNumber& number, const Claim& claim, base::LocalDate today,
                            std::string_view where = {});

}  // namespace dossier
