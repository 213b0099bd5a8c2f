// What goes wrong around the writer, on both engines: commands that fail, followers that must forget, a database that
// drops its connections, a disk that is full. What was acknowledged stays, nothing else is there, and it goes on.
#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <thread>

#include "store/plain_tables.h"
#include "store/record_fixture.h"

namespace store {
namespace {

class WriterFailure : public RecordTest {
 protected:
  void expect_sound(Store& store) { EXPECT_EQ(store.verify({}).difference, ""); }

  std::string name_of_database() const {
    return text(session()->rows("SELECT current_database()", {}, {ColumnType::kText}).at(0), 0);
  }
  // The call stands in the select list: in a condition it might be made for the rows that the others rule out.
  static void drop_connections(Session& from, const std::string& database, const std::string& which) {
    from.rows(
        "SELECT CASE WHEN pg_terminate_backend(pid) THEN 1 ELSE 0 END FROM pg_stat_activity "
        "WHERE datname = :p1 AND pid <> pg_backend_pid() AND " +
            which,
        {database}, {ColumnType::kInteger});
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, WriterFailure, testing::Values(Engine::kSqlite, Engine::kPostgres), engine_name);

// What can only happen to one of them: a server that drops its clients, a disk of ours that is full.
class WriterFailureOnServer : public WriterFailure {};
class WriterFailureOnDisk : public WriterFailure {};
INSTANTIATE_TEST_SUITE_P(Engines, WriterFailureOnServer, testing::Values(Engine::kPostgres), engine_name);
INSTANTIATE_TEST_SUITE_P(Engines, WriterFailureOnDisk, testing::Values(Engine::kSqlite), engine_name);

// Counts what it was shown, and what is true.
class Counter final : public Follower {
 public:
  const std::vector<std::string>& stream_kinds() const override { return kinds_; }
  void fold(const Event&) override { ++folded; }
  void commit() override { shown = folded.load(); }
  void rollback() override { folded = shown.load(); }
  std::atomic<int> folded = 0;
  std::atomic<int> shown = 0;

 private:
  std::vector<std::string> kinds_{"unit"};
};

TEST_P(WriterFailure, AnUnforeseenStreamIsLoadedWhenAskedFor) {
  const auto store = open();
  const auto writer = start(store);
  note(*writer, "visit/1", "hall");
  Act act({}, [&](Batch& batch) {
    batch.append(noted("visit/1", "garden"));
    ASSERT_EQ(batch.events("visit/1").size(), 2U);
    EXPECT_EQ(batch.events("visit/1")[1].version, 2);
    EXPECT_EQ(batch.row("visits", "visit/2"), std::nullopt);
  });
  ASSERT_TRUE(writer->run(act));
  expect_sound(*store);
}

TEST_P(WriterFailure, IdempotencyKeysAreForgottenAfterTwoDays) {
  const auto store = open();
  const IdempotencyKey key{"scope", "key", "body"};
  {
    const auto writer = start(store);
    Act act({}, [&](Batch& batch) { batch.remember(key, batch.append(noted("visit/1", "hall"))); });
    ASSERT_TRUE(writer->run(act));
  }
  clock_.advance(std::chrono::hours(47));
  note(*start(store), "visit/1", "hall");
  EXPECT_EQ(count("idempotency"), 1);
  clock_.advance(std::chrono::hours(2));
  note(*start(store), "visit/1", "hall");
  EXPECT_EQ(count("idempotency"), 0);
}

TEST_P(WriterFailure, OneThatFailsTakesNoOtherWithIt) {
  const auto store = open();
  const auto writer = start(store);
  std::vector<std::jthread> clients;
  std::atomic<int> done = 0;
  std::atomic<int> failed = 0;
  for (int client = 0; client < 12; ++client) {
    clients.emplace_back([&, client] {
      Act act({}, [&](Batch& batch) {
        batch.append(noted("visit/" + std::to_string(client), "hall"));
        // Not null in the table, and found out only when the rows are written.
        if (client % 4 == 0) batch.put(kReadLog, {"id", nullptr, "a", "r", "u", "p", "s", "w"});
        if (client % 4 == 1) throw std::logic_error("a bug");
      });
      try {
        ASSERT_TRUE(writer->run(act));
        ++done;
      } catch (const Failure&) {
        EXPECT_EQ(act.refused, client % 4 == 0 ? "database_failed" : "internal_error");
        ++failed;
      }
    });
  }
  clients.clear();
  EXPECT_EQ(done, 6);
  EXPECT_EQ(failed, 6);
  EXPECT_EQ(count("journal"), 6);
  EXPECT_EQ(count("read_log"), 0);
  expect_sound(*store);
}

TEST_P(WriterFailure, AnEventThatCouldNotBeReadBackIsNeverWritten) {
  const auto store = open();
  const auto writer = start(store);
  const std::vector<std::function<void(NewEvent&)>> faults{
      [](NewEvent& event) { event.payload.set("broken", "\xff"); },
      [](NewEvent& event) { event.payload.set("large", (std::int64_t{1} << 53) + 2); },
      [](NewEvent& event) { event.occurred_at = kMorning + std::chrono::seconds(1); },
  };
  for (const auto& fault : faults) {
    Act act({}, [&](Batch& batch) {
      NewEvent event = noted("visit/1", "hall");
      fault(event);
      batch.append(std::move(event));
    });
    EXPECT_THROW(writer->run(act), Failure);
  }
  EXPECT_EQ(count("journal"), 0);
}

TEST_P(WriterFailure, FollowersSeeTheirKindsAndForgetWhatWasRolledBack) {
  const auto store = open();
  {
    const auto writer = start(store);
    note(*writer, "unit/1", "hall");
    note(*writer, "visit/1", "hall");
  }
  Counter counter;
  const auto writer = start(store, {&counter});
  EXPECT_EQ(counter.shown, 1) << "brought up to the head before the start returns";
  Act act({}, [&](Batch& batch) {
    batch.append(noted("unit/2", "hall"));
    EXPECT_EQ(counter.folded, 2) << "at once";
    EXPECT_EQ(counter.shown, 1) << "but not true yet";
  });
  ASSERT_TRUE(writer->run(act));
  EXPECT_EQ(counter.shown, 2);
  Act failing({}, [&](Batch& batch) {
    batch.append(noted("unit/3", "hall"));
    throw std::logic_error("a bug");
  });
  EXPECT_THROW(writer->run(failing), Failure);
  EXPECT_EQ(counter.folded, 2);
}

TEST_P(WriterFailure, FollowersSeeWhatAnotherProgramWroteEvenWhenIdle) {
  const auto store = open();
  Counter counter;
  const auto idle = start(store, {&counter});
  note(*start(open()), "unit/1", "hall");
  for (int i = 0; i < 100 && counter.shown == 0; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_EQ(counter.shown, 1);
}

TEST_P(WriterFailure, TheRecordedInstantNeverGoesBack) {
  const auto store = open();
  const auto writer = start(store);
  note(*writer, "visit/1", "hall");
  clock_.advance(std::chrono::seconds(-2));
  note(*writer, "visit/1", "hall");
  clock_.advance(std::chrono::seconds(10));
  note(*writer, "visit/1", "hall");
  const auto events = store->read()->stream("visit/1");
  EXPECT_EQ(events[1].at, kMorning);
  EXPECT_EQ(events[2].at, kMorning + std::chrono::seconds(8));
  expect_sound(*store);
}

TEST_P(WriterFailureOnServer, GoesOnWhenTheDatabaseDropsItsConnection) {
  const auto store = open();
  const auto writer = start(store);
  note(*writer, "visit/1", "hall");
  drop_connections(*session(), name_of_database(), "state <> 'none'");
  EXPECT_EQ(note(*writer, "visit/1", "hall"), 2);
  EXPECT_EQ(store->read()->head(), 2) << "readers too";
  int decided = 0;
  Act act({}, [&](Batch& batch) {
    // In the midst of a transaction: decided again on a new connection.
    if (++decided == 1) drop_connections(*session(), name_of_database(), "state = 'idle in transaction'");
    batch.append(noted("visit/1", "hall"));
  });
  ASSERT_TRUE(writer->run(act));
  EXPECT_EQ(decided, 2);
  EXPECT_EQ(count("journal"), 3);
  expect_sound(*store);
}

TEST_P(WriterFailureOnServer, ADatabaseThatMayOnlyBeReadSaysSoAndIsWrittenAgainAfter) {
  const auto store = open();
  const auto writer = start(store);
  note(*writer, "visit/1", "hall");
  const std::string name = name_of_database();
  const auto server = Database::at({{}, std::getenv("MOTCUA_TEST_POSTGRES")})->connect();
  const auto turn = [&](const std::string& to) {
    server->run("ALTER DATABASE " + name + " SET default_transaction_read_only = " + to);
    drop_connections(*server, name, "state <> 'none'");
  };
  turn("on");
  Act act({}, [](Batch& batch) { batch.append(noted("visit/1", "hall")); });
  EXPECT_THROW(writer->run(act), Failure);
  EXPECT_EQ(act.refused, "database_read_only");
  turn("off");
  EXPECT_EQ(note(*writer, "visit/1", "hall"), 2);
  expect_sound(*store);
}

TEST_P(WriterFailureOnServer, CommandsFailWhileTheDatabaseIsAwayAndWorkAgainAfter) {
  const auto store = open();
  const auto writer = start(store);
  note(*writer, "visit/1", "hall");
  const std::string name = name_of_database();
  const auto server = Database::at({{}, std::getenv("MOTCUA_TEST_POSTGRES")})->connect();
  server->run("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
  drop_connections(*server, name, "state <> 'none'");
  Act act({}, [](Batch& batch) { batch.append(noted("visit/1", "hall")); });
  EXPECT_THROW(writer->run(act), Failure);
  EXPECT_EQ(act.refused, "database_unavailable");
  server->run("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
  bool again = false;
  for (int i = 0; i < 200 && !again; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    try {
      again = writer->run(act).has_value();
    } catch (const Failure&) {
      continue;  // until the backoff is over
    }
  }
  EXPECT_TRUE(again);
  EXPECT_EQ(count("journal"), 2);
}

TEST_P(WriterFailureOnDisk, AFullDiskFailsTheCommandAndLeavesNothingHalfWritten) {
  const auto store = open();
  const auto writer = start(store);
  note(*writer, "visit/1", "hall");
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  rlimit full = before;
  full.rlim_cur = std::filesystem::file_size(location_.folder / "record.sqlite-wal");
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &full), 0);
  Act act({}, [](Batch& batch) {
    for (int i = 0; i < 100; ++i) batch.append(noted("visit/2", std::string(4096, 'x')));
  });
  EXPECT_THROW(writer->run(act), Failure);
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
  EXPECT_EQ(act.refused, "database_failed");
  EXPECT_EQ(count("journal"), 1);
  EXPECT_EQ(note(*writer, "visit/2", "hall"), 2) << "there is room again";
  expect_sound(*store);
}

}  // namespace
}  // namespace store
