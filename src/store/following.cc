#include "store/following.h"

#include "store/record.h"

namespace store {
namespace {

constexpr std::size_t kPortionEvents = 1000;

bool follows(const Follower& follower, std::string_view kind) {
  const std::vector<std::string>& kinds = follower.stream_kinds();
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

}  // namespace

Following::Following(std::vector<Follower*> followers) : followers_(std::move(followers)) {
  std::set<std::string> kinds;
  for (const Follower* follower : followers_) {
    kinds.insert(follower->stream_kinds().begin(), follower->stream_kinds().end());
  }
  kinds_.assign(kinds.begin(), kinds.end());
}

void Following::catch_up(Session& session, std::int64_t head) {
  while (!kinds_.empty() && seen_ < head) {
    const std::vector<Event> events = events_in(session, {seen_, head, kPortionEvents}, kinds_);
    for (const Event& event : events) fold(event);
    if (events.size() < kPortionEvents) break;
  }
  seen_ = std::max(seen_, head);
}

void Following::fold(const Event& event) {
  for (Follower* follower : followers_) {
    if (follows(*follower, stream_kind(event.stream))) follower->fold(event);
  }
  seen_ = event.position;
  folded_ = true;
}

void Following::commit(std::int64_t position) {
  seen_ = committed_ = position;
  if (!folded_) return;
  folded_ = false;
  for (Follower* follower : followers_) follower->commit();
}

void Following::rollback() {
  seen_ = committed_;
  if (!folded_) return;
  folded_ = false;
  for (Follower* follower : followers_) follower->rollback();
}

}  // namespace store
