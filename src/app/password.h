// Passwords as they are kept: argon2id with its parameters. What is typed is compared in NFC, so that two keyboards
// that compose letters differently open the same account (NIST SP 800-63B §5.1.1.2).
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace app {

// Refuses password_too_short (under ten characters), text_too_long (over 1,024 bytes), utf8_invalid.
base::Done check_new_password(std::string_view password, std::string_view where);

// Both take 64 MiB and a good part of a second: at most two of them run at once, others wait.
std::string hash_password(std::string_view password);
// An empty hash fits nothing, after the same work, so that the time taken tells nothing.
bool password_fits(const std::string& kept, std::string_view password);

}  // namespace app
