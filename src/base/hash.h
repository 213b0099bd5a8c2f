// SHA-256, hexadecimal text, and the tree head of the journal (RFC 9162 §2.1).
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace base {

using Hash = std::array<std::byte, 32>;

Hash sha256(std::string_view bytes);
Hash leaf_hash(std::string_view bytes);               // SHA-256(0x00 ‖ bytes)
Hash node_hash(const Hash& left, const Hash& right);  // SHA-256(0x01 ‖ left ‖ right)

std::string to_hex(std::span<const std::byte> bytes);           // lower case
Result<std::vector<std::byte>> from_hex(std::string_view hex);  // refuses hex_malformed
Result<Hash> hash_from_hex(std::string_view hex);

// The tree head over leaves given in order; keeps one hash per level, so a journal of any length fits.
class MerkleTree {
 public:
  void add(const Hash& leaf);
  std::uint64_t size() const { return size_; }
  Hash root() const;  // of no leaves: SHA-256 of the empty string

 private:
  std::vector<Hash> complete_;  // roots of complete subtrees, largest first
  std::uint64_t size_ = 0;
};

}  // namespace base
