#include "http/proxies.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>

#include "http/server.h"
#include "http/tokens.h"

namespace http {
namespace {

constexpr Address kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr unsigned kMappedBits = 96;

bool is_mapped(const Address& address) { return std::equal(kMapped.begin(), kMapped.begin() + 12, address.begin()); }

bool is_in(const Network& network, const Address& address) {
  const std::size_t whole = network.bits / 8;
  if (!std::equal(address.begin(), address.begin() + static_cast<std::ptrdiff_t>(whole), network.address.begin())) {
    return false;
  }
  const unsigned rest = network.bits % 8;
  return rest == 0 || ((address[whole] ^ network.address[whole]) >> (8 - rest)) == 0;
}

// The last member of a list in a field, which is taken off it.
std::string_view take_last(std::string_view& list) {
  const std::size_t comma = list.rfind(',');
  const std::string_view last = comma == std::string_view::npos ? list : list.substr(comma + 1);
  list = comma == std::string_view::npos ? std::string_view() : list.substr(0, comma);
  return trim(last);
}

std::string_view field(const std::map<std::string, std::string, std::less<>>& headers, std::string_view name) {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace

std::optional<Address> parse_address(std::string_view text) {
  const std::string terminated(text);
  if (terminated.find('\0') != std::string::npos) return std::nullopt;
  Address address = kMapped;
  if (::inet_pton(AF_INET, terminated.c_str(), address.data() + 12) == 1) return address;
  if (::inet_pton(AF_INET6, terminated.c_str(), address.data()) == 1) return address;
  return std::nullopt;
}

std::string to_text(const Address& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (is_mapped(address)) {
    ::inet_ntop(AF_INET, address.data() + 12, text.data(), text.size());
  } else {
    ::inet_ntop(AF_INET6, address.data(), text.data(), text.size());
  }
  return text.data();
}

std::optional<Network> parse_network(std::string_view text) {
  const std::size_t slash = std::min(text.find('/'), text.size());
  const auto address = parse_address(text.substr(0, slash));
  if (!address) return std::nullopt;
  if (slash == text.size()) return Network{*address, 128};
  const bool is_short = text.substr(0, slash).find(':') == std::string_view::npos;
  const std::string_view digits = text.substr(slash + 1);
  unsigned bits = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
  if (error != std::errc() || end != digits.data() + digits.size() || bits > (is_short ? 32U : 128U)) {
    return std::nullopt;
  }
  return Network{*address, is_short ? bits + kMappedBits : bits};
}

bool is_network(std::string_view text) { return parse_network(text).has_value(); }

std::vector<Network> networks_of(const std::vector<std::string>& texts) {
  std::vector<Network> networks;
  for (const std::string& text : texts) {
    if (const auto network = parse_network(text)) networks.push_back(*network);
  }
  return networks;
}

bool holds(const std::vector<Network>& networks, const Address& address) {
  return std::ranges::any_of(networks, [&](const Network& network) { return is_in(network, address); });
}

Asker asker_of(const std::vector<Network>& trusted, std::string_view socket_peer,
               const std::map<std::string, std::string, std::less<>>& headers) {
  auto address = parse_address(socket_peer);
  if (!address) return {std::string(socket_peer), false};
  if (!holds(trusted, *address)) return {to_text(*address), false};
  std::string_view path = field(headers, "x-forwarded-for");
  while (!path.empty() && holds(trusted, *address)) {
    const auto before = parse_address(take_last(path));
    if (!before) break;
    address = before;
  }
  std::string_view schemes = field(headers, "x-forwarded-proto");
  return {to_text(*address), lower(take_last(schemes)) == "https"};
}

}  // namespace http
