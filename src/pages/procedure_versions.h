// The versions of a procedure as its page tells them: which one is shown, which is in force, since when.
#pragma once
#include "catalog/catalog.h"
#include "pages/html.h"
#include "words/language.h"

namespace pages {

struct ShownVersion {
  const catalog::PublishedProcedure* shown = nullptr;
  const catalog::PublishedProcedure* in_force = nullptr;  // null: none is, today
  base::LocalDate today;
  words::Language language = words::Language::kVietnamese;
};

// Above the page of a version that is not in force: what it is instead, and the way to the one that is.
Html not_in_force_notice(const ShownVersion& of);

// All versions, the newest first, with the days they are said to be valid and the day they were published here.
Html version_list(const ShownVersion& of, const catalog::Catalog& catalog);

}  // namespace pages
