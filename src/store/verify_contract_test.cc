// A record that contradicts itself is found, a rebuild equals what was live, and what is erased is gone from both.
#include <fmt/format.h>

#include <thread>

#include "store/record_fixture.h"

namespace store {
namespace {

using testing::HasSubstr;

class VerifyContract : public RecordTest {
 protected:
  std::string difference() { return open()->verify({}).difference; }
  std::string words_on_board(Store& store, const std::string& stream) {
    const auto rows =
        store.read()->rows("SELECT words FROM {visits} WHERE stream = :p1", {stream}, {ColumnType::kText});
    return rows.empty() ? "no row" : text(rows[0], 0);
  }
  void fill() {
    const auto store = open();
    const auto writer = start(store);
    note(*writer, "visit/1", "hall");
    item_ = note_words(*store, *writer, "visit/1", "lời của người nộp");
    note(*writer, "visit/2", "garden");
    large_ = note_words(*store, *writer, "visit/3", std::string(200'000, 'x'));
  }
  std::vector<std::filesystem::path> vault_files() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(location_.folder / "vault")) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
    return files;
  }
  std::string item_;
  std::string large_;
};
INSTANTIATE_TEST_SUITE_P(Engines, VerifyContract, testing::Values(Engine::kSqlite, Engine::kPostgres), engine_name);

TEST_P(VerifyContract, ASoundRecordHasTheRootOfItsHashes) {
  fill();
  const auto store = open();
  base::MerkleTree tree;
  store->each_event(0, {}, [&](const Event& event) { tree.add(*base::hash_from_hex(event.hash)); });
  std::int64_t done = 0;
  const auto found = store->verify([&](std::int64_t at, std::int64_t) { done = at; });
  EXPECT_EQ(found.difference, "");
  EXPECT_EQ(found.events, 4);
  EXPECT_EQ(found.root, tree.root());
  EXPECT_EQ(done, 4);
}

TEST_P(VerifyContract, ATamperedEnvelopeIsFound) {
  fill();
  tamper("journal", "UPDATE journal SET envelope = replace(envelope, 'garden', 'Garden') WHERE position = 3");
  EXPECT_EQ(difference(), "event 3: its text does not fit its hash");
}

TEST_P(VerifyContract, ATamperedEnvelopeWithItsHashIsFoundOnTheBoard) {
  fill();
  const auto event = open()->read()->stream("visit/2").at(0);
  std::string envelope = envelope_text(event);
  envelope.replace(envelope.find("garden"), 6, "palace");
  tamper("journal", fmt::format("UPDATE journal SET envelope = '{}', hash = '{}' WHERE position = 3", envelope,
                                envelope_hash(envelope)));
  EXPECT_THAT(difference(), HasSubstr("board places"));
}

TEST_P(VerifyContract, EveryOtherContradictionOfTheJournalIsFound) {
  const std::vector<std::pair<std::string, std::string>> faults{
      {"UPDATE journal SET kind = 'Other' WHERE position = 3", "event 3: its columns differ"},
      {"UPDATE journal SET at = at + 1 WHERE position = 3", "event 3: its columns differ"},
      {"DELETE FROM journal WHERE position = 3", "event 3 is missing"},
      {"DELETE FROM journal WHERE position = 4", "the head row"},
      {"UPDATE head SET position = 9", "the head row"},
      {"UPDATE head SET at = at + 1", "the head row"},
  };
  fill();
  const auto whole = session();
  for (const auto& [sql, expected] : faults) {
    const auto rows = whole->rows("SELECT position, at FROM head", {}, {ColumnType::kInteger, ColumnType::kInteger});
    const auto kept = whole->rows("SELECT envelope, hash, kind, at, stream, position, version FROM journal", {},
                                  {ColumnType::kText, ColumnType::kText, ColumnType::kText, ColumnType::kInteger,
                                   ColumnType::kText, ColumnType::kInteger, ColumnType::kInteger});
    tamper("journal", sql);
    EXPECT_THAT(difference(), HasSubstr(expected)) << sql;
    tamper("journal", "DELETE FROM journal WHERE position > 0");
    for (const Row& row : kept) {
      tamper("journal", fmt::format("INSERT INTO journal (journal, position, stream, version, stream_kind, kind, at, "
                                    "envelope, hash) VALUES (1, {}, '{}', {}, 'visit', '{}', {}, '{}', '{}')",
                                    integer(row, 5), text(row, 4), integer(row, 6), text(row, 2), integer(row, 3),
                                    text(row, 0), text(row, 1)));
    }
    tamper("head", fmt::format("UPDATE head SET position = {}, at = {}", integer(rows[0], 0), integer(rows[0], 1)));
  }
  EXPECT_EQ(difference(), "");
}

TEST_P(VerifyContract, AStreamRowThatDoesNotFitIsFound) {
  fill();
  tamper("streams", "UPDATE streams SET version = 7 WHERE id = 'visit/2'");
  EXPECT_EQ(difference(), "stream visit/2: its row does not fit its events");
  tamper("streams", "UPDATE streams SET version = 1 WHERE id = 'visit/2'");
  EXPECT_EQ(difference(), "");
  tamper("streams", "INSERT INTO streams (id, version) VALUES ('visit/9', 1)");
  EXPECT_EQ(difference(), "stream visit/9: its row does not fit its events");
}

TEST_P(VerifyContract, ATamperedBoardRowIsFoundByName) {
  fill();
  tamper("boards", "UPDATE board_places_v1 SET present = 5 WHERE place = 'garden'");
  EXPECT_EQ(difference(), "board places: the row garden differs from the events");
  tamper("boards", "UPDATE board_places_v1 SET present = 1 WHERE place = 'garden'");
  EXPECT_EQ(difference(), "");
  tamper("boards", "INSERT INTO board_places_v1 (place, present) VALUES ('attic', 1)");
  EXPECT_EQ(difference(), "board places: the row attic differs from the events");
}

TEST_P(VerifyContract, AMissingOrChangedVaultItemIsFound) {
  fill();
  tamper("vault_items", "UPDATE vault_items SET commitment = nonce WHERE id = '" + item_ + "'");
  EXPECT_EQ(difference(), "vault item " + item_ + ": it does not fit its commitment");
  tamper("vault_items", "DELETE FROM vault_items WHERE id = '" + item_ + "'");
  EXPECT_EQ(difference(), "vault item " + item_ + " is missing");
}

TEST_P(VerifyContract, AMissingVaultFileIsFound) {
  fill();
  ASSERT_EQ(vault_files().size(), 1U);
  EXPECT_EQ(open()->read()->plaintext(large_), std::string(200'000, 'x'));
  std::filesystem::remove(vault_files()[0]);
  EXPECT_EQ(difference(), "vault item " + large_ + ": its file is missing");
  EXPECT_THROW(open()->read()->plaintext(large_), Corrupt);
}

TEST_P(VerifyContract, ErasedWordsAreGoneEverywhereAndTheJournalHolds) {
  fill();
  const auto store = open();
  const auto writer = start(store);
  EXPECT_EQ(words_on_board(*store, "visit/1"), "lời của người nộp");
  for (const auto& [stream, item] : {std::pair{"visit/1", item_}, std::pair{"visit/3", large_}}) {
    erase(*writer, stream, item);
    EXPECT_EQ(words_on_board(*store, stream), "");
    EXPECT_EQ(store->read()->plaintext(item), "");
  }
  EXPECT_TRUE(vault_files().empty());
  EXPECT_EQ(count("vault_items WHERE nonce <> '' OR sealed <> ''"), 0);
  EXPECT_EQ(count("vault_keys WHERE wrapped <> ''"), 0) << "the key goes with its last item";
  EXPECT_EQ(store->verify({}).difference, "");
  erase(*writer, "visit/1", item_);
  EXPECT_EQ(store->verify({}).difference, "") << "erased again";
  store->rebuild({});
  EXPECT_EQ(words_on_board(*store, "visit/1"), "");
  EXPECT_EQ(store->verify({}).difference, "");
}

TEST_P(VerifyContract, TheKeyStaysWhileAnItemNeedsIt) {
  const auto store = open();
  const auto writer = start(store);
  const VaultKey key = store->vault().new_key(kMorning, random_);
  std::vector<VaultItem> items;
  for (const std::string_view words : {"một", "hai"}) {
    items.push_back(store->vault().seal(key, "visit/1", "note", "text/plain", "dossier", words, kMorning, random_));
  }
  Act act({}, [&](Batch& batch) {
    batch.keep(key);
    for (const VaultItem& item : items) batch.keep(item);
    batch.append(noted("visit/1", "hall"));
  });
  ASSERT_TRUE(writer->run(act));
  erase(*writer, "visit/1", items[0].id);
  EXPECT_EQ(store->read()->plaintext(items[1].id), "hai");
  erase(*writer, "visit/1", items[1].id);
  EXPECT_EQ(count("vault_keys WHERE wrapped <> ''"), 0);
}

TEST_P(VerifyContract, RebuildEqualsLiveAndReplacesATamperedBoard) {
  fill();
  tamper("boards", "DELETE FROM board_visits_v1 WHERE stream = 'visit/1'");
  const auto store = open();
  const auto writer = start(store);
  store->rebuild({});
  EXPECT_EQ(store->verify({}).difference, "");
  EXPECT_EQ(words_on_board(*store, "visit/1"), "lời của người nộp");
  note(*writer, "visit/1", "hall");
  EXPECT_EQ(store->verify({}).difference, "") << "the writer folds into the new tables";
  EXPECT_THROW(count("board_visits_v1"), Failure) << "the old table is dropped";
  store->rebuild({});
  EXPECT_EQ(store->verify({}).difference, "");
}

TEST_P(VerifyContract, RebuildAndVerifyRunBesideWritesAndErasures) {
  const auto store = open();
  const auto writer = start(store);
  std::atomic<bool> stop = false;
  std::jthread clients([&] {
    for (int i = 0; !stop; ++i) {
      const std::string stream = "visit/" + std::to_string(i % 50);
      const std::string item = note_words(*store, *writer, stream, "lời");
      if (i % 3 == 0) erase(*writer, stream, item);
    }
  });
  const auto other = open();
  for (int i = 0; i < 3; ++i) {
    Act many({}, [&](Batch& batch) {
      for (int n = 0; n < 1500; ++n) batch.append(noted("visit/" + std::to_string(n % 50), "hall"));
    });
    ASSERT_TRUE(writer->run(many));
    other->rebuild({});
    EXPECT_EQ(other->verify({}).difference, "");
    EXPECT_NE(words_on_board(*store, "visit/0"), "no row");
  }
  stop = true;
  clients.join();
  EXPECT_EQ(other->verify({}).difference, "");
}

}  // namespace
}  // namespace store
