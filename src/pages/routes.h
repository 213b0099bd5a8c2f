// The public door: pages made on the server, complete without JavaScript.
#pragma once
#include "app/record.h"
#include "http/server.h"

namespace pages {

// One function per page.
void add_home(http::Router& router, app::Record& record);
void add_results(http::Router& router, app::Record& record);
void add_procedure(http::Router& router, app::Record& record);
void add_follow(http::Router& router, app::Record& record);
void add_points(http::Router& router, app::Record& record);
void add_register(http::Router& router, app::Record& record);

void add_pages(http::Router& router, app::Record& record);  // all of them, and what they load

}  // namespace pages
