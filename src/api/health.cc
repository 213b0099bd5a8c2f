// GET /health and /metrics, for the operator; the journal's position proves that the record can be read.
#include <memory>

#include "api/edge.h"
#include "api/metrics.h"
#include "api/routes.h"

namespace api {
namespace {

base::Result<http::Response> health(app::Record& record) {
  return json_response(200, base::Json().set("status", "ok").set("position", record.store().read()->head()));
}

base::Result<http::Response> scrape(app::Record& record, Metrics& metrics) {
  metrics.set_record(record.store().read()->head(), record.writer().waiting());
  return http::Response{200, "text/plain; version=0.0.4; charset=utf-8", metrics.text(), {}};
}

}  // namespace

void add_health(http::Router& router, app::Record& record, std::shared_ptr<Metrics> metrics) {
  for (const std::string prefix : {"", "/api/v1"}) {
    router.add("GET", prefix + "/health",
               reading(record, [&record](const http::Request&, Language) { return health(record); }));
    router.add("GET", prefix + "/metrics", reading(record, [&record, metrics](const http::Request&, Language) {
                 return scrape(record, *metrics);
               }));
  }
}

}  // namespace api
