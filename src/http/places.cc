#include "http/places.h"

#include <algorithm>

namespace http {
namespace {

Address subscriber_of(Address address) {
  static const std::vector<Network> kShort{*parse_network("0.0.0.0/0")};
  if (!holds(kShort, address)) std::fill(address.begin() + 8, address.end(), std::uint8_t{0});
  return address;
}

}  // namespace

bool Places::take(const std::optional<Address>& address) {
  const std::lock_guard lock(mutex_);
  if (taken_ >= most_) return false;
  if (address) {
    std::size_t& theirs = by_address_[subscriber_of(*address)];
    if (most_per_address_ > 0 && theirs >= most_per_address_) return false;
    ++theirs;
  }
  ++taken_;
  return true;
}

void Places::leave(const std::optional<Address>& address) {
  const std::lock_guard lock(mutex_);
  --taken_;
  if (!address) return;
  const auto theirs = by_address_.find(subscriber_of(*address));
  if (--theirs->second == 0) by_address_.erase(theirs);
}

std::size_t Places::taken() const {
  const std::lock_guard lock(mutex_);
  return taken_;
}

}  // namespace http
