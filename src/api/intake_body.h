// The body of POST /dossiers, read strictly: what the law decides on stands apart from the words that are sealed.
#pragma once
#include "app/take_in.h"
#include "base/json.h"
#include "base/result.h"
#include "base/time.h"
#include "catalog/catalog.h"

namespace api {

// Precondition: an object. Gives everything but who asks and the idempotency key. The catalogue tells which answers are
// facts of a competence rule. Refuses field_missing, field_unknown, field_wrong_type, value_unknown,
// value_out_of_range, what bodies.h refuses, and what dossier::check_person refuses.
base::Result<app::Intake> read_intake(const base::Json& body, const catalog::Catalog& catalog, base::LocalDate today);

}  // namespace api
