#include "pages/routes.h"

#include "pages/assets.h"

namespace pages {

void add_pages(http::Router& router, app::Record& record) {
  add_home(router, record);
  add_results(router, record);
  add_procedure(router, record);
  add_follow(router, record);
  add_points(router, record);
  add_register(router, record);
  add_assets(router);
}

}  // namespace pages
