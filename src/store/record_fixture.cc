#include "store/record_fixture.h"

#include <memory>

namespace store {
namespace {

// postgresql://user@host:port/<name>
std::string with_database(std::string url, const std::string& name) {
  const std::size_t query = std::min(url.find('?'), url.size());
  const std::size_t slash = url.rfind('/', query);
  return url.replace(slash + 1, query - slash - 1, name);
}

std::string server() {
  const char* url = std::getenv("MOTCUA_TEST_POSTGRES");
  return url ? url : "";
}

}  // namespace

const Table& VisitsBoard::table() const {
  static const Table kTable{"visits",
                            1,
                            {{"stream"}, {"count", ColumnType::kInteger}, {"words"}, {"hash"}},
                            {{"by_count", "count, stream", "count > 1"}},
                            "with the test",
                            "words is blank when the item is erased"};
  return kTable;
}

std::optional<std::string> VisitsBoard::key(const Event& event) const {
  if (event.kind != "Noted") return std::nullopt;
  return event.stream;
}

std::vector<std::string> VisitsBoard::items(const Event& event) const {
  const std::string item = event.payload.text("item");
  if (event.kind != "Noted" || item.empty()) return {};
  return {item};
}

Board::Folded VisitsBoard::fold(const Event& event, const std::optional<Row>& current, const Words& words) const {
  const std::string item = event.payload.text("item");
  const std::string said = item.empty() ? "" : words.plaintext(item);
  Row row{event.stream, (current ? integer(*current, 1) : 0) + 1, said, nullptr};
  if (!said.empty()) row[3] = words.keyed_hash("test", said);
  return {Folded::Do::kPut, std::move(row)};
}

const Table& PlacesBoard::table() const {
  static const Table kTable{"places", 1, {{"place"}, {"present", ColumnType::kInteger}}, {}, "with the test", "none"};
  return kTable;
}

std::optional<std::string> PlacesBoard::key(const Event& event) const {
  if (event.payload.text("place").empty()) return std::nullopt;
  return event.payload.text("place");
}

Board::Folded PlacesBoard::fold(const Event& event, const std::optional<Row>& current, const Words&) const {
  const std::int64_t before = current ? integer(*current, 1) : 0;
  const std::int64_t present = before + (event.kind == "Noted" ? 1 : -1);
  if (present == 0) return {Folded::Do::kErase, {}};
  return {Folded::Do::kPut, {event.payload.text("place"), present}};
}

NewEvent noted(std::string stream, std::string place) {
  NewEvent event;
  event.stream = std::move(stream);
  event.kind = "Noted";
  event.actor.set("system", "test");
  event.payload.set("place", std::move(place));
  return event;
}

NewEvent left(std::string stream, std::string place) {
  NewEvent event = noted(std::move(stream), std::move(place));
  event.kind = "Left";
  return event;
}

void RecordTest::make_place() {
  const std::string name = "motcua_test_" + base::random_hex(random_, 8);
  location_.folder = std::filesystem::temp_directory_path() / name;
  if (GetParam() == Engine::kSqlite) return;
  ASSERT_FALSE(server().empty()) << "MOTCUA_TEST_POSTGRES is not set: `./dev test` starts a PostgreSQL and sets it";
  Database::at({{}, server()})->connect()->run("CREATE DATABASE " + name);
  database_ = name;
  location_.url = with_database(server(), name);
}

void RecordTest::remove_place() {
  std::error_code ignored;
  std::filesystem::remove_all(location_.folder, ignored);
  if (!database_.empty()) {
    Database::at({{}, server()})->connect()->run("DROP DATABASE " + database_ + " WITH (FORCE)");
  }
}

std::shared_ptr<Store> RecordTest::open() {
  auto opened = try_open();
  if (!opened) throw std::runtime_error("the record does not open: " + opened.error().code);
  return *opened;
}

base::Result<std::shared_ptr<Store>> RecordTest::try_open() { return Store::open(location_, boards_, clock_, random_); }

std::unique_ptr<Writer> RecordTest::start(const std::shared_ptr<Store>& store, std::vector<Follower*> followers,
                                          WriterSettings settings) {
  return Writer::start(store, std::move(followers), clock_, random_, settings);
}

std::int64_t RecordTest::note(Writer& writer, const std::string& stream, const std::string& place) {
  Act act({{stream}, {}, {}}, [&](Batch& batch) { batch.append(noted(stream, place)); });
  EXPECT_TRUE(writer.run(act)) << act.refused;
  return act.head;
}

std::string RecordTest::note_words(const Store& store, Writer& writer, const std::string& stream,
                                   const std::string& words) {
  const VaultKey key = store.vault().new_key(clock_.now(), random_);
  const VaultItem item = store.vault().seal(key, stream, "note", "text/plain", "dossier", words, clock_.now(), random_);
  Act act({{stream}, {}, {}}, [&](Batch& batch) {
    batch.keep(key);
    batch.keep(item);
    NewEvent event = noted(stream, "hall");
    event.payload.set("item", item.id);
    event.payload.set("note", item.commitment);
    batch.append(std::move(event));
  });
  EXPECT_TRUE(writer.run(act)) << act.refused;
  return item.id;
}

void RecordTest::erase(Writer& writer, const std::string& stream, const std::string& item) {
  Act act({{stream}, {}, {}}, [&](Batch& batch) {
    batch.erase(item);
    NewEvent event;
    event.stream = stream;
    event.kind = "ItemErased";
    event.payload.set("item", item);
    batch.append(std::move(event));
  });
  EXPECT_TRUE(writer.run(act)) << act.refused;
}

void RecordTest::tamper(const std::string& table, const std::string& sql) {
  const auto thief = session();
  if (GetParam() == Engine::kPostgres) thief->run("SET session_replication_role = replica");
  if (GetParam() == Engine::kSqlite) {
    thief->run("DROP TRIGGER IF EXISTS " + table + "_no_UPDATE");
    thief->run("DROP TRIGGER IF EXISTS " + table + "_no_DELETE");
  }
  thief->run(sql);
}

std::int64_t RecordTest::count(const std::string& from) const {
  return integer(session()->rows("SELECT count(*) FROM " + from, {}, {ColumnType::kInteger}).at(0), 0);
}

}  // namespace store
