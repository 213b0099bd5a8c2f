// What both engines must do alike: opening, reading, what may never be changed.
#include <fstream>
#include <thread>

#include "store/plain_tables.h"
#include "store/record_fixture.h"
#include "store/record_tables.h"

namespace store {
namespace {

class StoreContract : public RecordTest {};
INSTANTIATE_TEST_SUITE_P(Engines, StoreContract, testing::Values(Engine::kSqlite, Engine::kPostgres), engine_name);

TEST_P(StoreContract, ANewRecordIsEmptyAndVerifies) {
  const auto store = open();
  EXPECT_EQ(store->engine(), GetParam());
  EXPECT_EQ(store->read()->head(), 0);
  const auto found = store->verify({});
  EXPECT_EQ(found.difference, "");
  EXPECT_EQ(found.events, 0);
  EXPECT_EQ(base::to_hex(found.root), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_P(StoreContract, WhatWasWrittenIsThereAfterReopening) {
  {
    const auto store = open();
    note(*start(store), "visit/1", "hall");
  }
  const auto store = open();
  const auto read = store->read();
  EXPECT_EQ(read->head(), 1);
  ASSERT_EQ(read->stream("visit/1").size(), 1U);
  EXPECT_EQ(read->stream("visit/1")[0].payload.text("place"), "hall");
  EXPECT_EQ(read->stream("visit/1")[0].at, kMorning);
  EXPECT_TRUE(read->stream("visit/2").empty());
}

TEST_P(StoreContract, QueriesReadBoardsByName) {
  const auto store = open();
  const auto writer = start(store);
  note(*writer, "visit/1", "hall");
  note(*writer, "visit/2", "hall");
  note(*writer, "visit/2", "garden");
  const auto rows =
      store->read()->rows("SELECT stream, count, hash FROM {visits} WHERE count >= :p1 ORDER BY stream",
                          {std::int64_t{1}}, {ColumnType::kText, ColumnType::kInteger, ColumnType::kText});
  EXPECT_EQ(rows, (std::vector<Row>{{"visit/1", std::int64_t{1}, nullptr}, {"visit/2", std::int64_t{2}, nullptr}}));
  EXPECT_THROW(store->read()->rows("SELECT 1 FROM {nothing}", {}, {ColumnType::kInteger}), std::logic_error);
}

TEST_P(StoreContract, AReadSeesOneMoment) {
  const auto store = open();
  const auto writer = start(store);
  note(*writer, "visit/1", "hall");
  const auto read = store->read();
  EXPECT_EQ(read->head(), 1);
  note(*writer, "visit/1", "hall");
  EXPECT_EQ(read->head(), 1);
  EXPECT_EQ(read->stream("visit/1").size(), 1U);
  EXPECT_EQ(store->read()->head(), 2);
}

TEST_P(StoreContract, TextComesBackAsItWas) {
  const auto store = open();
  const auto writer = start(store);
  const std::string strange = "Đỗ 'Thị\" \\ {x} :p1 ? % \t\n 😀";
  Act act({}, [&](Batch& batch) {
    batch.put(kSessions, {"hash", strange, std::int64_t{-1}, std::int64_t{1} << 53, std::int64_t{0}, nullptr});
  });
  ASSERT_TRUE(writer->run(act));
  const auto rows =
      store->read()->rows("SELECT account, created_at, seen_at, agent FROM sessions WHERE account = :p1", {strange},
                          {ColumnType::kText, ColumnType::kInteger, ColumnType::kInteger, ColumnType::kText});
  EXPECT_EQ(rows, (std::vector<Row>{{strange, std::int64_t{-1}, std::int64_t{1} << 53, nullptr}}));
}

TEST_P(StoreContract, EachEventVisitsTheKindsInOrder) {
  const auto store = open();
  const auto writer = start(store);
  Act act({}, [&](Batch& batch) {
    for (int i = 0; i < 1500; ++i) {
      batch.append(noted("dossier/" + std::to_string(i), "hall"));
      if (i % 2 == 0) batch.append(noted("unit/" + std::to_string(i % 10), "hall"));
    }
  });
  ASSERT_TRUE(writer->run(act));
  const auto visited = [&](std::int64_t after, const std::vector<std::string>& kinds) {
    std::vector<std::int64_t> positions;
    store->each_event(after, kinds, [&](const Event& event) { positions.push_back(event.position); });
    EXPECT_TRUE(std::is_sorted(positions.begin(), positions.end()));
    return positions.size();
  };
  EXPECT_EQ(visited(0, {}), 2250U);
  EXPECT_EQ(visited(0, {"unit"}), 750U);
  EXPECT_EQ(visited(0, {"unit", "dossier"}), 2250U);
  EXPECT_EQ(visited(2249, {}), 1U);
  EXPECT_EQ(visited(0, {"point"}), 0U);
}

TEST_P(StoreContract, MoreReadersThanConnectionsWaitForEachOther) {
  const auto store = open();
  std::atomic<int> done = 0;
  std::vector<std::jthread> readers;
  for (int i = 0; i < 24; ++i) {
    readers.emplace_back([&] {
      if (store->read()->head() == 0) ++done;
    });
  }
  readers.clear();
  EXPECT_EQ(done, 24);
}

TEST_P(StoreContract, TheJournalAndTheReadLogRefuseChanges) {
  const auto store = open();
  const auto writer = start(store);
  note_words(*store, *writer, "visit/1", "lời");
  Act act({}, [&](Batch& batch) {
    batch.put(kReadLog, {"1", std::int64_t{1}, "a", "counter", "u", "reception", "visit/1", "particulars"});
  });
  ASSERT_TRUE(writer->run(act));
  const auto thief = session();
  for (const std::string sql : {"UPDATE journal SET kind = 'x' WHERE position = 1",
                                "DELETE FROM journal WHERE position = 1", "UPDATE read_log SET what = 'x' WHERE at = 1",
                                "DELETE FROM read_log WHERE at = 1", "DELETE FROM vault_items WHERE erased = 0",
                                "DELETE FROM vault_keys WHERE id <> ''", "DELETE FROM streams WHERE version = 1"}) {
    EXPECT_THROW(thief->run(sql), Failure) << sql;
  }
  EXPECT_EQ(count("journal"), 1);
  EXPECT_EQ(count("read_log"), 1);
  EXPECT_EQ(store->verify({}).difference, "");
  // The same entry again is a change of the log, and refused.
  EXPECT_THROW(writer->run(act), Failure);
}

TEST_P(StoreContract, EveryTableIsAsDescribedAndSaysHowLongItLivesAndWhatIsPersonal) {
  const auto store = open();
  std::vector<const Table*> tables = record_tables();
  tables.insert(tables.end(), plain_tables().begin(), plain_tables().end());
  const auto looking = session();
  for (const Table* table : tables) {
    EXPECT_FALSE(table->retention.empty()) << table->name;
    EXPECT_FALSE(table->redaction.empty()) << table->name;
    EXPECT_NO_THROW(
        looking->rows("SELECT " + column_list(table->columns) + " FROM " + table->name, {}, types(table->columns)))
        << table->name;
  }
}

TEST_P(StoreContract, WhatOnlyLooksMakesNoRecord) {
  location_.existing_only = true;
  const auto nothing = try_open();
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().code, "record_missing");
  EXPECT_FALSE(std::filesystem::exists(location_.folder));
  location_.existing_only = false;
  open();
  location_.existing_only = true;
  EXPECT_TRUE(try_open());
}

TEST_P(StoreContract, ANewerDatabaseIsRefused) {
  open();
  tamper("migrations", "INSERT INTO migrations (number, name, at) VALUES (9999, 'from the future', 0)");
  const auto refused = try_open();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "database_newer");
  EXPECT_EQ(refused.error().facts.at("found"), "9999");
}

TEST_P(StoreContract, ANewerBoardIsRefused) {
  open();
  tamper("boards", "UPDATE boards SET shape = 9 WHERE name = 'visits'");
  const auto refused = try_open();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "database_newer");
  EXPECT_EQ(refused.error().facts.at("board"), "visits");
}

TEST_P(StoreContract, ABoardThatIsNewInTheProgramIsFilledAtOpening) {
  boards_ = {&visits_};
  {
    const auto store = open();
    note(*start(store), "visit/1", "hall");
  }
  boards_ = {&visits_, &places_};
  const auto store = open();
  EXPECT_EQ(store->read()->rows("SELECT present FROM {places}", {}, {ColumnType::kInteger}),
            (std::vector<Row>{{std::int64_t{1}}}));
  EXPECT_EQ(store->verify({}).difference, "");
}

TEST_P(StoreContract, OpensOnceWhenManyOpenAtTheSameTime) {
  std::atomic<int> opened = 0;
  std::vector<std::jthread> programs;
  for (int i = 0; i < 4; ++i) {
    programs.emplace_back([&] {
      if (try_open()) ++opened;
    });
  }
  programs.clear();
  EXPECT_EQ(opened, 4);
  EXPECT_EQ(count("migrations"), 1);
}

TEST_P(StoreContract, AMissingOrForeignMasterKeyIsRefused) {
  {
    const auto store = open();
    note_words(*store, *start(store), "visit/1", "lời");
  }
  std::filesystem::rename(location_.folder / "master.key", location_.folder / "kept");
  EXPECT_EQ(try_open().error().code, "master_key_missing");
  std::ofstream(location_.folder / "master.key") << std::string(64, '0');
  EXPECT_EQ(try_open().error().code, "master_key_wrong");
  std::filesystem::rename(location_.folder / "kept", location_.folder / "master.key");
  EXPECT_TRUE(try_open());
}

TEST_P(StoreContract, WhoOnlyLooksIsToldThatTheKeyIsMissingAndMakesNone) {
  {
    const auto store = open();
    note_words(*store, *start(store), "visit/1", "words");
  }
  std::filesystem::remove(location_.folder / "master.key");
  location_.existing_only = true;
  EXPECT_EQ(try_open().error().code, "master_key_missing");
  EXPECT_FALSE(std::filesystem::exists(location_.folder / "master.key"));
}

TEST_P(StoreContract, AFolderThatCannotBeUsedIsRefused) {
  std::ofstream(location_.folder) << "a file";
  EXPECT_EQ(try_open().error().code, "data_folder_unusable");
}

TEST_P(StoreContract, OnlyOneMayServeAnEmbeddedFolder) {
  const auto one = open();
  const auto other = open();
  auto lock = one->lock_for_serving();
  ASSERT_TRUE(lock);
  if (GetParam() == Engine::kPostgres) {
    EXPECT_TRUE(other->lock_for_serving()) << "any number of nodes may serve one PostgreSQL";
    return;
  }
  EXPECT_EQ(other->lock_for_serving().error().code, "folder_in_use");
  lock->reset();
  EXPECT_TRUE(other->lock_for_serving());
}

TEST(PostgresOnly, AnUnreachableServerIsRefused) {
  base::SystemRandom random;
  const Location nowhere{std::filesystem::temp_directory_path() / ("motcua_test_" + base::random_hex(random, 8)),
                         "postgresql://nobody:secret@127.0.0.1:1/nothing"};
  const auto refused = Store::open(nowhere, {}, base::FixedClock(kMorning), random);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "database_unreachable");
  EXPECT_TRUE(refused.error().facts.empty()) << "the address may hold a password";
  std::filesystem::remove_all(nowhere.folder);
}

}  // namespace
}  // namespace store
