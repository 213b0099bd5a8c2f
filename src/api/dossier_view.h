// A dossier as JSON: the file for officers, one line of a list, form 01 (Circular 03/2025), the public and the personal
// tracking view. Instants are written once, here, from the same fields, so that no two views differ.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/edge.h"
#include "app/look.h"
#include "app/take_in.h"

namespace api {

// Words for ids: names of units and points, the account as it is called at the desk.
class Names {
 public:
  explicit Names(app::Record& record) : record_(record), catalog_(record.catalog()) {}
  const catalog::Catalog& catalog() const { return *catalog_; }
  base::Json unit(std::string_view id) const;   // {"id","name"}
  base::Json point(std::string_view id) const;  // {"id","name"}
  std::string unit_name(std::string_view id) const;
  std::string account(const std::string& id);
  // The pinned version; throws store::Corrupt when the catalogue does not have it.
  const catalog::ProcedureVersion& procedure(const dossier::State& state) const;
  base::Json procedure_name(const dossier::State& state) const;

 private:
  app::Record& record_;
  std::shared_ptr<const catalog::Catalog> catalog_;
  std::map<std::string, std::string> accounts_;
};

base::Json state_json(const dossier::State& state);
base::Json file_json(Names& names, const dossier::State& state, const rights::Actor& actor, base::Instant now);
base::Json timeline_json(Names& names, const std::vector<store::Event>& events, Language language);
base::Json worklist_entry(Names& names, const dossier::State& state, base::Instant now);
base::Json register_entry(Names& names, const dossier::State& state, base::Instant now);
base::Json case_json(const catalog::ProcedureVersion& version, const dossier::State& state);  // {"id","name"}
base::Json fees_json(const catalog::ProcedureVersion& version, const base::Json& pinned);
base::Json papers_json(const catalog::ProcedureVersion& version, const base::Json& pinned);

// Form 01 from the reception event and the particulars.
base::Json receipt_json(Names& names, const app::CenterSettings& center, const dossier::State& state,
                        const base::Json& particulars);
// What the dates and the competent unit rest on.
base::Json rule_json(const dossier::State& state, const std::vector<dossier::Warning>& warnings);

void set_mark(base::Json& json, const dossier::State& state);  // "simulated", when it is
void set_instant(base::Json& json, std::string_view member, const std::optional<base::Instant>& at);
void set_date(base::Json& json, std::string_view member, const std::optional<base::Instant>& at);

}  // namespace api
