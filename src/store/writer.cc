#include "store/writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

#include "store/clock_watch.h"
#include "store/following.h"
#include "store/open_batch.h"
#include "store/record.h"
#include "store/store_on_engine.h"

namespace store {
namespace {

using Steady = std::chrono::steady_clock;  // of the machine, for waiting; the injected clock may stand still
using Commands = std::span<Command* const>;

constexpr std::chrono::milliseconds kLookAround{1000};  // for what other processes wrote
constexpr std::chrono::milliseconds kFirstBackoff{100};
constexpr std::chrono::milliseconds kMostBackoff{5000};
constexpr std::chrono::seconds kCommitInDoubt{10};  // how long to ask whether a commit arrived
constexpr std::chrono::hours kKeepIdempotency{48};
constexpr std::chrono::seconds kPruneEvery{60};
constexpr int kPruneSliceRows = 500;

// The connection went during COMMIT and did not come back: it is not known whether the batch is in the record. The
// commands fail and are not run again; a client that repeats its request finds its idempotency key.
class InDoubt : public Failure {
 public:
  explicit InDoubt(const std::string& what) : Failure(what, "commit_in_doubt") {}
};

base::Refusal refusal_for(const std::exception& error) {
  if (const auto* failure = dynamic_cast<const Failure*>(&error)) return refusal_of(*failure);
  return {"internal_error", {{"cause", error.what()}}, ""};
}

class WriterOnThread final : public Writer {
 public:
  WriterOnThread(std::shared_ptr<Store> store, std::vector<Follower*> followers, const base::Clock& clock,
                 base::RandomSource& random, const WriterSettings& settings)
      : store_(std::move(store)),
        engine_(dynamic_cast<StoreOnEngine&>(*store_)),
        clock_(clock),
        random_(random),
        settings_(settings),
        watch_(clock, settings),
        following_(std::move(followers)) {
    session_ = engine_.connect();
    look_around();
    thread_ = std::thread([this] { loop(); });
  }

  ~WriterOnThread() override {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    arrived_.notify_all();
    thread_.join();
  }

  void submit(std::unique_ptr<Command> command) override {
    std::unique_lock lock(mutex_);
    const std::string_view refused = stopping_ ? "stopping" : queue_.size() >= settings_.queue ? "queue_full" : "";
    if (refused.empty()) {
      queue_.push_back(std::move(command));
      arrived_.notify_one();
      return;
    }
    lock.unlock();
    command->failed({std::string(refused), {}, ""});
  }

  std::size_t waiting() const override {
    const std::lock_guard lock(mutex_);
    return queue_.size();
  }

 private:
  void loop() {
    while (true) {
      const std::vector<std::unique_ptr<Command>> taken = take();
      if (!taken.empty()) {
        std::vector<Command*> commands;
        for (const auto& command : taken) commands.push_back(command.get());
        work(commands);
      } else if (finished()) {
        return;
      } else {
        look_around_when_possible();
      }
    }
  }

  std::vector<std::unique_ptr<Command>> take() {
    std::unique_lock lock(mutex_);
    arrived_.wait_for(lock, kLookAround, [&] { return stopping_ || !queue_.empty(); });
    std::vector<std::unique_ptr<Command>> taken;
    while (!queue_.empty() && taken.size() < settings_.batch) {
      taken.push_back(std::move(queue_.front()));
      queue_.pop_front();
    }
    return taken;
  }

  bool finished() const {
    const std::lock_guard lock(mutex_);
    return stopping_ && queue_.empty();
  }

  // Brings every command to its end: together, else (on an error of one of them) each by itself.
  void work(Commands commands, bool may_repeat = true) {
    base::Result<std::int64_t> head = base::refuse("database_unavailable");
    try {
      head = commit_together(commands);
    } catch (const InDoubt& doubt) {
      undo();
      head = tl::unexpected(refusal_of(doubt));
    } catch (const Unavailable&) {
      undo();
      if (may_repeat && !session_ && connected()) return work(commands, false);
    } catch (const std::exception& error) {
      undo();
      if (commands.size() > 1) {
        for (Command* command : commands) work(Commands(&command, 1));
        return;
      }
      head = tl::unexpected(refusal_for(error));
    }
    for (Command* command : commands) {
      if (head) {
        command->committed(*head);
      } else {
        command->failed(head.error());
      }
    }
  }

  // The transaction protocol (blueprint §4): head row first, then what others wrote, then decisions. Answers with the
  // head after the commit.
  base::Result<std::int64_t> commit_together(Commands commands) {
    if (!connected()) throw Unavailable("the database is not reachable");
    const Head head = session_->begin_write();
    following_.catch_up(*session_, head.position);
    const base::Instant now = clock_.now();
    const auto last = head.position > 0 ? std::optional(head.at) : std::nullopt;
    if (auto refusal = watch_.implausible(now, last)) {
      undo();
      return tl::unexpected(*std::move(refusal));
    }
    OpenBatch batch(*session_, *store_, head, std::max(now, head.at), random_,
                    [&](const Event& event) { following_.fold(event); });
    batch.load(commands);
    for (Command* command : commands) batch.decide(*command);
    if (batch.changed()) {
      batch.flush();
      prune_idempotency(now);
      commit(batch);
      watch_.believed();
    } else {
      session_->rollback();
    }
    following_.commit(batch.position());
    after_commit(batch);
    return batch.position();
  }

  void commit(const OpenBatch& batch) {
    try {
      session_->commit();
    } catch (const Unavailable&) {
      // Without events nothing tells whether it arrived; putting rows again does no harm.
      if (!batch.appended().empty() && commit_arrived(batch.appended().front())) return;
      session_.reset();  // so that the batch, which is not there, is done again on a new connection
      throw;
    }
  }

  bool commit_arrived(const Event& first) {
    session_.reset();
    for (const Steady::time_point end = Steady::now() + kCommitInDoubt; Steady::now() < end;) {
      try {
        session_ = engine_.connect();
        session_->begin_write();  // waits for the lost transaction to end, one way or the other
        const auto rows = session_->rows("SELECT hash FROM journal WHERE journal = 1 AND position = :p1",
                                         {first.position}, {ColumnType::kText});
        session_->rollback();
        return !rows.empty() && text(rows[0], 0) == first.hash;
      } catch (const Unavailable&) {
        session_.reset();
        std::this_thread::sleep_for(kFirstBackoff);
      }
    }
    throw InDoubt("the connection was lost during the commit and did not come back");
  }

  // What is true now cannot be undone by a failure here: it is done again later.
  void after_commit(const OpenBatch& batch) noexcept {
    try {
      for (const VaultItem& item : batch.to_remove()) engine_.vault().destroy_file(item);
      session_->make_room_for(batch.position());
    } catch (const std::exception&) {
      // The next start removes the files; the next batch makes the room.
    }
  }

  void undo() {
    if (session_) session_->rollback();
    if (session_ && !session_->alive()) session_.reset();
    following_.rollback();
  }

  // Connects again when the connection was lost, but not more often than the backoff says.
  bool connected() {
    if (session_) return true;
    if (Steady::now() < next_try_) return false;
    try {
      session_ = engine_.connect();
      backoff_ = kFirstBackoff;
      return true;
    } catch (const Failure&) {
      next_try_ = Steady::now() + backoff_;
      backoff_ = std::min(backoff_ * 2, kMostBackoff);
      return false;
    }
  }

  void look_around() {
    following_.catch_up(*session_, head_position(*session_));
    following_.commit(following_.seen());
  }

  void look_around_when_possible() {
    try {
      if (!following_.empty() && connected()) look_around();
    } catch (const Failure&) {
      undo();  // the next batch meets the same failure and says so
    }
  }

  void prune_idempotency(base::Instant now) {
    if (Steady::now() < next_prune_) return;
    next_prune_ = Steady::now() + kPruneEvery;
    const std::int64_t before = base::to_micros(now - kKeepIdempotency);
    session_->run(fmt::format("DELETE FROM idempotency WHERE at < :p1 AND key IN "
                              "(SELECT key FROM idempotency WHERE at < :p1 ORDER BY at LIMIT {})",
                              kPruneSliceRows),
                  {before});
  }

  std::shared_ptr<Store> store_;
  StoreOnEngine& engine_;
  const base::Clock& clock_;
  base::RandomSource& random_;
  WriterSettings settings_;
  ClockWatch watch_;
  Following following_;
  std::unique_ptr<Session> session_;
  Steady::time_point next_try_;
  Steady::time_point next_prune_;
  std::chrono::milliseconds backoff_ = kFirstBackoff;

  mutable std::mutex mutex_;  // of what follows
  std::condition_variable arrived_;
  std::deque<std::unique_ptr<Command>> queue_;
  bool stopping_ = false;

  std::thread thread_;
};

// Passes everything on and tells the one who waits.
class Awaited final : public Command {
 public:
  Awaited(Command& command, std::promise<base::Done>& done) : command_(command), done_(done) {}
  Needs needs() const override { return command_.needs(); }
  void decide(Batch& batch) override { command_.decide(batch); }
  void committed(std::int64_t position) override {
    command_.committed(position);
    done_.set_value({});
  }
  void failed(const base::Refusal& refusal) override {
    command_.failed(refusal);
    done_.set_value(tl::unexpected(refusal));
  }

 private:
  Command& command_;
  std::promise<base::Done>& done_;
};

bool is_failure(std::string_view code) {
  constexpr std::string_view kCodes[] = {"commit_in_doubt",    "database_damaged",     "database_failed",
                                         "database_read_only", "database_unavailable", "disk_full",
                                         "internal_error",     "journal_corrupt"};
  return std::ranges::find(kCodes, code) != std::end(kCodes);
}

}  // namespace

std::unique_ptr<Writer> Writer::start(std::shared_ptr<Store> store, std::vector<Follower*> followers,
                                      const base::Clock& clock, base::RandomSource& random, WriterSettings settings) {
  return std::make_unique<WriterOnThread>(std::move(store), std::move(followers), clock, random, settings);
}

base::Done Writer::run(Command& command) {
  std::promise<base::Done> promise;
  std::future<base::Done> done = promise.get_future();
  submit(std::make_unique<Awaited>(command, promise));
  base::Done answer = done.get();
  if (!answer && is_failure(answer.error().code)) {
    const auto cause = answer.error().facts.find("cause");
    throw Failure(cause == answer.error().facts.end() ? answer.error().code : cause->second, answer.error().code);
  }
  return answer;
}

}  // namespace store
