// The followers of the writer and how far they have seen: fed in order with what other processes wrote and with what
// the open batch appends; what is not committed can be taken back. Private to the room.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "store/engine.h"
#include "store/writer.h"

namespace store {

class Following {
 public:
  explicit Following(std::vector<Follower*> followers);

  bool empty() const { return followers_.empty(); }
  std::int64_t seen() const { return seen_; }
  void catch_up(Session& session, std::int64_t head);
  void fold(const Event& event);
  void commit(std::int64_t position);  // everything up to here is true now
  void rollback();

 private:
  std::vector<Follower*> followers_;
  std::vector<std::string> kinds_;
  std::int64_t seen_ = 0;       // folded, perhaps not committed
  std::int64_t committed_ = 0;  // shown to readers
  bool folded_ = false;         // something since the last commit
};

}  // namespace store
