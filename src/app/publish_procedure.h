// A controller publishes a version of a procedure with its competence rules. Dossiers received before stay pinned to
// theirs; the same content again is the same version.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/record.h"

namespace app {

struct NewVersion {
  std::string account;
  catalog::ProcedureVersion procedure;
  std::optional<std::vector<catalog::CompetenceRule>> rules;  // none: the rules stay
  std::string basis;
  std::optional<store::IdempotencyKey> key;
};

// Reads the body: the project's own format without code, with "basis" and optionally "competence". Refuses what
// catalog::procedure_from_json and rule_from_json refuse, field_missing for the basis, and competence_ambiguous.
base::Result<NewVersion> new_version(std::string account, std::string code, base::Json body,
                                     std::optional<store::IdempotencyKey> key);

struct PublishedVersion {
  std::string code;
  std::int64_t version = 0;
};

using ThenPublished = std::function<void(base::Result<PublishedVersion>, std::int64_t position)>;

// Refuses forbidden, idempotency_conflict, and the writer's refusals. Answers on a thread for answers.
void publish_procedure(Record& record, NewVersion version, ThenPublished then);

// Within a batch: appends the version unless a version of the same source in the catalogue says the same (what was seen
// when is no difference). Gives the stream version, and whether it is new.
struct Appended {
  std::int64_t version = 0;
  bool is_new = false;
  store::Event event;  // of the newest version when nothing is new
};
Appended append_version(store::Batch& batch, const catalog::Catalog& catalog, const catalog::ProcedureVersion& version,
                        const base::Json& actor, std::string_view basis);
// The same for the whole rule set of a procedure.
bool append_rules(store::Batch& batch, const catalog::Catalog& catalog, std::string_view procedure,
                  const std::vector<catalog::CompetenceRule>& rules, const base::Json& actor, std::string_view basis);

}  // namespace app
