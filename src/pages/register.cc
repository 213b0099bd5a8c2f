// GET /register: every dossier that is made public, without personal data, with filters; GET /register.csv: the same as
// a table, at most kMostLines of it.
#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "dossier/promise.h"
#include "dossier/state.h"
#include "pages/asking.h"
#include "pages/due_block.h"
#include "pages/of_today.h"
#include "pages/phrases.h"
#include "pages/register_parts.h"
#include "pages/routes.h"
#include "pages/shell.h"
#include "words/tracking_text.h"

namespace pages {
namespace {

using dossier::DueMark;
using dossier::State;

constexpr int kPerPage = 20;
constexpr int kMostLines = 10'000;
constexpr int kPortion = 1'000;                        // read at once for a table
constexpr std::array<int, 4> kStates = {2, 4, 9, 10};  // what a received dossier can be in today

std::string day_of(const std::optional<base::Instant>& at) {
  return at ? words::day_text(base::local_date(*at)) : std::string();
}

// ---- the form

void write_option(Html& html, std::string_view value, std::string_view label, std::string_view chosen,
                  bool vietnamese) {
  html << "<option value=\"" << Text(value) << "\"" << (value == chosen ? Literal(" selected") : Literal(""))
       << (vietnamese ? Literal(" lang=\"vi\"") : Literal("")) << ">" << Text(label) << "</option>";
}

void begin_select(Html& html, Literal name, Literal label, Literal any) {
  html << "<div class=\"govuk-form-group\"><label class=\"govuk-label\" for=\"" << name << "\">" << label
       << "</label><select class=\"govuk-select\" id=\"" << name << "\" name=\"" << name << "\"><option value=\"\">"
       << any << "</option>";
}

using Units = std::vector<const catalog::Unit*>;

Units units_by_name(const catalog::Catalog& catalog, base::LocalDate day) {
  Units units;
  for (const catalog::Unit* unit : catalog.units()) {
    if (catalog::valid_on(unit->valid_from, unit->valid_to, day)) units.push_back(unit);
  }
  std::ranges::sort(units, {}, [](const catalog::Unit* unit) { return base::collation_key(unit->name); });
  return units;
}

void write_units(Html& html, const RegisterAsked& asked, const Units& units) {
  const std::string chosen = asked.text("unit");
  begin_select(html, "unit", asked.say("Đơn vị", "Unit"), asked.say("Mọi đơn vị", "Any unit"));
  bool listed = chosen.empty();
  for (const catalog::Unit* unit : units) {
    const std::string name = unit_called(asked, unit->id);
    write_option(html, unit->id, name, chosen, name == unit->name);
    listed = listed || unit->id == chosen;
  }
  if (!listed) write_option(html, chosen, unit_called(asked, chosen), chosen, false);
  html << "</select></div>";
}

void write_fields(Html& html, const RegisterAsked& asked, const catalog::SearchIndex& index) {
  begin_select(html, "field", asked.say("Lĩnh vực", "Field"), asked.say("Mọi lĩnh vực", "Any field"));
  for (const auto& [name, count] : index.fields()) write_option(html, name, name, asked.text("field"), true);
  html << "</select></div>";
}

void write_input(Html& html, const RegisterAsked& asked, Literal name, Literal type, Literal label, Literal example) {
  html << "<div class=\"govuk-form-group\"><label class=\"govuk-label\" for=\"" << name << "\">" << label
       << asked.say(" (như ", " (like ") << example << ")</label><input class=\"govuk-input\" id=\"" << name
       << "\" name=\"" << name << "\" type=\"" << type << "\" maxlength=\"20\" value=\""
       << Text(asked.text(name.view())) << "\"></div>";
}

void write_form(Html& html, const RegisterAsked& asked, const Units& units, const catalog::SearchIndex& index) {
  html << "<form class=\"mc-filters mc-form mc-screen\" action=\"/register\" method=\"get\">";
  write_units(html, asked, units);
  write_fields(html, asked, index);
  write_input(html, asked, "procedure", "text", asked.say("Mã thủ tục", "Code of the procedure"), "1.001193");
  write_input(html, asked, "received", "month", asked.say("Tháng tiếp nhận", "Month received"), "2026-11");
  begin_select(html, "state", asked.say("Trạng thái", "State"), asked.say("Mọi trạng thái", "Any state"));
  for (const int state : kStates) {
    write_option(html, std::to_string(state), state_called(state, asked.language), asked.text("state"), false);
  }
  html << "</select></div>";
  begin_select(html, "late", asked.say("Đúng hẹn hay quá hẹn", "Late or not"), asked.say("Cả hai", "Both"));
  write_option(html, "false", asked.say("Trong hạn, đúng hẹn", "In time").view(), asked.text("late"), false);
  write_option(html, "true", asked.say("Quá hẹn", "Late").view(), asked.text("late"), false);
  html << "</select></div><button class=\"govuk-button\" type=\"submit\">" << asked.say("Lọc", "Filter")
       << "</button></form>";
}

// ---- the list

Literal word_class(DueMark mark) {
  switch (mark) {
    case DueMark::kNear:
      return "mc-word mc-word--near";
    case DueMark::kLate:
    case DueMark::kMissed:
      return "mc-word mc-word--late";
    case DueMark::kPaused:
      return "mc-word mc-word--paused";
    case DueMark::kInTime:
    case DueMark::kMet:
      break;
  }
  return "mc-word";
}

// How the date stands, as on the dossier's own page.
void write_mark(Html& html, const RegisterAsked& asked, const State& state) {
  const auto calendar = asked.catalog.calendar();
  const auto mark = calendar ? dossier::due_mark(*calendar, state, asked.now) : std::nullopt;
  if (!mark) return;
  html << " <span class=\"" << word_class(*mark) << "\"><span aria-hidden=\"true\">" << due_shape(*mark) << "</span> "
       << due_word(*mark, asked.language) << "</span>";
}

void write_item(Html& html, const RegisterAsked& asked, const State& state) {
  html << "<li><a class=\"govuk-link mc-results__name mc-code\" href=\"" << Address("/follow").segment(state.code)
       << "\">" << Text(state.code) << "</a>";
  write_mark(html, asked, state);
  html << "<p class=\"mc-register__procedure\" lang=\"vi\">" << Text(procedure_called(asked, state))
       << "</p><p class=\"mc-results__facts\">" << Text(state_called(dossier::national_state(state), asked.language))
       << " · " << Text(unit_called(asked, state.competent_unit)) << " · " << asked.say("nhận ", "received ")
       << Text(day_of(state.received_at));
  if (state.promised_due) html << " · " << asked.say("hẹn ", "due ") << Text(day_of(state.promised_due));
  if (state.released_at) html << " · " << asked.say("có kết quả ", "result ") << Text(day_of(state.released_at));
  if (state.simulated) html << " · " << simulated_phrase(asked.language);
  html << "</p></li>";
}

void write_list(Html& html, const RegisterAsked& asked, const boards::Page& found) {
  if (found.rows.empty()) {
    html << "<p class=\"govuk-body\" role=\"status\">"
         << asked.say("Không có hồ sơ nào như vậy trong sổ.", "There is no such dossier in the register.") << "</p>";
    return;
  }
  html << "<ol class=\"mc-results\">";
  for (const auto& row : found.rows) write_item(html, asked, row.state);
  html << "</ol><nav class=\"mc-pages govuk-body\" aria-label=\"" << asked.say("Trang của sổ", "Pages of the register")
       << "\">";
  if (!asked.text("after").empty()) {
    html << "<a class=\"govuk-link\" href=\"" << with_filters("/register", asked, "") << "\">"
         << asked.say("Về đầu sổ", "To the newest") << "</a>";
  }
  if (!found.next.empty()) {
    html << "<a class=\"govuk-link\" rel=\"next\" href=\"" << with_filters("/register", asked, found.next) << "\">"
         << asked.say("Xem tiếp", "Next page") << "</a>";
  }
  html << "<a class=\"govuk-link\" href=\"" << with_filters("/register.csv", asked, "") << "\" download>"
       << asked.say("Tải bảng CSV", "Download as CSV") << "</a></nav><p class=\"govuk-body mc-quiet mc-screen\">"
       << asked.say("Bảng theo đúng bộ lọc trên, tối đa 10.000 dòng mới nhất. Cần nhiều hơn: lọc theo tháng.",
                    "The table follows the filters above, at most the newest 10,000 lines. For more, filter by month.")
       << "</p>";
}

http::Response open_register(app::Record& record, const OfToday<Units>::Gathered& gathered,
                             const http::Request& request) {
  const RegisterAsked asked{*gathered.catalog, request.query, record.clock().now(), language_of(request)};
  const auto found = read_register(record, asked, asked.text("after"), kPerPage);
  if (!found) return register_refused(request, found.error());
  const Literal title = asked.say("Sổ hồ sơ công khai", "Open register");
  Page page{asked.language, std::string(title.view()), with_filters("/register", asked, asked.text("after")), {}, 200};
  page.main << "<h1 class=\"govuk-heading-l\">" << title << "</h1><p class=\"govuk-body\">"
            << asked.say(
                   "Mọi hồ sơ của các thủ tục được công khai, mới nhất trước, không có dữ liệu cá nhân.",
                   "Every dossier of the procedures that are made public, the newest first, without personal data.")
            << "</p>";
  write_form(page.main, asked, gathered.value, *record.search_index());
  write_list(page.main, asked, *found);
  return response(request, std::move(page));
}

}  // namespace

void add_register(http::Router& router, app::Record& record) {
  const auto units = std::make_shared<OfToday<Units>>(units_by_name);
  router.add("GET", "/register", guarded([&record, units](const http::Request& request, const http::Reply& reply) {
               reply(open_register(record, *units->of(record), request));
             }));
  router.add("GET", "/register.csv", guarded([&record](const http::Request& request, const http::Reply& reply) {
               reply(register_table(record, request, kMostLines, kPortion));
             }));
}

}  // namespace pages
