// How a rule says no. A refusal is an answer that the rules allow: it carries a stable code, the facts that its
// sentence needs, and where in the input the cause lies. Texts in Vietnamese and English are added once, at the edge
// (words/refusal_text.h). Failures of disk, database or network are exceptions, never refusals.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <variant>

namespace base {

struct Refusal {
  std::string code;                          // snake_case, stable, part of the API
  std::map<std::string, std::string> facts;  // words for the sentence; never personal data
  std::string where;                         // JSON pointer, line or argument; empty when the whole input is meant
  bool operator==(const Refusal&) const = default;
};

template <class T>
using Result = tl::expected<T, Refusal>;

using Done = Result<std::monostate>;

inline tl::unexpected<Refusal> refuse(std::string_view code, std::map<std::string, std::string> facts = {},
                                      std::string where = {}) {
  return tl::unexpected<Refusal>(Refusal{std::string(code), std::move(facts), std::move(where)});
}

}  // namespace base
