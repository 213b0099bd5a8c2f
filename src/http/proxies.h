// Who asks, behind the proxies that are trusted to say so. IPv4 addresses are kept as IPv6 ones (::ffff:a.b.c.d), so
// that one written either way is the same.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http {

using Address = std::array<std::uint8_t, 16>;

std::optional<Address> parse_address(std::string_view text);
std::string to_text(const Address& address);  // IPv4 as such: "10.0.0.1"

struct Network {
  Address address{};
  unsigned bits = 128;  // leading ones that must be the same
};
std::optional<Network> parse_network(std::string_view text);              // "127.0.0.1", "::1", "10.0.0.0/8"
std::vector<Network> networks_of(const std::vector<std::string>& texts);  // of those that can be read
bool holds(const std::vector<Network>& networks, const Address& address);

struct Asker {
  std::string peer;     // address without port
  bool secure = false;  // came over TLS
};
// From the right, where the trusted ones wrote: the first address that is no proxy of ours. What stands further left,
// and everything that comes from a peer who is not trusted, anybody may have written.
Asker asker_of(const std::vector<Network>& trusted, std::string_view socket_peer,
               const std::map<std::string, std::string, std::less<>>& headers);

}  // namespace http
