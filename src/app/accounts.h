// The accounts as the journal has them: a random UUID with rights, never a name. Names, sign-in words and passwords are
// credentials, a plain table outside the journal (store/plain_tables.h).
//   account/…  AccountOpened {"rights": [{"role","unit","point"?,"procedures"?,"valid_from"?,"valid_to"?}]}
//              RightsChanged {"rights": […]}   AccountDisabled {}
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/rights.h"
#include "base/json.h"

namespace app {

struct Account {
  std::string id;  // UUID
  std::vector<rights::Right> rights;
  bool disabled = false;
};

class Accounts {
 public:
  void fold(std::string_view stream, std::string_view kind, const base::Json& payload);
  // Nobody when unknown or disabled.
  rights::Actor actor(std::string_view account) const;
  const Account* find(std::string_view account) const;

 private:
  std::map<std::string, Account, std::less<>> accounts_;
};

base::Json to_json(const rights::Right& right);
base::Result<rights::Right> right_from_json(const base::Json& json);

// The actor of an event: {"account","role","unit","point"?}.
base::Json actor_json(const rights::Actor& actor, const rights::Right& right);
base::Json system_actor(std::string_view rule);

}  // namespace app
