// What may stand in a procedure version that somebody publishes, below its own members: a misspelt member of a case, a
// fee or a rule would else be passed over without a word. Versions of the journal are read without this check.
#pragma once
#include "base/json.h"
#include "base/result.h"

namespace catalog {

// `body` is the version with its `competence` rules. Refuses field_unknown with the pointer of the first unknown
// member; what has a wrong type is left to who reads it.
base::Done only_known_members(const base::Json& body);

}  // namespace catalog
