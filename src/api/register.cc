// GET /register: the open register without personal data.
#include "api/dossier_view.h"
#include "api/routes.h"
#include "app/open_register.h"

namespace api {
namespace {

base::Result<http::Response> page(app::Record& record, const http::Request& request) {
  const auto most = page_size(request);
  if (!most) return tl::unexpected(most.error());
  const base::Instant now = record.clock().now();
  const auto filter = app::register_filter(*record.catalog(), request.query, now);
  if (!filter) return tl::unexpected(filter.error());
  const auto found = boards::register_page(*record.store().read(), *filter, request.query_text("after"), *most);
  if (!found) return tl::unexpected(found.error());
  Names names(record);
  base::JsonArray items;
  for (const auto& row : found->rows) items.push_back(register_entry(names, row.state, now));
  return json_response(200, base::Json().set("items", std::move(items)).set("next", next_json(found->next)));
}

}  // namespace

void add_register(http::Router& router, app::Record& record) {
  router.add("GET", "/api/v1/register",
             reading(record, [&record](const http::Request& request, Language) { return page(record, request); }));
}

}  // namespace api
