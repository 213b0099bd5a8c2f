// The body of POST /dossiers/{code}/acts/{act}: each act has its own members, read strictly.
#pragma once
#include "app/act.h"
#include "base/json.h"
#include "base/result.h"

namespace api {

// Precondition: an object, and `request.act` is set. Fills in what the act has; of `assign` the login as it was given.
// Refuses not_found (no such act), field_missing, field_unknown, field_wrong_type, value_unknown, value_out_of_range,
// and what bodies.h refuses.
base::Done read_act(const base::Json& json, app::ActRequest& request);

}  // namespace api
