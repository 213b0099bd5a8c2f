#include "dossier/check_end.h"

#include <chrono>
#include <string>

namespace dossier {

base::Done may_count_from_check(base::Instant checked_at, catalog::Channel channel, base::Instant now,
                                const ReceptionSettings& settings) {
  const std::string where = "/checked_at";
  if (channel != catalog::Channel::kCounter) return base::refuse("checked_not_at_counter", {}, where);
  if (checked_at > now) return base::refuse("checked_in_future", {}, where);
  if (base::local_date(checked_at) != base::local_date(now)) return base::refuse("checked_on_another_day", {}, where);
  if (checked_at < now - std::chrono::minutes(settings.most_minutes_since_check)) {
    return base::refuse("checked_too_long_ago", {{"most_minutes", std::to_string(settings.most_minutes_since_check)}},
                        where);
  }
  return std::monostate{};
}

}  // namespace dossier
