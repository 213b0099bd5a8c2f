#include "dossier/email.h"

#include <algorithm>

namespace dossier {
namespace {

// RFC 5321 §4.5.3.1 and RFC 1035 §2.3.4.
constexpr std::size_t kMostAddress = 254;
constexpr std::size_t kMostLocalPart = 64;
constexpr std::size_t kMostLabel = 63;
constexpr std::string_view kLocalSigns = ".!#$%&'*+/=?^_`{|}~-";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_local_part(std::string_view text) {
  return !text.empty() && text.size() <= kMostLocalPart && text.front() != '.' && text.back() != '.' &&
         text.find("..") == std::string_view::npos && std::ranges::all_of(text, [](char c) {
           return is_letter(c) || is_digit(c) || kLocalSigns.find(c) != std::string_view::npos;
         });
}

bool is_label(std::string_view text) {
  return !text.empty() && text.size() <= kMostLabel && text.front() != '-' && text.back() != '-' &&
         std::ranges::all_of(text, [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
}

// At least two labels, the last of which is no number ("thu@192.0.2.1" is a host's address, not a person's).
bool is_domain(std::string_view text) {
  const std::size_t last_dot = text.rfind('.');
  if (last_dot == std::string_view::npos || std::ranges::none_of(text.substr(last_dot), is_letter)) return false;
  while (true) {
    const std::size_t dot = std::min(text.find('.'), text.size());
    if (!is_label(text.substr(0, dot))) return false;
    if (dot == text.size()) return true;
    text.remove_prefix(dot + 1);
  }
}

}  // namespace

bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && text.size() <= kMostAddress && is_local_part(text.substr(0, at)) &&
         is_domain(text.substr(at + 1));
}

}  // namespace dossier
