// The one search box, the same on every page that has it.
#pragma once
#include <string_view>

#include "pages/html.h"
#include "words/language.h"

namespace pages {

Html search_box(std::string_view words, words::Language language);

}  // namespace pages
