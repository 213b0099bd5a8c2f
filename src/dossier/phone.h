// Telephone numbers by the Vietnamese numbering plan (Circular 22/2014/TT-BTTTT and its later changes of area codes and
// mobile prefixes), kept as E.164 so that one number has one text. The plan is a table of ranges; a test compares it
// with libphonenumber. A number of another country is taken as it is given, and the caller is told.
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace dossier {

enum class PhoneKind { kMobile, kFixedLine, kFreeService, kPaidService, kShortService, kInternet, kForeign };

struct Phone {
  std::string e164;  // "+84912345678"
  PhoneKind kind = PhoneKind::kMobile;
};

// Reads 0…, +84…, 0084…, 84… and the bare national number, with blanks, dots, dashes, slashes and brackets between the
// digits. Refuses phone_malformed (not a telephone number) and phone_unknown_range (no such numbers are given out).
base::Result<Phone> read_phone(std::string_view text, std::string_view where = {});

}  // namespace dossier
