// One recorded event of each kind lies in tests/data/events, as the first program that wrote it did. Every later
// program must still read it (an upcast, when its schema changes) and fold it; a kind without a file fails here.
// MOTCUA_WRITE_GOLDEN=1 writes the files that are missing.
#include <cstdlib>
#include <set>

#include "app/direct.h"
#include "app/test_record.h"

namespace app {
namespace {

constexpr std::string_view kCatalogueKinds[] = {"ProcedurePublished", "CompetencePublished", "UnitPublished",
                                                "PointPublished",     "ServesPublished",     "CalendarPublished",
                                                "AreaPublished",      "DelegationPublished"};
constexpr std::string_view kDeskKinds[] = {boards::kPersonDirected};
constexpr std::string_view kAccountKinds[] = {"AccountOpened", "AccountDisabled"};

std::filesystem::path golden(std::string_view kind) {
  return std::filesystem::path(MOTCUA_SOURCE_DIR "/tests/data/events") / (std::string(kind) + ".json");
}

std::set<std::string> names(const base::Json& object) {
  std::set<std::string> all;
  for (const auto& [name, value] : object.object()) all.insert(name);
  return all;
}

class GoldenEvents : public RecordTest {
 protected:
  // Every kind of event, from one run of the main road and its side roads.
  std::map<std::string, store::Event> one_of_each() {
    catalog::Area area;
    area.unit = kWard;
    area.polygons = {
        {{{21'000'000, 105'000'000}, {21'000'000, 105'100'000}, {21'100'000, 105'000'000}, {21'000'000, 105'000'000}}}};
    publish("area", kWard, "AreaPublished", catalog::to_json(area));
    const catalog::Delegation delegation{"d1",           "H26.local.department-justice", kWard, "9.000002", "", {}, {},
                                         "Số giả định 1"};
    publish("delegation", "d1", "DelegationPublished", catalog::to_json(delegation));
    road(false);
    road(true);
    const auto online = take(intake(catalog::Channel::kOnline));
    EXPECT_TRUE(act_as(counter_, online->event.payload.text("submission"), "refuse-reception", with_reason));
    std::promise<base::Result<Direction>> directed;
    direct(*record_, {counter_, kPoint, kProcedure, {}, "H26.local.ward-00082", {}},
           [&](base::Result<Direction> answer, std::int64_t) { directed.set_value(std::move(answer)); });
    EXPECT_TRUE(directed.get_future().get());
    EXPECT_TRUE(disable_user(*record_, "stranger"));
    std::map<std::string, store::Event> found;
    for (const store::Event& event : journal()) found.emplace(event.kind, event);
    return found;
  }

  static void with_reason(ActRequest& request) {
    request.reason = "Lý do giả định";
    request.basis = "Văn bản giả định, điều 1";
  }

  void road(bool refused) {
    const std::string code = take(intake())->event.payload.text("code");
    EXPECT_TRUE(act_as(counter_, code, "hand-over"));
    if (refused) {
      EXPECT_TRUE(act_as(head_, code, "refuse", with_reason));
      return;
    }
    EXPECT_TRUE(act_as(head_, code, "assign", [&](ActRequest& request) { request.assignee = specialist_; }));
    EXPECT_TRUE(act_as(head_, code, "approve", [](ActRequest& request) { request.note = "Ghi chú giả định"; }));
    EXPECT_TRUE(act_as(head_, code, "release", [](ActRequest& request) { request.title = "Kết quả giả định"; }));
    EXPECT_TRUE(act_as(counter_, code, "deliver", [](ActRequest& request) {
      request.method = "counter";
      request.to = "applicant";
      request.note = "Ghi chú giả định";
    }));
  }
};

TEST_F(GoldenEvents, AreReadAndFoldedAsTheyWereWritten) {
  const auto now = one_of_each();
  std::set<std::string> kinds(std::begin(dossier::kEventKinds), std::end(dossier::kEventKinds));
  kinds.insert(std::begin(kCatalogueKinds), std::end(kCatalogueKinds));
  kinds.insert(std::begin(kDeskKinds), std::end(kDeskKinds));
  kinds.insert(std::begin(kAccountKinds), std::end(kAccountKinds));
  for (const std::string& kind : kinds) {
    ASSERT_TRUE(now.contains(kind)) << kind;
    if (std::getenv("MOTCUA_WRITE_GOLDEN") != nullptr && !std::filesystem::exists(golden(kind))) {
      std::ofstream(golden(kind)) << store::envelope_text(now.at(kind)) << '\n' << now.at(kind).hash << '\n';
    }
    std::ifstream stream(golden(kind));
    std::string text;
    std::string hash;
    ASSERT_TRUE(std::getline(stream, text) && std::getline(stream, hash)) << kind << " has no golden file";
    const auto event = store::event_from_text(1, text, hash);
    ASSERT_TRUE(event) << kind;
    EXPECT_EQ(store::envelope_text(*event), text) << kind;
    EXPECT_EQ(store::envelope_hash(text), hash) << kind;
    EXPECT_EQ(event->schema, now.at(kind).schema) << kind << ": a new schema needs an upcast and a new golden file";
    EXPECT_EQ(names(event->payload), names(now.at(kind).payload)) << kind << ": other members are a new schema";
    catalog::Catalog catalog;
    EXPECT_NO_THROW(catalog.fold(event->kind, event->version, event->at, event->payload)) << kind;
    Accounts accounts;
    accounts.fold(event->stream, event->kind, event->payload);
  }
}

}  // namespace
}  // namespace app
