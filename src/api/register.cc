// GET /register: the open register without personal data.
#include "api/dossier_view.h"
#include "api/routes.h"

namespace api {
namespace {

base::Result<http::Response> page(app::Record& record, const http::Request& request) {
  const auto most = page_size(request);
  if (!most) return tl::unexpected(most.error());
  const auto state = national_state(request);
  if (!state) return tl::unexpected(state.error());
  const auto found = boards::register_page(*record.store().read(), request.query_text("unit"), *state,
                                           request.query_text("after"), *most);
  if (!found) return tl::unexpected(found.error());
  Names names(record);
  base::JsonArray items;
  for (const auto& row : found->rows) items.push_back(register_entry(names, row.state, record.clock().now()));
  return json_response(200, base::Json().set("items", std::move(items)).set("next", next_json(found->next)));
}

}  // namespace

void add_register(http::Router& router, app::Record& record) {
  router.add("GET", "/api/v1/register",
             reading(record, [&record](const http::Request& request, Language) { return page(record, request); }));
}

}  // namespace api
