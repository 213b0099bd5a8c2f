#include "api/routes.h"

namespace api {

http::Router make_router(app::Record& record, std::shared_ptr<Metrics> metrics) {
  http::Router router;
  add_session(router, record);
  add_procedures(router, record);
  add_units(router, record);
  add_intake(router, record);
  add_desk(router, record);
  add_dossiers(router, record);
  add_acts(router, record);
  add_tracking(router, record);
  add_register(router, record);
  add_worklist(router, record);
  add_health(router, record, std::move(metrics));
  return router;
}

}  // namespace api
