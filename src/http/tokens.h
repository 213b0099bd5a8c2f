// The small pieces that the fields of HTTP are read with.
#pragma once
#include <string>
#include <string_view>

namespace http {

std::string lower(std::string_view text);                       // ASCII only, as the names of fields are
std::string_view trim(std::string_view text);                   // blanks and tabs
std::string_view take_until(std::string_view& text, char end);  // takes the part before `end`, and `end`, off the text

}  // namespace http
