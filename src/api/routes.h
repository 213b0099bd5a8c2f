// All resources of the REST interface, under /api/v1; /health and /metrics also without it.
#pragma once
#include <memory>

#include "app/record.h"
#include "http/server.h"

namespace api {

class Metrics;

// One function per resource file.
void add_session(http::Router& router, app::Record& record);
void add_procedures(http::Router& router, app::Record& record);
void add_units(http::Router& router, app::Record& record);
void add_intake(http::Router& router, app::Record& record);
void add_desk(http::Router& router, app::Record& record);
void add_dossiers(http::Router& router, app::Record& record);
void add_acts(http::Router& router, app::Record& record);
void add_tracking(http::Router& router, app::Record& record);
void add_register(http::Router& router, app::Record& record);
void add_worklist(http::Router& router, app::Record& record);
void add_health(http::Router& router, app::Record& record, std::shared_ptr<Metrics> metrics);

http::Router make_router(app::Record& record, std::shared_ptr<Metrics> metrics);

}  // namespace api
