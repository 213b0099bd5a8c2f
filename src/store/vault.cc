#include "store/vault.h"

#include <sodium.h>

#include <array>

#include "base/hash.h"
#include "store/durable_file.h"
#include "store/store.h"

namespace store {
namespace {

constexpr std::size_t kKeyBytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kCommitmentNonceBytes = 32;
constexpr std::size_t kMostInDatabaseBytes = 64 * 1024;  // larger plaintexts go to the folder

// Each use has a subkey of its own, so that none of them says anything about another.
enum class Use : std::uint64_t { kWrap = 1, kKeyedHash = 2 };
constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "motcua01";

class Secret {  // 32 bytes that are wiped when they go
 public:
  Secret() = default;
  ~Secret() { sodium_memzero(bytes_.data(), bytes_.size()); }
  Secret(const Secret&) = default;
  Secret& operator=(const Secret&) = default;
  unsigned char* data() { return bytes_.data(); }
  const unsigned char* data() const { return bytes_.data(); }
  std::string_view view() const { return {reinterpret_cast<const char*>(bytes_.data()), bytes_.size()}; }

 private:
  std::array<unsigned char, kKeyBytes> bytes_{};
};

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::string hex(std::string_view bytes) { return base::to_hex(std::as_bytes(std::span(bytes))); }

std::string unhex(std::string_view text) {
  const auto bytes = base::from_hex(text);
  if (!bytes) throw Corrupt("the vault holds text that is not hexadecimal");
  return {reinterpret_cast<const char*>(bytes->data()), bytes->size()};
}

std::string random_bytes(std::size_t count, base::RandomSource& random) {
  std::string bytes(count, '\0');
  random.fill(std::as_writable_bytes(std::span(bytes)));
  return bytes;
}

std::string encrypt(const Secret& key, std::string_view plaintext, std::string_view bound_to,
                    base::RandomSource& random) {
  std::string sealed = random_bytes(kNonceBytes, random);
  const std::string nonce = sealed;
  sealed.resize(kNonceBytes + plaintext.size() + kTagBytes);
  auto* out = reinterpret_cast<unsigned char*>(sealed.data()) + kNonceBytes;
  crypto_aead_xchacha20poly1305_ietf_encrypt(out, nullptr, bytes_of(plaintext), plaintext.size(), bytes_of(bound_to),
                                             bound_to.size(), nullptr, bytes_of(nonce), key.data());
  return sealed;
}

std::optional<std::string> decrypt(const Secret& key, std::string_view sealed, std::string_view bound_to) {
  if (sealed.size() < kNonceBytes + kTagBytes) return std::nullopt;
  std::string plaintext(sealed.size() - kNonceBytes - kTagBytes, '\0');
  const std::string_view body = sealed.substr(kNonceBytes);
  const int wrong = crypto_aead_xchacha20poly1305_ietf_decrypt(
      reinterpret_cast<unsigned char*>(plaintext.data()), nullptr, nullptr, bytes_of(body), body.size(),
      bytes_of(bound_to), bound_to.size(), bytes_of(sealed), key.data());
  if (wrong != 0) return std::nullopt;
  return plaintext;
}

Secret subkey(const Secret& master, Use use) {
  Secret derived;
  crypto_kdf_derive_from_key(derived.data(), kKeyBytes, static_cast<std::uint64_t>(use), kContext, master.data());
  return derived;
}

// What an item's ciphertext is bound to: moved to another dossier or called another kind, it does not open.
std::string binding(const VaultItem& item) { return item.id + '\n' + item.owner + '\n' + item.kind; }

base::Result<Secret> master_from_text(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  const auto bytes = base::from_hex(text);
  if (!bytes || bytes->size() != kKeyBytes) return base::refuse("master_key_malformed");
  Secret master;
  std::copy_n(reinterpret_cast<const unsigned char*>(bytes->data()), kKeyBytes, master.data());
  sodium_memzero(text.data(), text.size());
  return master;
}

}  // namespace

struct Vault::State {
  std::filesystem::path folder;
  Secret wrapping;
  Secret hashing;

  std::filesystem::path file_of(const VaultItem& item) const { return vault_file(folder, item.file); }

  Secret unwrap(const VaultKey& key) const {
    const auto plain = decrypt(wrapping, unhex(key.wrapped), key.id);
    if (!plain || plain->size() != kKeyBytes)
      throw Corrupt("the key " + key.id + " does not open with this master key");
    Secret opened;
    std::copy_n(bytes_of(*plain), kKeyBytes, opened.data());
    return opened;
  }
};

Vault::Vault(std::unique_ptr<State> state) : state_(std::move(state)) {}
Vault::~Vault() = default;
Vault::Vault(Vault&&) noexcept = default;
Vault& Vault::operator=(Vault&&) noexcept = default;

base::Result<Vault> Vault::open(const std::filesystem::path& key_file, const std::filesystem::path& folder, bool create,
                                base::RandomSource& random) {
  if (sodium_init() < 0) throw Failure("libsodium does not start");
  std::error_code problem;
  if (!std::filesystem::exists(key_file, problem)) {
    if (!create) return base::refuse("master_key_missing", {{"file", key_file.string()}});
    write_durably(key_file, hex(random_bytes(kKeyBytes, random)) + '\n', 0600);
  }
  const base::Result<Secret> master = master_from_text(read_file(key_file));
  if (!master) return base::refuse("master_key_malformed", {{"file", key_file.string()}});
  auto state = std::make_unique<State>();
  state->folder = folder;
  state->wrapping = subkey(*master, Use::kWrap);
  state->hashing = subkey(*master, Use::kKeyedHash);
  return Vault(std::move(state));
}

bool Vault::opens(const VaultKey& key) const {
  return decrypt(state_->wrapping, unhex(key.wrapped), key.id).has_value();
}

VaultKey Vault::new_key(base::Instant at, base::RandomSource& random) const {
  const std::string key = random_bytes(kKeyBytes, random);
  VaultKey made{.id = base::uuid7(at, random), .wrapped = {}};
  made.wrapped = hex(encrypt(state_->wrapping, key, made.id, random));
  return made;
}

VaultItem Vault::seal(const VaultKey& key, std::string_view owner, std::string_view kind, std::string_view media_type,
                      std::string_view retention, std::string_view plaintext, base::Instant at,
                      base::RandomSource& random) const {
  VaultItem item;
  item.id = base::uuid7(at, random);
  item.owner = owner;
  item.kind = kind;
  item.media_type = media_type;
  item.size = static_cast<std::int64_t>(plaintext.size());
  item.key_id = key.id;
  item.nonce = hex(random_bytes(kCommitmentNonceBytes, random));
  item.commitment = commitment(item.nonce, plaintext);
  item.retention = retention;
  const std::string sealed = encrypt(state_->unwrap(key), plaintext, binding(item), random);
  if (plaintext.size() <= kMostInDatabaseBytes) {
    item.sealed = hex(sealed);
  } else {
    item.file = base::to_hex(base::sha256(sealed));
    write_durably(state_->file_of(item), sealed, 0600);
  }
  return item;
}

std::string Vault::unseal(const VaultKey& key, const VaultItem& item) const {
  if (item.erased) return {};
  const std::string sealed = item.file.empty() ? unhex(item.sealed) : [&] {
    std::error_code problem;
    const auto path = state_->file_of(item);
    if (!std::filesystem::exists(path, problem)) throw Corrupt("vault item " + item.id + ": its file is missing");
    return read_file(path);
  }();
  const auto plaintext = decrypt(state_->unwrap(key), sealed, binding(item));
  if (!plaintext) throw Corrupt("vault item " + item.id + ": its bytes were changed");
  if (commitment(item.nonce, *plaintext) != item.commitment) {
    throw Corrupt("vault item " + item.id + ": it does not fit its commitment");
  }
  return *plaintext;
}

std::string Vault::keyed_hash(std::string_view purpose, std::string_view text) const {
  std::string message(purpose);
  message += '\n';
  message += text;
  std::array<unsigned char, crypto_generichash_BYTES> digest;
  crypto_generichash(digest.data(), digest.size(), bytes_of(message), message.size(), state_->hashing.data(),
                     kKeyBytes);
  return base::to_hex(std::as_bytes(std::span(digest)));
}

void Vault::destroy_file(const VaultItem& item) const {
  if (item.file.empty()) return;
  std::error_code problem;
  std::filesystem::remove(state_->file_of(item), problem);
  if (problem) throw Failure("cannot remove the file of vault item " + item.id + ": " + problem.message());
}

std::filesystem::path Vault::file_of(const VaultItem& item) const { return state_->file_of(item); }

std::filesystem::path vault_file(const std::filesystem::path& folder, const std::string& name) {
  return folder / name.substr(0, 2) / name;
}

std::string commitment(std::string_view nonce_hex, std::string_view plaintext) {
  return base::to_hex(base::sha256(unhex(nonce_hex) + std::string(plaintext)));
}

}  // namespace store
