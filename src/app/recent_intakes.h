// The newest dossier of each person and procedure among the last few thousand: so that two intakes that arrive together
// notice each other before either can be read back. Only a hint for a warning; bounded, forgotten at the end.
#pragma once
#include <deque>
#include <map>
#include <string>

namespace app {

class RecentIntakes {
 public:
  struct Newest {
    std::string stream;
    std::string number;
  };

  // The dossier before `now`, which becomes the newest; blank: none known. Its batch may have failed since.
  Newest replace(const std::string& person_and_procedure, const Newest& now) {
    Newest& newest = newest_[person_and_procedure];
    if (newest.stream.empty()) order_.push_back(person_and_procedure);
    const Newest earlier = newest.stream == now.stream ? Newest() : newest;
    newest = now;
    if (order_.size() > kMost) {
      newest_.erase(order_.front());
      order_.pop_front();
    }
    return earlier;
  }

 private:
  static constexpr std::size_t kMost = 8192;
  std::map<std::string, Newest> newest_;
  std::deque<std::string> order_;
};

}  // namespace app
