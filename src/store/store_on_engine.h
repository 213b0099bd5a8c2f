// The store as the writer sees it: the public reading side, and beneath it the database. Private to the room.
#pragma once
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "store/engine.h"

namespace store {

// Reading connections, kept for the next reader.
class SessionPool {
 public:
  explicit SessionPool(const Database& database) : database_(database) {}
  // In a snapshot. Waits when all are in use.
  std::unique_ptr<Session> take();
  void give_back(std::unique_ptr<Session> session) noexcept;

 private:
  const Database& database_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Session>> idle_;
  std::size_t in_use_ = 0;
};

class StoreOnEngine final : public Store {
 public:
  StoreOnEngine(std::unique_ptr<Database> database, Vault vault, std::vector<const Board*> boards);

  Engine engine() const override { return database_->engine(); }
  const Vault& vault() const override { return vault_; }
  const std::vector<const Board*>& boards() const override { return boards_; }
  std::unique_ptr<Read> read() override;
  void each_event(std::int64_t after, const std::vector<std::string>& stream_kinds,
                  const std::function<void(const Event&)>& visit) override;
  base::Result<std::shared_ptr<void>> lock_for_serving() override { return database_->lock_for_serving(); }
  Verification verify(const Progress& progress) override;
  void rebuild(const Progress& progress) override;

  std::unique_ptr<Session> connect() const { return database_->connect(); }

 private:
  std::unique_ptr<Database> database_;
  Vault vault_;
  std::vector<const Board*> boards_;
  SessionPool pool_;
};

}  // namespace store
