// The bounded pool that handlers run on: a fixed number of threads and a queue that says no when it is full.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace http {

class Pool {
 public:
  Pool(unsigned threads, std::size_t most_waiting);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  bool offer(std::function<void()> work);  // false: the queue is full or finished. `work` must not throw
  bool go_on(std::function<void()> work);  // the next step of what was taken once: a full queue does not refuse it
  bool runs_here() const;                  // whether the caller is one of its threads
  void finish();                           // drops what is queued and waits for what runs; once is enough

 private:
  bool put(std::function<void()> work, std::size_t most);
  void run();

  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> waiting_;
  std::size_t most_waiting_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace http
