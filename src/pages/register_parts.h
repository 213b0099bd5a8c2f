// What the register's list and its table share: how it was asked, and what a line says. Private to the two.
#pragma once
#include <string>
#include <string_view>

#include "app/open_register.h"
#include "app/record.h"
#include "dossier/state.h"
#include "http/server.h"
#include "pages/html.h"
#include "pages/shell.h"

namespace pages {

struct RegisterAsked {
  const catalog::Catalog& catalog;
  const app::Query& query;
  base::Instant now;
  Language language;

  Literal say(Literal vi, Literal en) const { return pages::say(language, vi, en); }
  std::string text(std::string_view name) const;  // of a filter; "" when it is not there
};

std::string unit_called(const RegisterAsked& asked, const std::string& id);
std::string point_called(const RegisterAsked& asked, const std::string& id);
std::string procedure_called(const RegisterAsked& asked, const dossier::State& state);
std::string state_called(int national, Language language);

Address with_filters(Literal path, const RegisterAsked& asked, std::string_view after);

// Refuses what app::register_filter and boards::register_page refuse.
base::Result<boards::Page> read_register(app::Record& record, const RegisterAsked& asked, std::string_view after,
                                         int most);

http::Response register_refused(const http::Request& request, const base::Refusal& refusal);

// The newest `most` lines after the cursor asked for, as CSV, read in portions (`most` is a multiple of it). Whatever
// is left is named in the field Link, rel="next".
http::Response register_table(app::Record& record, const http::Request& request, int most, int portion);

}  // namespace pages
