#include "app/throttle.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace app {
namespace {

constexpr int kMostDoublings = 20;  // far beyond every longest wait; keeps the shift in range

}  // namespace

std::chrono::seconds Throttle::wait(const std::string& key, Moment now) const {
  const std::lock_guard lock(mutex_);
  const auto found = tries_.find(key);
  if (found == tries_.end() || found->second.until <= now) return std::chrono::seconds(0);
  return std::chrono::ceil<std::chrono::seconds>(found->second.until - now);
}

void Throttle::wrong(const std::string& key, Moment now) {
  const std::lock_guard lock(mutex_);
  forget_the_oldest(now);
  const auto [found, is_new] = tries_.try_emplace(key);
  Tries& tries = found->second;
  if (!is_new) by_age_.erase(tries.place);
  tries.place = by_age_.insert(by_age_.end(), key);
  tries.last = now;
  const int over = ++tries.wrong - settings_.free_tries;
  if (over < 0) return;
  tries.until = now + std::min(settings_.longest_wait, settings_.first_wait * (1 << std::min(over, kMostDoublings)));
}

void Throttle::right(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = tries_.find(key);
  if (found == tries_.end()) return;
  by_age_.erase(found->second.place);
  tries_.erase(found);
}

void Throttle::forget_the_oldest(Moment now) {
  while (!by_age_.empty()) {
    const auto oldest = tries_.find(by_age_.front());
    if (tries_.size() < settings_.most_keys && now - oldest->second.last < settings_.forgotten_after) return;
    tries_.erase(oldest);
    by_age_.pop_front();
  }
}

std::string network_of(const std::string& address) {
  std::array<unsigned char, 16> bytes{};
  if (::inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1) return address;
  std::array<char, INET6_ADDRSTRLEN> text{};
  std::ranges::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  return ::inet_ntop(AF_INET6, bytes.data(), text.data(), text.size()) == nullptr ? address : text.data();
}

}  // namespace app
