// The promised date as the hero of a page: big day, word and shape of how it stands, and "why?": one cell a day from
// reception to the date, worked days filled and numbered, closed ones hatched with their reason. Words and shapes carry
// it; colour only goes along.
#pragma once
#include <optional>
#include <string>

#include "dossier/promise.h"
#include "pages/html.h"
#include "words/language.h"

namespace pages {

struct DueBlock {
  words::Language language = words::Language::kVietnamese;
  base::Instant due;
  dossier::DueMark mark = dossier::DueMark::kInTime;
  bool reception = false;  // what is due is the answer whether it is accepted
  bool with_hour = false;  // who has the secret sees the minute, the public the day
  base::LocalDate today;
  std::optional<dossier::WhyPromised> why;
};

Html due_block(const DueBlock& block);

Literal due_word(dossier::DueMark mark, words::Language language);  // "Sắp đến hẹn"
Literal due_shape(dossier::DueMark mark);                           // "▲"

std::string weekday_text(base::LocalDate day, words::Language language);  // "Thứ Sáu", "Friday"

}  // namespace pages
