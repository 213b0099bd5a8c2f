// Whether a text can be an e-mail address: the plain form of RFC 5321 that mail to people uses, without quotes,
// comments, bare hosts or address literals. Whether anybody reads it, only a message can tell.
#pragma once
#include <string_view>

namespace dossier {

bool is_email(std::string_view text);

}  // namespace dossier
