#include "base/hash.h"

#include <openssl/evp.h>

#include <bit>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace base {
namespace {

Hash digest(std::initializer_list<std::string_view> parts) {
  thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> kContext(EVP_MD_CTX_new(),
                                                                                      EVP_MD_CTX_free);
  static const EVP_MD* const kSha256Method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  Hash hash;
  bool well = EVP_DigestInit_ex(kContext.get(), kSha256Method, nullptr) == 1;
  for (const std::string_view part : parts)
    well = well && EVP_DigestUpdate(kContext.get(), part.data(), part.size()) == 1;
  well = well && EVP_DigestFinal_ex(kContext.get(), reinterpret_cast<unsigned char*>(hash.data()), nullptr) == 1;
  if (!well) throw std::runtime_error("SHA-256 is not available in this OpenSSL");
  return hash;
}

std::string_view view(const Hash& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

constexpr std::string_view kLeaf("\0", 1);
constexpr std::string_view kNode("\1", 1);

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

Hash sha256(std::string_view bytes) { return digest({bytes}); }
Hash leaf_hash(std::string_view bytes) { return digest({kLeaf, bytes}); }
Hash node_hash(const Hash& left, const Hash& right) { return digest({kNode, view(left), view(right)}); }

std::string to_hex(std::span<const std::byte> bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const std::byte byte : bytes) {
    hex.push_back(kDigits[std::to_integer<unsigned>(byte) >> 4]);
    hex.push_back(kDigits[std::to_integer<unsigned>(byte) & 15]);
  }
  return hex;
}

Result<std::vector<std::byte>> from_hex(std::string_view hex) {
  if (hex.size() % 2 != 0) return refuse("hex_malformed");
  std::vector<std::byte> bytes;
  bytes.reserve(hex.size() / 2);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const int high = hex_value(hex[i]);
    const int low = hex_value(hex[i + 1]);
    if (high < 0 || low < 0) return refuse("hex_malformed");
    bytes.push_back(static_cast<std::byte>(high * 16 + low));
  }
  return bytes;
}

Result<Hash> hash_from_hex(std::string_view hex) {
  const auto bytes = from_hex(hex);
  if (!bytes) return tl::unexpected(bytes.error());
  Hash hash;
  if (bytes->size() != hash.size()) return refuse("hex_malformed");
  std::memcpy(hash.data(), bytes->data(), hash.size());
  return hash;
}

// The complete subtrees mirror the binary digits of size_: adding a leaf carries like adding one.
void MerkleTree::add(const Hash& leaf) {
  Hash carried = leaf;
  for (int joins = std::countr_one(size_); joins > 0; --joins) {
    carried = node_hash(complete_.back(), carried);
    complete_.pop_back();
  }
  complete_.push_back(carried);
  ++size_;
}

Hash MerkleTree::root() const {
  if (complete_.empty()) return sha256({});
  Hash head = complete_.back();
  for (auto left = std::next(complete_.rbegin()); left != complete_.rend(); ++left) head = node_hash(*left, head);
  return head;
}

}  // namespace base
