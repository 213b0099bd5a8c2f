#include "catalog/procedure.h"

#include <algorithm>

#include "catalog/procedure_words.h"

namespace catalog {

const ExecutionCase* find_case(const ProcedureVersion& version, std::string_view id) {
  if (id.empty()) return version.cases.size() == 1 ? &version.cases.front() : nullptr;
  const auto found = std::ranges::find(version.cases, id, &ExecutionCase::id);
  return found == version.cases.end() ? nullptr : &*found;
}

bool offers(const ProcedureVersion& version, Channel channel) {
  return std::ranges::find(version.channels, channel, &ChannelRule::channel) != version.channels.end();
}

base::Result<Channel> channel_from_text(std::string_view text) {
  for (const auto& [word, channel] : kChannelWords) {
    if (word == text) return channel;
  }
  return base::refuse("value_unknown", {{"value", std::string(text)}});
}

std::string_view to_text(Channel channel) { return word_of(kChannelWords, channel); }
std::string_view to_text(Level level) { return word_of(kLevelWords, level); }
std::string_view to_text(LimitKind kind) { return word_of(kLimitKindWords, kind); }
std::string_view to_text(Trust trust) { return word_of(kTrustWords, trust); }
std::string_view to_text(Publicity publicity) { return word_of(kPublicityWords, publicity); }
std::string_view to_text(TakenAt taken_at) { return word_of(kTakenAtWords, taken_at); }
std::string_view to_text(Standing standing) { return word_of(kStandingWords, standing); }
std::string_view to_text(PaperGroupKind kind) { return word_of(kPaperGroupKindWords, kind); }
std::string_view to_text(FeeStatus status) { return word_of(kFeeStatusWords, status); }

}  // namespace catalog
