// Slows down who guesses: after some wrong tries each further one must wait, longer and longer, but never for ever.
// Kept in memory only and bounded, so that guessing fills no disk; a restart forgets it (docs/adr/0016).
#pragma once
#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

namespace app {

struct ThrottleSettings {
  int free_tries = 5;
  std::chrono::seconds first_wait{2};  // doubled with each further wrong try
  std::chrono::seconds longest_wait{300};
  std::chrono::hours forgotten_after{24};
  std::size_t most_keys = 100'000;  // beyond, what was wrong longest ago is forgotten first
};

class Throttle {
 public:
  using Moment = std::chrono::steady_clock::time_point;
  explicit Throttle(ThrottleSettings settings) : settings_(settings) {}

  // How long `key` must wait before it may try again, in whole seconds, rounded up; zero: now.
  std::chrono::seconds wait(const std::string& key, Moment now) const;
  void wrong(const std::string& key, Moment now);
  void right(const std::string& key);  // forgotten

 private:
  struct Tries {
    int wrong = 0;
    Moment last;
    Moment until;
    std::list<std::string>::iterator place;
  };
  void forget_the_oldest(Moment now);

  ThrottleSettings settings_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Tries> tries_;
  std::list<std::string> by_age_;  // keys; the one that was wrong longest ago first
};

// Who an address stands for when tries are counted: an IPv4 address itself; of an IPv6 address the /64 network, because
// one customer has all of it (RFC 6177). Other text stays as it is.
std::string network_of(const std::string& address);

}  // namespace app
