// What people come for: which procedures a ward's desk takes in, by a mix with a long tail.
#pragma once
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "dossier/reception.h"
#include "simulation/chance.h"

namespace simulation {

struct Wish {  // one procedure, in one case, that the desk may take in
  std::string procedure;
  std::vector<std::string> cases;
  std::vector<catalog::Channel> channels;  // besides the counter
  std::vector<std::string> papers;         // to be handed in
  std::string fee;                         // line id; empty: none
};

class Mix {
 public:
  // Everything that dossier::terms_of_reception lets in at the point at that instant, the dailies before the tail.
  // Empty when nothing is.
  Mix(const catalog::Catalog& catalog, const catalog::Point& point, base::Instant at,
      const dossier::ReceptionSettings& settings);
  bool empty() const { return wishes_.empty(); }
  const Wish& draw(Chance& chance) const { return wishes_[chance.weighted(weights_)]; }

 private:
  std::vector<Wish> wishes_;
  std::vector<std::int64_t> weights_;
};

}  // namespace simulation
