#include <atomic>
#include <memory>
#include <utility>

#include "http/server.h"

namespace http {

struct Reply::Once {
  explicit Once(Send wanted) : send(std::move(wanted)) {}
  Once(const Once&) = delete;
  Once& operator=(const Once&) = delete;
  // Dropped without an answer: a status of 0 lets the connection answer 500 in the edge's own form.
  ~Once() {
    if (!answered.exchange(true)) send(Response{0, "", "", {}});
  }
  Send send;
  std::atomic<bool> answered = false;
};

Reply::Reply(Send send) : once_(std::make_shared<Once>(std::move(send))) {}

void Reply::operator()(Response response) const {
  if (once_->answered.exchange(true)) return;
  const Send send = std::exchange(once_->send, nullptr);  // who keeps a reply does not keep the connection
  send(std::move(response));
}

}  // namespace http
