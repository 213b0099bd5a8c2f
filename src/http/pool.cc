#include "http/pool.h"

#include <limits>
#include <utility>

namespace http {
namespace {

thread_local const Pool* pool_of_this_thread = nullptr;

}  // namespace

Pool::Pool(unsigned threads, std::size_t most_waiting) : most_waiting_(most_waiting) {
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

Pool::~Pool() { finish(); }

void Pool::finish() {
  std::deque<std::function<void()>> dropped;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    dropped.swap(waiting_);
  }
  ready_.notify_all();
  dropped.clear();  // without the lock: dropping a reply answers it
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

bool Pool::offer(std::function<void()> work) { return put(std::move(work), most_waiting_); }

bool Pool::go_on(std::function<void()> work) { return put(std::move(work), std::numeric_limits<std::size_t>::max()); }

bool Pool::runs_here() const { return pool_of_this_thread == this; }

bool Pool::put(std::function<void()> work, std::size_t most) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || waiting_.size() >= most) return false;
    waiting_.push_back(std::move(work));
  }
  ready_.notify_one();
  return true;
}

void Pool::run() {
  pool_of_this_thread = this;
  std::unique_lock lock(mutex_);
  while (true) {
    ready_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    std::function<void()> work = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    work();
    work = nullptr;  // what it holds ends without the lock
    lock.lock();
  }
}

}  // namespace http
