// Who asked for what, by a keyed hash of the identity number, so that a second dossier of the same person for the same
// procedure is noticed without the number lying in a table. Live. Needs the vault's words of the particulars; when they
// are erased the row goes blank.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "store/store.h"
#include "store/table.h"

namespace boards {

// "personal_number:001090123456" of a particulars item's applicant; empty when there is no number.
std::string identity_text(const base::Json& particulars);

class Applicants final : public store::Board {
 public:
  const store::Table& table() const override;
  std::optional<std::string> key(const store::Event& event) const override;
  std::vector<std::string> items(const store::Event& event) const override;
  Folded fold(const store::Event& event, const std::optional<store::Row>& current,
              const store::Words& words) const override;
};

inline constexpr std::string_view kPersonHash = "person";  // the purpose of the keyed hash

// The code (or submission number) of the newest dossier of this person for this procedure since `since`; empty: none.
std::string earlier_dossier(store::Read& read, std::string_view person_hash, std::string_view procedure,
                            base::Instant since);

// Dossiers that this person asked for and that were received, the newest first.
struct ReceivedFrom {
  std::string stream;
  std::string particulars_item;
  base::Instant received_at;
};
std::vector<ReceivedFrom> received_from(store::Read& read, std::string_view person_hash, int most);

}  // namespace boards
