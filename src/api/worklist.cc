// GET /worklist: what a unit has to do, by what falls due first.
#include "api/dossier_view.h"
#include "api/routes.h"
#include "app/facts.h"

namespace api {
namespace {

base::Result<boards::WorklistPart> part_of(const http::Request& request) {
  const auto state = national_state(request);
  if (!state) return tl::unexpected(state.error());
  boards::WorklistPart part{*state, {}};
  const std::string late = request.query_text("late");
  if (!late.empty() && late != "true" && late != "false") {
    return base::refuse("value_unknown", {{"value", late}}, "late");
  }
  if (!late.empty()) part.late = late == "true";
  return part;
}

base::Result<http::Response> page(app::Record& record, const http::Request& request) {
  const auto caller = signed_in(record, request);
  if (!caller) return tl::unexpected(caller.error());
  const auto most = page_size(request);
  if (!most) return tl::unexpected(most.error());
  const auto part = part_of(request);
  if (!part) return tl::unexpected(part.error());
  std::string unit = request.query_text("unit");
  if (unit.empty() && !caller->actor.rights.empty()) unit = caller->actor.rights.front().unit;
  const base::Instant now = record.clock().now();
  const auto sight = rights::may_see_worklist(caller->actor, unit, app::supervisors_of(*record.catalog(), unit),
                                              base::local_date(now));
  if (!sight) return tl::unexpected(sight.error());
  const auto read = record.store().read();
  const auto found = boards::worklist_page(*read, unit, *sight, *part, now, request.query_text("after"), *most);
  if (!found) return tl::unexpected(found.error());
  const auto counts = boards::worklist_counts(*read, unit, *sight, *part, now);
  Names names(record);
  base::JsonArray items;
  for (const auto& row : found->rows) items.push_back(worklist_entry(names, row.state, now));
  return json_response(
      200, base::Json()
               .set("counts", base::Json().set("open", counts.open).set("late", counts.late).set("today", counts.today))
               .set("items", std::move(items))
               .set("next", next_json(found->next)));
}

}  // namespace

void add_worklist(http::Router& router, app::Record& record) {
  router.add("GET", "/api/v1/worklist",
             reading(record, [&record](const http::Request& request, Language) { return page(record, request); }));
}

}  // namespace api
