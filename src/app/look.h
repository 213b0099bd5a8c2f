// Looking at a dossier: the file, its timeline, its particulars (each read logged before the answer goes out), and what
// anybody may see with or without the secret.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/record.h"
#include "dossier/state.h"

namespace app {

struct DossierFile {
  std::string stream;
  dossier::State state;
  std::vector<store::Event> events;
};

// Refuses not_found (also for what this actor may not know of: that look is noted in `read_log`).
base::Result<DossierFile> look_at_dossier(Record& record, const rights::Actor& actor, std::string_view code);

// What the vault has; a part that was erased is null.
struct Particulars {
  base::Json words;  // {"applicant","submitter"?,"subject"?,"delivery","answers"}; null when erased
};

// Refuses forbidden and reference_needed beside the above. Logged in `read_log` with account, role, unit, purpose and
// reference before the words are given.
base::Result<Particulars> look_at_particulars(Record& record, const rights::Actor& actor, std::string_view code,
                                              rights::Purpose purpose, std::string_view reference);

// Somebody signed in asked for a dossier that they may not know of: kept in `read_log` as "refused" (cases SE-1).
void note_refused_look(Record& record, const std::string& account, const std::string& stream);

// What follows a code: the board's row for everybody; with the right secret also the words that concern the person.
struct Tracked {
  dossier::State state;  // personal: with `pinned`
  bool personal = false;
  std::vector<base::Json> results;  // {"title","number"?} in the order of state.results; null when erased
  base::Json particulars;           // null when erased
  std::string reason, basis;        // of a refusal
  std::vector<store::Event> events;
};

// Refuses not_found, secret_wrong, and too_many_tries with the seconds to wait: wrong secrets are counted per code and
// address, and wrong codes per address (cases SE-4).
base::Result<Tracked> track(Record& record, std::string_view code, std::optional<std::string_view> secret,
                            const std::string& address);

}  // namespace app
