#include "store/stored_words.h"

#include "store/record.h"

namespace store {

std::string StoredWords::plaintext(std::string_view id) const {
  const VaultItem& found = item(id);
  if (found.erased) return {};
  return vault_->unseal(key(found.key_id), found);
}

const VaultItem& StoredWords::item(std::string_view id) const {
  const std::string name(id);
  if (!items_.contains(name)) load({name});
  const auto found = items_.find(name);
  if (found == items_.end()) throw Corrupt("vault item " + name + " is missing");
  return found->second;
}

const VaultKey& StoredWords::key(const std::string& id) const {
  const auto known = keys_.find(id);
  if (known != keys_.end()) return known->second;
  const std::vector<VaultKey> found = keys_by_id(*session_, {id});
  if (found.empty()) throw Corrupt("vault key " + id + " is missing");
  return keys_.emplace(id, found.front()).first->second;
}

void StoredWords::load(const std::vector<std::string>& ids) const {
  std::vector<std::string> wanted;
  for (const std::string& id : ids) {
    if (!items_.contains(id)) wanted.push_back(id);
  }
  if (wanted.empty()) return;
  std::vector<std::string> keys;
  for (VaultItem& found : items_by(*session_, "id", wanted)) {
    if (!found.erased && !keys_.contains(found.key_id)) keys.push_back(found.key_id);
    std::string id = found.id;
    items_.emplace(std::move(id), std::move(found));
  }
  for (VaultKey& found : keys_by_id(*session_, keys)) {
    std::string id = found.id;
    keys_.emplace(std::move(id), std::move(found));
  }
}

void StoredWords::forget() {
  items_.clear();
  keys_.clear();
}

}  // namespace store
