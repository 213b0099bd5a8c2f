// A record in a folder of its own for the tests of this room: Ba Đình, Cửa Nam and Đông Anh with their desks, the
// shipped calendar, and an invented procedure that is received within seven working days.
#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <future>
#include <memory>

#include "app/act.h"
#include "app/commit.h"
#include "app/look.h"
#include "app/publish_procedure.h"
#include "app/record.h"
#include "app/sign_in.h"
#include "app/take_in.h"
#include "app/users.h"
#include "calendar/test_calendars.h"
#include "catalog/test_city.h"

namespace app {

inline constexpr const char* kProcedure = "9.000001";
inline constexpr const char* kWard = "H26.local.ward-00004";
inline constexpr const char* kPoint = "H26.local.point-00004";

inline constexpr const char* kPassword = "mot mat khau thu";
inline constexpr const char* kAddress = "203.0.113.7";  // RFC 5737: nobody's

inline base::Instant local(std::string_view text) { return base::parse_local_instant(text).value(); }

class RecordTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("motcua-app-" + base::random_hex(random_, 8));
    open();
    publish_city();
    counter_ = user("counter", {rights::Role::kCounter, kWard, kPoint, {}, {}, {}});
    head_ = user("head", {rights::Role::kHead, kWard, "", {}, {}, {}});
    specialist_ = user("specialist", {rights::Role::kSpecialist, kWard, "", {}, {}, {}});
    controller_ = user("controller", {rights::Role::kController, kWard, "", {}, {}, {}});
    stranger_ = user("stranger", {rights::Role::kHead, "H26.local.ward-00082", "", {}, {}, {}});
  }

  void TearDown() override {
    record_.reset();
    std::filesystem::remove_all(folder_);
  }

  void open() {
    record_.reset();
    RecordOptions options;
    options.location.folder = folder_;
    options.writer.accept_clock_jump = true;
    auto opened = Record::open(options, clock_, random_);
    ASSERT_TRUE(opened) << opened.error().code;
    record_ = std::move(*opened);
  }

  std::string user(const std::string& login, rights::Right right) {
    const auto added = add_user(*record_, {login, kPassword, {std::move(right)}});
    EXPECT_TRUE(added) << added.error().code;
    return added.value_or("");
  }

  void publish(std::string_view kind, std::string_view key, const char* event, base::Json payload) {
    const auto done = commit_and_wait<std::monostate>(record_->writer(), {}, [&](store::Batch& batch) -> base::Done {
      batch.append({catalog::stream_of(kind, key), event, 1, {}, {}, system_actor("test"), "", payload});
      return std::monostate{};
    });
    ASSERT_TRUE(done) << done.error().code;
  }

  void publish_city() {
    publish("calendar", "hanoi", "CalendarPublished", calendar::shipped_calendar());
    const catalog::test::City city;
    for (const catalog::Unit* unit : city.catalog.units()) {
      catalog::Unit coded = *unit;
      if (!coded.official_code.empty() && !coded.valid_to) coded.code_setting = "H26." + coded.official_code;
      publish("unit", unit->id, "UnitPublished", catalog::to_json(coded));
    }
    for (const catalog::Point* point : city.catalog.points()) {
      publish("point", point->id, "PointPublished", catalog::to_json(*point));
    }
    for (const catalog::Serves* serves : city.catalog.serves("commune_pc", catalog::test::kDay)) {
      publish("serves", serves->id, "ServesPublished", catalog::to_json(*serves));
    }
    publish("procedure", kProcedure, "ProcedurePublished", catalog::to_json(procedure("7d")));
    publish("competence", kProcedure, "CompetencePublished",
            base::Json().set("procedure", kProcedure).set("rules", base::JsonArray{catalog::to_json(rule())}));
  }

  static catalog::ProcedureVersion procedure(const char* limit) {
    catalog::ProcedureVersion version = catalog::test::procedure(kProcedure, "Thủ tục thử (giả định)");
    version.channels = {{catalog::Channel::kCounter, "", ""}, {catalog::Channel::kOnline, "", ""}};
    version.cases[0].limit.kind = catalog::LimitKind::kStated;
    version.cases[0].limit.limit = calendar::parse_limit(limit).value();
    version.cases[0].limit.trust = catalog::Trust::kConfirmed;
    version.papers = {{"Giấy tờ phải nộp", catalog::PaperGroupKind::kSubmit, {{"p1", "Tờ khai", 1, 0, "", false}}}};
    return version;
  }

  static catalog::CompetenceRule rule() {
    catalog::CompetenceRule made = catalog::test::rule("r1", "commune_pc", "residence_applicant");
    made.procedure = kProcedure;
    made.trust = catalog::Trust::kConfirmed;
    return made;
  }

  Intake intake(catalog::Channel channel = catalog::Channel::kCounter) {
    Intake asked;
    asked.account = channel == catalog::Channel::kOnline ? "" : counter_;
    asked.request.procedure = kProcedure;
    asked.request.case_id = "1";
    asked.request.channel = channel;
    asked.request.point = kPoint;
    asked.request.place = {catalog::PlaceGiven::kUnit, kWard, {}};
    asked.request.applicant_kind = "person";
    asked.request.delivery_way = "desk";
    asked.request.papers = {{"p1", "original", 1}};
    asked.particulars =
        base::parse_json(R"j({"applicant":{"kind":"person","name":"Nguyễn Văn Chim Hoàng Yến (giả định)",
      "identity":{"kind":"personal_number","number":"001090987654"}},"delivery":{"way":"desk"},
      "answers":{"child":"Bé Chim Hoàng Yến (giả định)"}})j")
            .value();
    return asked;
  }

  base::Result<TakenIn> take(Intake asked) {
    std::promise<base::Result<TakenIn>> promise;
    take_in(*record_, std::move(asked),
            [&](base::Result<TakenIn> taken, std::int64_t) { promise.set_value(std::move(taken)); });
    return promise.get_future().get();
  }

  base::Result<ActDone> act_as(const std::string& account, const std::string& code, const std::string& name,
                               const std::function<void(ActRequest&)>& fill = {}) {
    ActRequest request;
    request.account = account;
    request.code = code;
    request.act = name;
    if (fill) fill(request);
    std::promise<base::Result<ActDone>> promise;
    act(*record_, std::move(request),
        [&](base::Result<ActDone> done, std::int64_t) { promise.set_value(std::move(done)); });
    return promise.get_future().get();
  }

  std::future<base::Result<Session>> begin_sign_in(const std::string& login, const std::string& password) {
    auto promise = std::make_shared<std::promise<base::Result<Session>>>();
    sign_in(*record_, {login, password, "a browser"},
            [promise](base::Result<Session> session) { promise->set_value(std::move(session)); });
    return promise->get_future();
  }

  base::Result<Session> signed_in(const std::string& login, const std::string& password) {
    return begin_sign_in(login, password).get();
  }

  std::vector<store::Event> journal() {
    std::vector<store::Event> events;
    record_->store().each_event(0, {}, [&](const store::Event& event) { events.push_back(event); });
    return events;
  }

  std::filesystem::path folder_;
  base::FixedClock clock_{local("2026-08-21T09:00")};
  base::SystemRandom random_;
  std::unique_ptr<Record> record_;
  std::string counter_, head_, specialist_, controller_, stranger_;
};

}  // namespace app
