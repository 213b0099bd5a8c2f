// A use case as a command of the writer: what it needs, how it decides, and who waits for the answer.
#pragma once
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <utility>

#include "base/result.h"
#include "store/writer.h"

namespace app {

template <class Answer>
class Commit final : public store::Command {
 public:
  using Decide = std::function<base::Result<Answer>(store::Batch&)>;
  using Then = std::function<void(base::Result<Answer>, std::int64_t position)>;

  Commit(store::Needs needs, Decide decide, Then then)
      : needs_(std::move(needs)), decide_(std::move(decide)), then_(std::move(then)) {}

  store::Needs needs() const override { return needs_; }
  void decide(store::Batch& batch) override { answer_.emplace(decide_(batch)); }
  void committed(std::int64_t position) override { then_(std::move(*answer_), position); }
  void failed(const base::Refusal& refusal) override { then_(tl::unexpected(refusal), 0); }

 private:
  store::Needs needs_;
  Decide decide_;
  Then then_;
  std::optional<base::Result<Answer>> answer_;  // optional: a decision that is retried starts from scratch
};

template <class Answer>
void commit(store::Writer& writer, store::Needs needs, typename Commit<Answer>::Decide decide,
            typename Commit<Answer>::Then then) {
  writer.submit(std::make_unique<Commit<Answer>>(std::move(needs), std::move(decide), std::move(then)));
}

// Waits for the answer: for the command line and for reads that must be logged first.
template <class Answer>
base::Result<Answer> commit_and_wait(store::Writer& writer, store::Needs needs,
                                     typename Commit<Answer>::Decide decide) {
  std::promise<base::Result<Answer>> promise;
  auto future = promise.get_future();
  commit<Answer>(writer, std::move(needs), std::move(decide),
                 [&promise](base::Result<Answer> answer, std::int64_t) { promise.set_value(std::move(answer)); });
  return future.get();
}

}  // namespace app
