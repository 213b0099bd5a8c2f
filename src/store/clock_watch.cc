#include "store/clock_watch.h"

namespace store {
namespace {

constexpr std::chrono::minutes kMostDrift{5};
// The clocks of several nodes differ by a little; a start right after another node's event is no jump.
constexpr std::chrono::seconds kSkewOfNodes{5};

base::Refusal refusal(base::Instant now, std::string_view fact, std::string value) {
  return {"clock_implausible", {{"now", base::format_instant(now)}, {std::string(fact), std::move(value)}}, ""};
}

}  // namespace

ClockWatch::ClockWatch(const base::Clock& clock, const WriterSettings& settings)
    : clock_(clock), settings_(settings), wall_start_(clock.now()), steady_start_(clock.steady()) {}

std::optional<base::Refusal> ClockWatch::implausible(base::Instant now, std::optional<base::Instant> last) const {
  const auto drift =
      (now - wall_start_) - std::chrono::duration_cast<std::chrono::microseconds>(clock_.steady() - steady_start_);
  if (std::chrono::abs(drift) > kMostDrift) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(drift).count();
    return refusal(now, "drift_seconds", std::to_string(seconds));
  }
  if (!last || settings_.accept_clock_jump) return std::nullopt;
  const bool before = now < *last - (started_ ? std::chrono::seconds(kMostDrift) : kSkewOfNodes);
  const bool long_after = !started_ && now > *last + std::chrono::days(settings_.most_days_after_last_event);
  if (before || long_after) return refusal(now, "last", base::format_instant(*last));
  return std::nullopt;
}

}  // namespace store
