// What every public page has around it: head, header with the mark and the languages, footer; and how a page becomes an
// answer. A page is complete without JavaScript; it loads its style and, where it asks for it, one script.
#pragma once
#include <string>
#include <string_view>

#include "http/server.h"
#include "pages/html.h"
#include "words/language.h"

namespace pages {

using words::Language;

// One sentence in both languages; the one that is spoken.
Literal say(Language language, Literal vi, Literal en);

// `?lang=` if it is said, else what was chosen before (cookie), else what the browser prefers.
Language language_of(const http::Request& request);

struct Page {
  Language language = Language::kVietnamese;
  std::string title;  // before "Một cửa"; unique
  Address here;       // this page without `lang`, for the switch between the languages
  Html main;
  int status = 200;
  // What only the asker may see stands on it: found by no search engine and sent unpacked, because the length of what
  // is packed would tell a secret that stands beside their own words.
  bool personal = false;
  bool script = false;  // loads our script; the page is complete without it
};

// The language that the address asked for is remembered in a cookie.
http::Response response(const http::Request& request, Page page);

// A refusal or failure as a page, for browsers; `request` is null when none could be read.
http::Response error_page(int status, const base::Refusal& refusal, const http::Request* request);

}  // namespace pages
