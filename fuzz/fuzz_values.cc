// One typed value from any bytes, as each kind of value that a form has: refused, or kept in a form that is read again
// as itself. A telephone number, a tax code, a date and a limit have one text each.
#include "base/text.h"
#include "base/time.h"
#include "calendar/limit.h"
#include "dossier/email.h"
#include "dossier/personal_number.h"
#include "dossier/phone.h"
#include "dossier/tax_code.h"
#include "fuzz.h"

namespace {

void check_person_values(std::string_view text) {
  if (const auto phone = dossier::read_phone(text)) {
    const auto again = dossier::read_phone(phone->e164);
    fuzz::require(again.has_value() && again->e164 == phone->e164);
  }
  if (const auto code = dossier::read_tax_code(text)) {
    const auto again = dossier::read_tax_code(code->code);
    fuzz::require(again.has_value() && again->code == code->code && again->kind == code->kind);
  }
  if (const auto number = dossier::read_personal_number(text)) {
    fuzz::require(number->number.size() == 12);
    const auto doubts = dossier::doubts(*number, {}, std::chrono::year(2026) / 11 / 25);
    for (const auto& doubt : doubts) fuzz::require(doubt.facts.empty());
  }
  if (dossier::is_email(text)) fuzz::require(text.find('@') != std::string_view::npos && text.size() <= 254);
}

void check_time(std::string_view text) {
  if (const auto at = base::parse_instant(text)) {
    const auto again = base::parse_instant(base::format_instant_exact(*at));
    fuzz::require(again.has_value() && *again == *at);
  }
  if (const auto date = base::parse_date(text)) fuzz::require(base::format_date(*date) == text);
  if (const auto limit = calendar::parse_limit(text)) {
    const auto again = calendar::parse_limit(calendar::format_limit(*limit));
    fuzz::require(again.has_value() && *again == *limit);
  }
  if (const auto cutoff = calendar::parse_cutoff(text)) {
    const auto again = calendar::parse_cutoff(calendar::format_cutoff(*cutoff));
    fuzz::require(again.has_value() && *again == *cutoff);
  }
}

void check_text(std::string_view text) {
  if (const auto line = base::clean_line(text)) {
    fuzz::require(base::is_utf8(*line) && base::characters(*line) <= 500);
    const auto again = base::clean_line(*line);
    fuzz::require(again.has_value() && *again == *line);
  }
  if (!base::is_utf8(text)) return;
  const std::string folded = base::fold(text);
  fuzz::require(base::is_utf8(folded) && base::fold(folded) == folded);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text = fuzz::text(bytes, size);
  check_person_values(text);
  check_time(text);
  check_text(text);
  return 0;
}
