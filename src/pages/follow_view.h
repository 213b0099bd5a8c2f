// What a page says of one dossier: to everybody, or to who has the secret.
#pragma once
#include <string>
#include <string_view>

#include "app/look.h"
#include "app/record.h"
#include "pages/html.h"
#include "words/language.h"

namespace pages {

// What the parts of the page are written from.
struct Followed {
  app::Record& record;
  const catalog::Catalog& catalog;
  const app::Tracked& tracked;
  std::string number;  // the code, or the submission number while there is no code
  base::Instant now;
  words::Language language;
};

std::string headline_of(const Followed& followed);
Html followed_view(const Followed& followed);

}  // namespace pages
