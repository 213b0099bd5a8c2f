// What the writer promises, on both engines.
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <set>
#include <thread>

#include "store/record_fixture.h"

namespace store {
namespace {

using namespace std::chrono_literals;

class WriterContract : public RecordTest {
 protected:
  std::string difference(Store& store) { return store.verify({}).difference; }
};

TEST_P(WriterContract, PositionsAreDenseAndVersionsCountPerStream) {
  const auto store = open();
  const auto writer = start(store);
  for (int i = 0; i < 3; ++i) note(*writer, "visit/a", "hall");
  EXPECT_EQ(note(*writer, "visit/b", "hall"), 4);
  std::vector<std::int64_t> positions;
  std::vector<std::int64_t> versions;
  store->each_event(0, {}, [&](const Event& event) {
    positions.push_back(event.position);
    versions.push_back(event.version);
  });
  EXPECT_EQ(positions, (std::vector<std::int64_t>{1, 2, 3, 4}));
  EXPECT_EQ(versions, (std::vector<std::int64_t>{1, 2, 3, 1}));
  EXPECT_EQ(difference(*store), "");
}

TEST_P(WriterContract, ARefusalWritesNothing) {
  const auto store = open();
  const auto writer = start(store);
  Act refusing({{"visit/a"}, {}, {}}, [](Batch&) {});
  ASSERT_TRUE(writer->run(refusing));
  EXPECT_EQ(refusing.head, 0);
  EXPECT_EQ(count("journal"), 0);
}

TEST_P(WriterContract, LaterCommandsOfABatchSeeEarlierOnes) {
  const auto store = open();
  const auto writer = start(store);
  std::vector<std::thread> threads;
  std::atomic<int> seen_together = 0;
  for (int i = 0; i < 40; ++i) {
    threads.emplace_back([&] {
      Act act({{"visit/one"}, {}, {}}, [&](Batch& batch) {
        const std::size_t before = batch.events("visit/one").size();
        const auto row = batch.row("visits", "visit/one");
        if (row && integer(*row, 1) == static_cast<std::int64_t>(before)) ++seen_together;
        batch.append(noted("visit/one", "hall"));
      });
      ASSERT_TRUE(writer->run(act)) << act.refused;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(store->read()->stream("visit/one").back().version, 40);
  EXPECT_EQ(seen_together, 39);  // all but the first found a row that counts what came before
}

TEST_P(WriterContract, SerialsAreUniqueAndDenseUnderLoad) {
  const auto store = open();
  const auto writer = start(store);
  std::mutex mutex;
  std::set<std::int64_t> serials;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 25; ++j) {
        std::int64_t serial = 0;
        Act act({}, [&](Batch& batch) { serial = batch.next_serial("day"); });
        ASSERT_TRUE(writer->run(act)) << act.refused;
        const std::lock_guard lock(mutex);
        serials.insert(serial);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(serials.size(), 200u);
  EXPECT_EQ(*serials.rbegin(), 200);
}

TEST_P(WriterContract, AKeyIsRememberedWithItsEvent) {
  const auto store = open();
  const auto writer = start(store);
  const IdempotencyKey key{"account POST /x", "k1", "body"};
  Act first({{"visit/a"}, {}, key}, [&](Batch& batch) {
    EXPECT_FALSE(batch.remembered(key));
    batch.remember(key, batch.append(noted("visit/a", "hall")));
  });
  ASSERT_TRUE(writer->run(first)) << first.refused;
  Act second({{}, {}, key}, [&](Batch& batch) {
    const auto found = batch.remembered(key);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->stream, "visit/a");
    EXPECT_EQ(found->version, 1);
    EXPECT_EQ(found->body_hash, "body");
  });
  ASSERT_TRUE(writer->run(second)) << second.refused;
}

// Two Store objects are two processes: each takes the head row first, and both stay right.
TEST_P(WriterContract, TwoProcessesInterleave) {
  const auto one = open();
  const auto two = open();
  const auto first = start(one);
  const auto second = start(two);
  std::thread other([&] {
    for (int i = 0; i < 20; ++i) note(*second, "visit/shared", "yard");
  });
  for (int i = 0; i < 20; ++i) note(*first, "visit/shared", "hall");
  other.join();
  EXPECT_EQ(one->read()->stream("visit/shared").back().version, 40);
  EXPECT_EQ(difference(*two), "");
}

class Places final : public Follower {
 public:
  const std::vector<std::string>& stream_kinds() const override { return kinds_; }
  void fold(const Event& event) override { pending_.push_back(event.stream); }
  void commit() override {
    std::ranges::copy(pending_, std::back_inserter(seen));
    pending_.clear();
  }
  void rollback() override { pending_.clear(); }
  std::vector<std::string> seen;

 private:
  std::vector<std::string> kinds_ = {"place"};
  std::vector<std::string> pending_;
};

TEST_P(WriterContract, FollowersSeeWhatOthersWroteInOrder) {
  const auto one = open();
  const auto two = open();
  const auto first = start(one);
  note(*first, "place/before", "x");
  Places places;
  const auto second = start(two, {&places});
  EXPECT_EQ(places.seen, (std::vector<std::string>{"place/before"}));
  note(*first, "place/by-the-other", "x");
  note(*first, "visit/not-followed", "x");
  note(*second, "place/own", "x");
  EXPECT_EQ(places.seen, (std::vector<std::string>{"place/before", "place/by-the-other", "place/own"}));
}

TEST_P(WriterContract, ErasureBlanksWordsAndKeepsTheProof) {
  const auto store = open();
  const auto writer = start(store);
  const std::string item = note_words(*store, *writer, "visit/a", "the words of a person");
  EXPECT_EQ(store->read()->plaintext(item), "the words of a person");
  EXPECT_EQ(difference(*store), "");
  erase(*writer, "visit/a", item);
  EXPECT_EQ(store->read()->plaintext(item), "");
  EXPECT_EQ(difference(*store), "");
  store->rebuild({});
  EXPECT_EQ(difference(*store), "");
  EXPECT_EQ(count("vault_items WHERE nonce <> '' OR sealed <> ''"), 0);
  EXPECT_EQ(count("vault_keys WHERE wrapped <> ''"), 0) << "the key goes with its last item";
}

TEST_P(WriterContract, VerifyFindsWhatAThiefChanged) {
  const auto store = open();
  const auto writer = start(store);
  note(*writer, "visit/a", "hall");
  note(*writer, "visit/a", "hall");
  note_words(*store, *writer, "visit/b", "words");
  EXPECT_EQ(difference(*store), "");
  tamper("journal", "UPDATE journal SET envelope = replace(envelope, 'hall', 'yard') WHERE position = 1");
  EXPECT_NE(difference(*store), "");
  tamper("journal", "UPDATE journal SET envelope = replace(envelope, 'yard', 'hall') WHERE position = 1");
  EXPECT_EQ(difference(*store), "");
  tamper("board_visits_v1", "UPDATE board_visits_v1 SET count = 9 WHERE stream = 'visit/a'");
  EXPECT_NE(difference(*store).find("visits"), std::string::npos);
  store->rebuild({});
  EXPECT_EQ(difference(*store), "");
  tamper("vault_items", "DELETE FROM vault_items");
  EXPECT_NE(difference(*store), "");
}

TEST_P(WriterContract, RebuildEqualsTheLiveBoardsBesideARunningWriter) {
  const auto store = open();
  const auto writer = start(store);
  for (int i = 0; i < 60; ++i) note(*writer, "visit/" + std::to_string(i % 7), i % 2 == 0 ? "hall" : "yard");
  std::thread busy([&] {
    for (int i = 0; i < 60; ++i) note(*writer, "visit/" + std::to_string(i % 5), "gate");
  });
  const auto other = open();
  other->rebuild({});
  busy.join();
  EXPECT_EQ(difference(*store), "");
  EXPECT_EQ(
      store->read()->rows("SELECT count FROM {visits} WHERE stream = :p1", {"visit/0"}, {ColumnType::kInteger}).size(),
      1u);
}

TEST_P(WriterContract, AnImplausibleClockWritesNothing) {
  const auto store = open();
  {
    const auto writer = start(store);
    note(*writer, "visit/a", "hall");
    clock_.advance(1h);  // steady and wall go together: time passes
    note(*writer, "visit/a", "hall");
  }
  clock_.set(kMorning - 24h);
  {
    const auto writer = start(store);
    Act act({{"visit/a"}, {}, {}}, [](Batch& batch) { batch.append(noted("visit/a", "hall")); });
    EXPECT_FALSE(writer->run(act));
    EXPECT_EQ(act.refused, "clock_implausible");
  }
  EXPECT_EQ(count("journal"), 2);
  WriterSettings operators_word;
  operators_word.accept_clock_jump = true;
  const auto writer = start(store, {}, operators_word);
  note(*writer, "visit/a", "hall");
  const auto events = store->read()->stream("visit/a");
  EXPECT_GE(events[2].at, events[1].at) << "recorded instants never go back";
}

TEST_P(WriterContract, AFullQueueSaysSo) {
  const auto store = open();
  WriterSettings small;
  small.queue = 1;
  const auto writer = start(store, {}, small);
  std::atomic<bool> go = false;
  std::atomic<int> full = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 12; ++i) {
    threads.emplace_back([&] {
      Act act({}, [&](Batch&) {
        while (!go) std::this_thread::sleep_for(1ms);
      });
      if (!writer->run(act) && act.refused == "queue_full") ++full;
      if (full > 0) go = true;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_GE(full, 1);
}

TEST_P(WriterContract, ACommandThatThrowsEndsAlone) {
  const auto store = open();
  const auto writer = start(store);
  Act bad({{"visit/a"}, {}, {}}, [](Batch& batch) {
    batch.append(noted("visit/a", "hall"));
    throw Failure("the disk is gone");
  });
  EXPECT_THROW(writer->run(bad), Failure);
  EXPECT_EQ(note(*writer, "visit/b", "hall"), 1);
  EXPECT_EQ(difference(*store), "");
}

TEST_P(WriterContract, LargeItemsLieInTheFolder) {
  const auto store = open();
  const auto writer = start(store);
  const std::string item = note_words(*store, *writer, "visit/a", std::string(200'000, 'w'));
  EXPECT_EQ(store->read()->plaintext(item).size(), 200'000u);
  EXPECT_EQ(difference(*store), "");
  erase(*writer, "visit/a", item);
  EXPECT_EQ(store->read()->plaintext(item), "");
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(location_.folder / "vault")) {
    files += entry.is_regular_file() ? 1U : 0U;
  }
  EXPECT_EQ(files, 0u);
}

INSTANTIATE_TEST_SUITE_P(Engines, WriterContract, testing::Values(Engine::kSqlite, Engine::kPostgres), engine_name);

}  // namespace
}  // namespace store
