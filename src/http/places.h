// How many connections there are, and from where: one address may not take all the places.
#pragma once
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>

#include "http/proxies.h"

namespace http {

class Places {
 public:
  Places(std::size_t most, std::size_t most_per_address) : most_(most), most_per_address_(most_per_address) {}

  // False when there is none left. Without an address (a proxy that many stand behind) only the whole counts. Of IPv6 a
  // subscriber has a whole network of /64, so that counts as one.
  bool take(const std::optional<Address>& address);
  void leave(const std::optional<Address>& address);  // as it was taken
  std::size_t taken() const;

 private:
  mutable std::mutex mutex_;
  const std::size_t most_;
  const std::size_t most_per_address_;  // 0: no limit
  std::size_t taken_ = 0;
  std::map<Address, std::size_t> by_address_;
};

}  // namespace http
