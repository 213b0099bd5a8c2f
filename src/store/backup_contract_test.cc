// A backup restores onto either engine with the same root; what is damaged, cut off, or not empty is refused and leaves
// nothing that could be taken for a record.
#include <fstream>
#include <sstream>

#include "store/backup.h"
#include "store/backup_format.h"
#include "store/durable_file.h"
#include "store/plain_tables.h"
#include "store/record_fixture.h"
#include "store/restore.h"

namespace store {
namespace {

class BackupContract : public RecordTest {
 protected:
  void SetUp() override {
    RecordTest::SetUp();
    if (HasFatalFailure()) return;
    elsewhere_.folder = location_.folder.string() + "-elsewhere";
    file_ = location_.folder.string() + ".backup";
    const auto store = open();
    const auto writer = start(store);
    note(*writer, "visit/1", "hall");
    item_ = note_words(*store, *writer, "visit/1", "lời của người nộp (giả định)");
    const std::string erased = note_words(*store, *writer, "visit/2", "lời đã xóa (giả định)");
    erase(*writer, "visit/2", erased);
    large_ = note_words(*store, *writer, "visit/3", std::string(1'300'000, 'x'));
    Act act({{"visit/4"}, {}, IdempotencyKey{"scope", "key", "hash"}}, [&](Batch& batch) {
      batch.next_serial("dossier:H26");
      batch.put(kCredentials, {"lan", "account", "argon", std::int64_t{0}, std::int64_t{1}});
      batch.put(kSessions, {"token", "account", std::int64_t{1}, std::int64_t{1}, std::int64_t{2}, "a browser"});
      batch.put(kReadLog, {"1", std::int64_t{1}, "account", nullptr, "unit", "casework", "visit/1", "particulars"});
      batch.remember({"scope", "key", "hash"}, batch.append(noted("visit/4", "hall")));
    });
    ASSERT_TRUE(writer->run(act));
  }

  void TearDown() override {
    std::error_code ignored;
    std::filesystem::remove_all(elsewhere_.folder, ignored);
    std::filesystem::remove(file_, ignored);
    RecordTest::TearDown();
  }

  BackupSummary back_up_to(const std::filesystem::path& file, MasterKey key = MasterKey::kIncluded) {
    return back_up(*open(), location_, file, key, clock_.now(), {}).value();
  }

  base::Result<BackupSummary> load(const Location& to, const std::filesystem::path& key = {}) {
    auto restoring = Restoring::begin(file_, to, clock_);
    if (!restoring) return tl::unexpected(restoring.error());
    auto loaded = (*restoring)->load(key, {});
    if (loaded && Store::open((*restoring)->location(), boards_, clock_, random_)) (*restoring)->finish();
    return loaded;
  }

  std::string refused(const Location& to, const std::filesystem::path& key = {}) {
    const auto loaded = load(to, key);
    return loaded ? "" : loaded.error().code;
  }

  std::filesystem::path key_file() const { return location_.folder / "master.key"; }
  std::string bytes() const {
    std::stringstream text;
    text << std::ifstream(file_, std::ios::binary).rdbuf();
    return text.str();
  }
  void write(std::string_view bytes) const { std::ofstream(file_, std::ios::binary) << bytes; }

  std::shared_ptr<Store> opened(const Location& where) {
    auto store = Store::open(where, boards_, clock_, random_);
    return store ? *store : nullptr;
  }

  Location elsewhere_;  // always SQLite
  std::filesystem::path file_;
  std::string item_, large_;
};
INSTANTIATE_TEST_SUITE_P(Engines, BackupContract, testing::Values(Engine::kSqlite, Engine::kPostgres), engine_name);

TEST_P(BackupContract, RestoresOntoTheOtherEngineWithTheSameRoot) {
  const BackupSummary made = back_up_to(file_);
  const auto before = open()->verify({});
  EXPECT_EQ(made.root, before.root);
  EXPECT_EQ(made.events, 6);
  EXPECT_EQ(made.items, 3);
  EXPECT_EQ(made.files, 1);
  const auto restored = load(elsewhere_);
  ASSERT_TRUE(restored) << restored.error().code << ' ' << restored.error().where;
  EXPECT_EQ(restored->root, made.root);
  EXPECT_EQ(restored->made_at, clock_.now());
  const auto store = opened(elsewhere_);
  ASSERT_TRUE(store);
  const auto found = store->verify({});
  EXPECT_EQ(found.difference, "");
  EXPECT_EQ(found.root, before.root);
  const auto read = store->read();
  EXPECT_EQ(read->plaintext(item_), "lời của người nộp (giả định)");
  EXPECT_EQ(read->plaintext(large_).size(), 1'300'000U);
  const auto of = [&](const char* sql) { return text(read->rows(sql, {}, {ColumnType::kText}).at(0), 0); };
  EXPECT_EQ(of("SELECT login FROM credentials"), "lan");
  EXPECT_EQ(of("SELECT purpose FROM read_log"), "casework");
  EXPECT_EQ(of("SELECT key FROM idempotency"), "key");
  EXPECT_EQ(of("SELECT value FROM serials"), "1");
  EXPECT_EQ(of("SELECT count(*) FROM sessions"), "0") << "who signed out stays so";
  // And the record goes on where it was.
  const auto writer = start(store);
  EXPECT_EQ(note(*writer, "visit/1", "garden"), 7);
}

TEST_P(BackupContract, ComesBackOntoAnEmptyRecordOfItsOwnEngine) {
  back_up_to(file_);
  ASSERT_TRUE(load(elsewhere_));
  back_up(*opened(elsewhere_), elsewhere_, file_.string() + "2", MasterKey::kIncluded, clock_.now(), {}).value();
  std::filesystem::rename(file_.string() + "2", file_);
  // A fresh record of this test's engine, opened once and empty.
  Location fresh = location_;
  remove_place();
  make_place();
  fresh = location_;
  opened(fresh).reset();
  std::filesystem::remove(fresh.folder / "master.key");
  const auto restored = load(fresh);
  ASSERT_TRUE(restored) << restored.error().code;
  EXPECT_EQ(opened(fresh)->verify({}).root, restored->root);
}

TEST_P(BackupContract, EveryTableIsBackedUpOrFollowsFromTheRest) {
  open();
  const bool lite = GetParam() == Engine::kSqlite;
  const auto tables = session()->rows(lite ? "SELECT name FROM sqlite_master WHERE type = 'table'"
                                           : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
                                      {}, {ColumnType::kText});
  std::vector<const Table*> known = record_tables();
  known.insert(known.end(), plain_tables().begin(), plain_tables().end());
  for (const Row& row : tables) {
    const std::string name = text(row, 0);
    if (name.starts_with("board_") || name.starts_with("journal_p") || name.starts_with("sqlite_")) continue;
    EXPECT_TRUE(std::ranges::any_of(known, [&](const Table* table) { return table->name == name; }))
        << name << " is in no list: a backup would leave it out";
  }
}

TEST_P(BackupContract, TheKeyIsLeftOutUnlessAskedFor) {
  back_up_to(file_, MasterKey::kLeftOut);
  const std::string key = read_file(key_file());
  EXPECT_EQ(refused(elsewhere_), "backup_key_needed");
  EXPECT_FALSE(opened({elsewhere_.folder, "", true})) << "a refused restore leaves no record";
  const std::filesystem::path other = elsewhere_.folder.string() + ".key";
  std::ofstream(other) << std::string(64, 'a') << '\n';
  EXPECT_EQ(refused(elsewhere_, other), "master_key_wrong");
  std::ofstream(other) << "short\n";
  EXPECT_EQ(refused(elsewhere_, other), "master_key_malformed");
  EXPECT_EQ(refused(elsewhere_, "/nowhere/key"), "file_unreadable");
  std::filesystem::remove(other);
  EXPECT_EQ(refused(elsewhere_, key_file()), "");
  EXPECT_EQ(read_file(elsewhere_.folder / "master.key"), key);
}

TEST_P(BackupContract, AKeyThatLiesInTheFolderIsUsedAndNeverReplaced) {
  back_up_to(file_, MasterKey::kLeftOut);
  write_durably(elsewhere_.folder / "master.key", std::string(64, 'b') + '\n', 0600);
  EXPECT_EQ(refused(elsewhere_, key_file()), "master_key_wrong");
  EXPECT_EQ(read_file(elsewhere_.folder / "master.key"), std::string(64, 'b') + '\n');
  std::filesystem::remove_all(elsewhere_.folder);
  write_durably(elsewhere_.folder / "master.key", read_file(key_file()), 0600);
  EXPECT_EQ(refused(elsewhere_), "");
}

TEST_P(BackupContract, OnlyAnEmptyPlaceIsFilledAndNoFileReplaced) {
  back_up_to(file_);
  EXPECT_EQ(refused(location_), "record_not_empty");
  const auto again = back_up(*open(), location_, file_, MasterKey::kLeftOut, clock_.now(), {});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, "file_exists");
  const auto nowhere = back_up(*open(), location_, "/nowhere/at/all", MasterKey::kLeftOut, clock_.now(), {});
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().code, "folder_missing");
}

TEST_P(BackupContract, WhatIsCutOffAnywhereIsRefusedAndLeavesNothing) {
  back_up_to(file_);
  const std::string whole = bytes();
  for (const std::size_t length : {whole.size() - 1, whole.size() - 5, whole.size() / 2, std::size_t{20}}) {
    write(whole.substr(0, length));
    EXPECT_EQ(refused(elsewhere_), "backup_truncated") << length;
    EXPECT_FALSE(std::filesystem::exists(elsewhere_.folder / "restoring"));
    EXPECT_FALSE(opened({elsewhere_.folder, "", true}));
  }
  write("no backup at all");
  EXPECT_EQ(refused(elsewhere_), "backup_unknown");
  write(whole + "more");
  EXPECT_EQ(refused(elsewhere_), "backup_damaged");
  write(whole);
  EXPECT_EQ(refused(elsewhere_), "");
}

TEST_P(BackupContract, AChangedByteIsFoundWherever) {  // but for the one bit of byte 4 that zstd leaves unused
  back_up_to(file_);
  const std::string whole = bytes();
  for (std::size_t at = 5; at < whole.size(); at += whole.size() / 37) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    write(changed);
    const auto loaded = load(elsewhere_);
    ASSERT_FALSE(loaded) << at;
    EXPECT_TRUE(loaded.error().code.starts_with("backup_")) << at << ' ' << loaded.error().code;
    EXPECT_FALSE(opened({elsewhere_.folder, "", true}));
  }
}

TEST_P(BackupContract, AnUnfinishedRestoreIsNoRecordAndIsBegunAnew) {
  back_up_to(file_);
  {
    auto restoring = Restoring::begin(file_, elsewhere_, clock_);
    ASSERT_TRUE((*restoring)->load({}, {}));
    EXPECT_EQ(Restoring::begin(file_, elsewhere_, clock_).error().code, "folder_in_use");
  }  // here the light went out
  for (const bool only_looks : {true, false}) {
    const auto opened = Store::open({elsewhere_.folder, "", only_looks}, boards_, clock_, random_);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, "restore_unfinished");
  }
  // As if it had been cut off while it was put in its place.
  std::filesystem::rename(elsewhere_.folder / "restoring/record.sqlite", elsewhere_.folder / "record.sqlite");
  EXPECT_EQ(Store::open(elsewhere_, boards_, clock_, random_).error().code, "restore_unfinished");
  EXPECT_EQ(refused(elsewhere_), "");
  EXPECT_EQ(opened(elsewhere_)->verify({}).difference, "");
}

TEST_P(BackupContract, AnUnfinishedRestoreIsNoRecordSeenFromAnotherMachine) {
  back_up_to(file_);
  remove_place();
  make_place();
  { ASSERT_TRUE((*Restoring::begin(file_, location_, clock_))->load({}, {})); }
  if (GetParam() == Engine::kSqlite) return;  // the folder is all there is
  std::filesystem::remove_all(location_.folder);
  EXPECT_EQ(try_open().error().code, "restore_unfinished");
  EXPECT_EQ(refused(location_), "restore_database_unfinished");
}

TEST_P(BackupContract, ADamagedRecordIsNotCarriedOn) {
  tamper("journal", "UPDATE journal SET envelope = replace(envelope, 'hall', 'Hall') WHERE position = 1");
  EXPECT_THROW(back_up_to(file_), Corrupt);
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_P(BackupContract, WhatIsErasedWhileItRunsIsErasedInIt) {
  const auto store = open();
  bool erased_now = false;
  // The progress of the first table comes after the moment of the backup and before the items.
  const auto summary = back_up(*store, location_, file_, MasterKey::kIncluded, clock_.now(), [&](auto, auto) {
    if (std::exchange(erased_now, true)) return;
    const auto writer = start(open());
    erase(*writer, "visit/3", large_);
  });
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->files, 0);
  ASSERT_TRUE(load(elsewhere_));
  EXPECT_EQ(opened(elsewhere_)->read()->plaintext(large_), "");
  EXPECT_EQ(opened(elsewhere_)->verify({}).difference, "");
}

}  // namespace
}  // namespace store
