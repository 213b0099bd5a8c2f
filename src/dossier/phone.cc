#include "dossier/phone.h"

#include <algorithm>
#include <array>
#include <optional>

namespace dossier {
namespace {

constexpr std::string_view kCountry = "84";
constexpr std::size_t kLeastNational = 7;
constexpr std::size_t kMostNational = 10;
constexpr std::size_t kLeastForeign = 8;
constexpr std::size_t kMostForeign = 15;  // E.164

// National numbers (without the 0 in front) that begin with `first` … `last` and have so many digits.
struct Range {
  std::string_view first;
  std::string_view last;
  std::size_t least;
  std::size_t most;
  PhoneKind kind;
};

constexpr std::array kRanges = std::to_array<Range>({
    {"1210", "1213", 9, 9, PhoneKind::kMobile},
    {"140", "140", 9, 9, PhoneKind::kMobile},
    {"160", "160", 9, 9, PhoneKind::kMobile},
    {"30", "39", 9, 9, PhoneKind::kMobile},
    {"51", "51", 9, 9, PhoneKind::kMobile},
    {"522", "523", 9, 9, PhoneKind::kMobile},
    {"528", "528", 9, 9, PhoneKind::kMobile},
    {"559", "559", 9, 9, PhoneKind::kMobile},
    {"56", "56", 9, 9, PhoneKind::kMobile},
    {"58", "59", 9, 9, PhoneKind::kMobile},
    {"70", "70", 9, 9, PhoneKind::kMobile},
    {"76", "79", 9, 9, PhoneKind::kMobile},
    {"81", "88", 9, 9, PhoneKind::kMobile},
    {"896", "899", 9, 9, PhoneKind::kMobile},
    {"90", "98", 9, 9, PhoneKind::kMobile},
    {"990", "991", 9, 9, PhoneKind::kMobile},
    {"993", "999", 9, 9, PhoneKind::kMobile},
    // Area codes; Hanoi is 24 and Ho Chi Minh City 28, followed by eight digits that begin with 2 or more.
    {"203", "209", 10, 10, PhoneKind::kFixedLine},
    {"210", "216", 10, 10, PhoneKind::kFixedLine},
    {"218", "219", 10, 10, PhoneKind::kFixedLine},
    {"220", "222", 10, 10, PhoneKind::kFixedLine},
    {"225", "229", 10, 10, PhoneKind::kFixedLine},
    {"232", "239", 10, 10, PhoneKind::kFixedLine},
    {"242", "248", 10, 10, PhoneKind::kFixedLine},
    {"251", "252", 10, 10, PhoneKind::kFixedLine},
    {"254", "259", 10, 10, PhoneKind::kFixedLine},
    {"260", "263", 10, 10, PhoneKind::kFixedLine},
    {"269", "269", 10, 10, PhoneKind::kFixedLine},
    {"270", "277", 10, 10, PhoneKind::kFixedLine},
    {"282", "289", 10, 10, PhoneKind::kFixedLine},
    {"290", "294", 10, 10, PhoneKind::kFixedLine},
    {"296", "297", 10, 10, PhoneKind::kFixedLine},
    {"299", "299", 10, 10, PhoneKind::kFixedLine},
    {"1800", "1800", 8, 10, PhoneKind::kFreeService},
    {"1201", "1201", 8, 8, PhoneKind::kFreeService},
    {"1203", "1203", 8, 8, PhoneKind::kFreeService},
    {"1228", "1228", 8, 8, PhoneKind::kFreeService},
    {"1900", "1900", 8, 10, PhoneKind::kPaidService},
    {"199", "199", 7, 7, PhoneKind::kShortService},
    {"799", "799", 7, 7, PhoneKind::kShortService},
    {"69", "69", 7, 8, PhoneKind::kShortService},  // the armed forces and the police
    {"672", "672", 9, 9, PhoneKind::kInternet},
});

constexpr std::array<std::string_view, 11> kSeparators = {" ",      ".",      "-",      "(",      ")",     "/",
                                                          "\u00A0", "\u2010", "\u2011", "\u2013", "\u2014"};

struct Typed {
  bool international = false;  // began with + or 00
  std::string digits;          // without that beginning
};

std::size_t separator_length(std::string_view text) {
  for (const std::string_view separator : kSeparators) {
    if (text.starts_with(separator)) return separator.size();
  }
  return 0;
}

std::optional<Typed> digits_of(std::string_view text) {
  Typed typed;
  while (!text.empty()) {
    std::size_t taken = separator_length(text);
    if (taken == 0) {
      const bool plus = text.front() == '+' && typed.digits.empty() && !typed.international;
      const bool digit = text.front() >= '0' && text.front() <= '9';
      if (!plus && !digit) return std::nullopt;
      if (plus) typed.international = true;
      if (digit) typed.digits += text.front();
      taken = 1;
    }
    text.remove_prefix(taken);
  }
  if (!typed.international && typed.digits.starts_with("00")) {
    typed.international = true;
    typed.digits.erase(0, 2);
  }
  return typed;
}

const Range* range_of(std::string_view national) {
  const auto* found = std::ranges::find_if(kRanges, [&](const Range& range) {
    const std::string_view head = national.substr(0, range.first.size());
    return national.size() >= range.least && national.size() <= range.most && head >= range.first && head <= range.last;
  });
  return found == kRanges.end() ? nullptr : &*found;
}

std::string_view without_trunk_zero(std::string_view digits) {
  return digits.starts_with('0') ? digits.substr(1) : digits;
}

// Many write the country's code without a sign: 84 is a mobile prefix too, so it is the country's only where the whole
// is no national number.
std::string_view national_of(const Typed& typed) {
  const std::string_view digits = typed.digits;
  if (typed.international) return without_trunk_zero(digits.substr(kCountry.size()));
  const std::string_view national = without_trunk_zero(digits);
  if (range_of(national) != nullptr || !digits.starts_with(kCountry)) return national;
  return without_trunk_zero(digits.substr(kCountry.size()));
}

base::Result<Phone> foreign(const std::string& digits, std::string_view where) {
  // No country's code begins with 0 (ITU-T E.164).
  if (digits.size() < kLeastForeign || digits.size() > kMostForeign || digits.front() == '0') {
    return base::refuse("phone_malformed", {}, std::string(where));
  }
  return Phone{"+" + digits, PhoneKind::kForeign};
}

}  // namespace

base::Result<Phone> read_phone(std::string_view text, std::string_view where) {
  const std::optional<Typed> typed = digits_of(text);
  if (!typed) return base::refuse("phone_malformed", {}, std::string(where));
  if (typed->international && !typed->digits.starts_with(kCountry)) return foreign(typed->digits, where);
  const std::string_view national = national_of(*typed);
  if (national.size() < kLeastNational || national.size() > kMostNational) {
    return base::refuse("phone_malformed", {}, std::string(where));
  }
  const Range* range = range_of(national);
  if (range == nullptr) return base::refuse("phone_unknown_range", {}, std::string(where));
  return Phone{"+" + std::string(kCountry) + std::string(national), range->kind};
}

}  // namespace dossier
