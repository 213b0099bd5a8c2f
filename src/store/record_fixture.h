// For the contract suite: a fresh record on one of the two engines, two boards, and commands made of a function.
#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/engine.h"
#include "store/store.h"
#include "store/writer.h"

namespace store {

inline const base::Instant kMorning = base::instant_from_micros(1'766'541'600'000'000);

// One row per stream: how often it was noted, and the words of its last item.
class VisitsBoard final : public Board {
 public:
  const Table& table() const override;
  std::optional<std::string> key(const Event& event) const override;
  std::vector<std::string> items(const Event& event) const override;
  Folded fold(const Event& event, const std::optional<Row>& current, const Words& words) const override;
};

// One row per place, fed by many streams; a row with no one left is erased.
class PlacesBoard final : public Board {
 public:
  const Table& table() const override;
  std::optional<std::string> key(const Event& event) const override;
  Folded fold(const Event& event, const std::optional<Row>& current, const Words& words) const override;
};

// A command made of a function; it remembers how it ended.
class Act final : public Command {
 public:
  Act(Needs needs, std::function<void(Batch&)> decide) : needs_(std::move(needs)), decide_(std::move(decide)) {}
  Needs needs() const override { return needs_; }
  void decide(Batch& batch) override { decide_(batch); }
  void committed(std::int64_t position) override { head = position; }
  void failed(const base::Refusal& refusal) override { refused = refusal.code; }

  std::int64_t head = -1;
  std::string refused;

 private:
  Needs needs_;
  std::function<void(Batch&)> decide_;
};

NewEvent noted(std::string stream, std::string place);
NewEvent left(std::string stream, std::string place);

class RecordTest : public testing::TestWithParam<Engine> {
 protected:
  void SetUp() override { make_place(); }
  void TearDown() override { remove_place(); }

  void make_place();  // where a record goes, still empty
  void remove_place();

  std::shared_ptr<Store> open();  // the record of this test; throws when refused
  base::Result<std::shared_ptr<Store>> try_open();
  std::unique_ptr<Writer> start(const std::shared_ptr<Store>& store, std::vector<Follower*> followers = {},
                                WriterSettings settings = {});
  // Appends one event, waits, and answers with the head.
  std::int64_t note(Writer& writer, const std::string& stream, const std::string& place);
  // Notes a stream with words that go to the vault; answers with the item's id.
  std::string note_words(const Store& store, Writer& writer, const std::string& stream, const std::string& words);
  void erase(Writer& writer, const std::string& stream, const std::string& item);

  std::unique_ptr<Session> session() const { return Database::at(location_)->connect(); }
  // Changes what the triggers of `table` forbid, as a thief with the database's password would.
  void tamper(const std::string& table, const std::string& sql);
  std::int64_t count(const std::string& from) const;

  Location location_;
  base::FixedClock clock_{kMorning};
  base::SystemRandom random_;
  VisitsBoard visits_;
  PlacesBoard places_;
  std::vector<const Board*> boards_{&visits_, &places_};

 private:
  std::string database_;
};

inline std::string engine_name(const testing::TestParamInfo<Engine>& engine) {
  return engine.param == Engine::kSqlite ? "Sqlite" : "Postgres";
}

}  // namespace store
