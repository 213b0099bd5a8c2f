// The vault: what belongs to a person, sealed (XChaCha20-Poly1305) with a key per dossier that a master key wraps. The
// journal holds only the commitment SHA-256(nonce ‖ plaintext); the 32-byte commitment nonce lives here and is
// destroyed on erasure, so that nothing can be guessed back from the journal.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/environment.h"
#include "base/result.h"

namespace store {

struct VaultKey {  // as stored: wrapped by the master key
  std::string id;
  std::string wrapped;  // lower hex
};

struct VaultItem {    // as stored
  std::string id;     // UUIDv7
  std::string owner;  // stream
  std::string kind;   // "particulars", "note", "result", …
  std::string media_type;
  std::int64_t size = 0;  // of the plaintext, bytes
  std::string key_id;
  std::string nonce;       // of the commitment, lower hex; empty when erased
  std::string commitment;  // lower hex; also in the event
  std::string retention;   // rule name
  std::string sealed;      // ciphertext, lower hex; empty when large (in the folder) or erased
  std::string file;        // hash of the ciphertext for large ones
  bool erased = false;
};

// Opens sealed things. Thread-safe. A master key is 32 bytes, kept by the operator outside the database.
class Vault {
 public:
  // Reads the key file, or makes one (mode 0600) when `create`. Refuses master_key_missing, master_key_malformed.
  static base::Result<Vault> open(const std::filesystem::path& key_file, const std::filesystem::path& folder,
                                  bool create, base::RandomSource& random);
  ~Vault();
  Vault(Vault&&) noexcept;
  Vault& operator=(Vault&&) noexcept;

  bool opens(const VaultKey& key) const;  // false: wrapped by another master key
  // A fresh dossier key, to be kept in the same transaction as the items sealed with it.
  VaultKey new_key(base::Instant at, base::RandomSource& random) const;
  // Seals; large plaintexts are written to the folder with fsync and rename before this returns.
  VaultItem seal(const VaultKey& key, std::string_view owner, std::string_view kind, std::string_view media_type,
                 std::string_view retention, std::string_view plaintext, base::Instant at,
                 base::RandomSource& random) const;
  // The plaintext; blank when erased. Throws Corrupt when the bytes or the commitment do not fit.
  std::string unseal(const VaultKey& key, const VaultItem& item) const;
  // Keyed hash (BLAKE2b) of an identity number, for boards that find the same person again without holding the number.
  std::string keyed_hash(std::string_view purpose, std::string_view text) const;
  void destroy_file(const VaultItem& item) const;
  std::filesystem::path file_of(const VaultItem& item) const;  // of a large one; item.file must not be empty

 private:
  struct State;
  explicit Vault(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Where the vault's folder keeps a large item by its name, the hash of its ciphertext.
std::filesystem::path vault_file(const std::filesystem::path& folder, const std::string& name);

std::string commitment(std::string_view nonce_hex, std::string_view plaintext);

}  // namespace store
