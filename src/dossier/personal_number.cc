#include "dossier/personal_number.h"

#include <algorithm>
#include <array>

namespace dossier {
namespace {

constexpr std::size_t kDigits = 12;

// The 63 provinces' codes (Circular 07/2016/TT-BCA annex 1, repeated by 59/2021/TT-BCA). Numbers once given are never
// changed, so the mergers of 2025-07-01 take nothing from this list.
constexpr std::array<int, 63> kProvinces = {1,  2,  4,  6,  8,  10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25,
                                            26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45, 46, 48,
                                            49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75,
                                            77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int value(std::string_view digits) {
  int result = 0;
  for (const char c : digits) result = result * 10 + (c - '0');
  return result;
}

}  // namespace

base::Result<PersonalNumber> read_personal_number(std::string_view text, std::string_view where) {
  if (!std::ranges::all_of(text, is_digit)) return base::refuse("personal_number_not_digits", {}, std::string(where));
  if (text.size() != kDigits) {
    return base::refuse("personal_number_length", {{"length", std::to_string(text.size())}}, std::string(where));
  }
  // 0 and 1 are men and women born in 1900–1999, 2 and 3 in 2000–2099, and so on (Circular 07/2016/TT-BCA art. 7).
  const int century_and_sex = value(text.substr(3, 1));
  return PersonalNumber{.number = std::string(text),
                        .province_known = std::ranges::binary_search(kProvinces, value(text.substr(0, 3))),
                        .sex = century_and_sex % 2 == 0 ? Sex::kMale : Sex::kFemale,
                        .birth_year = 1900 + century_and_sex / 2 * 100 + value(text.substr(4, 2))};
}

std::vector<Warning> doubts(const PersonalNumber& number, const Claim& claim, base::LocalDate today,
                            std::string_view where) {
  std::vector<Warning> found;
  const auto doubt = [&](std::string_view code) { found.push_back({std::string(code), {}, std::string(where)}); };
  if (!number.province_known) doubt("personal_number_unknown_prefix");
  if (claim.sex && *claim.sex != number.sex) doubt("personal_number_sex_mismatch");
  if (claim.birth_year && *claim.birth_year != number.birth_year) doubt("personal_number_year_mismatch");
  if (number.birth_year > static_cast<int>(today.year())) doubt("personal_number_in_future");
  return found;
}

}  // namespace dossier
