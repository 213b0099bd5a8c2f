// The words of vault items for folds: from items that the open transaction keeps, else loaded. Private to the room.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/engine.h"

namespace store {

class StoredWords final : public Words {
 public:
  StoredWords(Session& session, const Vault& vault) : session_(&session), vault_(&vault) {}

  std::string plaintext(std::string_view item) const override;  // blank when erased; throws Corrupt when missing
  std::string keyed_hash(std::string_view purpose, std::string_view text) const override {
    return vault_->keyed_hash(purpose, text);
  }
  const VaultItem& item(std::string_view id) const;
  const VaultKey& key(const std::string& id) const;
  void load(const std::vector<std::string>& ids) const;  // one query for all

  void know(const VaultItem& item) { items_.insert_or_assign(item.id, item); }
  void know(const VaultKey& key) { keys_.insert_or_assign(key.id, key); }
  void forget();

 private:
  Session* session_;
  const Vault* vault_;
  mutable std::unordered_map<std::string, VaultItem> items_;
  mutable std::unordered_map<std::string, VaultKey> keys_;
};

}  // namespace store
