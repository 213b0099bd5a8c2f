#include "words/refusal_text.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <vector>

#include "words/refusal_table.h"

namespace words {
namespace {

const RefusalText* find(std::string_view code) {
  const auto texts = refusal_texts();
  const auto found = std::ranges::lower_bound(texts, code, {}, &RefusalText::code);
  return found != texts.end() && found->code == code ? &*found : nullptr;
}

}  // namespace

std::span<const RefusalText> refusal_texts() {
  static const std::vector<RefusalText> kAll = [] {
    std::vector<RefusalText> all(refusals_a_to_h().begin(), refusals_a_to_h().end());
    all.insert(all.end(), refusals_i_to_z().begin(), refusals_i_to_z().end());
    return all;
  }();
  return kAll;
}

const RefusalText& refusal_text(std::string_view code) {
  if (const RefusalText* found = find(code)) return *found;
  spdlog::error("a refusal has no sentence: {}", code);
  return *find("internal");
}

std::string fill(std::string_view sentence, const std::map<std::string, std::string>& facts) {
  std::string filled;
  while (!sentence.empty()) {
    const std::size_t open = sentence.find('{');
    filled += sentence.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = sentence.find('}', open);
    if (close == std::string_view::npos) break;
    const auto fact = facts.find(std::string(sentence.substr(open + 1, close - open - 1)));
    if (fact != facts.end()) filled += fact->second;
    sentence.remove_prefix(close + 1);
  }
  return filled;
}

}  // namespace words
