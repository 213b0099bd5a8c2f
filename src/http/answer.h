// What stands in the head of every answer: the fields that protect who reads it in a browser, and gzip for who can
// read that.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/server.h"

namespace http {

// All fields but those of framing and connection; the response's own win. `secure`: it goes out over TLS.
std::vector<std::pair<std::string, std::string>> answer_fields(const Response& response, bool secure);

// Accept-Encoding (RFC 9110 §12.5.3).
bool accepts_gzip(std::string_view accept_encoding);
// Whether compress() would change something: a text of 1 KiB or more that is not encoded, carries no secret and sets no
// cookie (BREACH: lengths of compressed secrets can be guessed at), for someone who accepts it.
bool wants_gzip(const Response& response, const Request& request);
// Takes time with the length: for the pool, not for an I/O thread.
void compress(Response& response, const Request& request);

}  // namespace http
