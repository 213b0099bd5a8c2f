#include "app/accounts.h"

#include "store/event.h"

namespace app {

void Accounts::fold(std::string_view stream, std::string_view kind, const base::Json& payload) {
  if (store::stream_kind(stream) != "account") return;
  const std::string id(stream.substr(stream.find('/') + 1));
  Account& account = accounts_[id];
  account.id = id;
  if (kind == "AccountDisabled") account.disabled = true;
  if (kind != "AccountOpened" && kind != "RightsChanged") return;
  account.rights.clear();
  for (const base::Json& right : payload.list("rights")) {
    if (auto read = right_from_json(right)) account.rights.push_back(std::move(*read));
  }
}

const Account* Accounts::find(std::string_view account) const {
  const auto found = accounts_.find(account);
  return found == accounts_.end() ? nullptr : &found->second;
}

rights::Actor Accounts::actor(std::string_view account) const {
  const Account* found = find(account);
  if (found == nullptr || found->disabled) return {};
  return {found->id, found->rights};
}

base::Json to_json(const rights::Right& right) {
  base::Json json = base::Json().set("role", rights::to_text(right.role)).set("unit", right.unit);
  json.set_text("point", right.point);
  if (!right.procedures.empty()) {
    json.set("procedures", base::JsonArray(right.procedures.begin(), right.procedures.end()));
  }
  if (right.valid_from) json.set("valid_from", base::format_date(*right.valid_from));
  if (right.valid_to) json.set("valid_to", base::format_date(*right.valid_to));
  return json;
}

base::Result<rights::Right> right_from_json(const base::Json& json) {
  const auto role = rights::role_from_text(json.text("role"));
  if (!role) return tl::unexpected(role.error());
  rights::Right right{.role = *role,
                      .unit = json.text("unit"),
                      .point = json.text("point"),
                      .procedures = {},
                      .valid_from = {},
                      .valid_to = {}};
  for (const base::Json& procedure : json.list("procedures")) right.procedures.push_back(procedure.string());
  if (auto from = base::parse_date(json.text("valid_from"))) right.valid_from = *from;
  if (auto to = base::parse_date(json.text("valid_to"))) right.valid_to = *to;
  return right;
}

base::Json actor_json(const rights::Actor& actor, const rights::Right& right) {
  return base::Json()
      .set("account", actor.account)
      .set("role", rights::to_text(right.role))
      .set("unit", right.unit)
      .set_text("point", right.point);
}

base::Json system_actor(std::string_view rule) { return base::Json().set("system", rule); }

}  // namespace app
