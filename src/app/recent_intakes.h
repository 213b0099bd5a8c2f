// The newest dossier of each person and procedure among the last few thousand: so that two intakes that arrive together
// notice each other before either can be read back. Only a hint for a warning; bounded, forgotten at the end.
#pragma once
#include <deque>
#include <map>
#include <string>

namespace app {

class RecentIntakes {
 public:
  // The number of an earlier dossier than `stream`, which becomes the newest; empty: none known.
  std::string replace(const std::string& person_and_procedure, const std::string& stream, const std::string& number) {
    Newest& newest = newest_[person_and_procedure];
    const std::string earlier = newest.stream == stream ? std::string() : newest.number;
    if (newest.stream.empty()) order_.push_back(person_and_procedure);
    newest = {stream, number};
    if (order_.size() > kMost) {
      newest_.erase(order_.front());
      order_.pop_front();
    }
    return earlier;
  }

 private:
  static constexpr std::size_t kMost = 8192;
  struct Newest {
    std::string stream;
    std::string number;
  };
  std::map<std::string, Newest> newest_;
  std::deque<std::string> order_;
};

}  // namespace app
