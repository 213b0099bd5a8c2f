// What the desk has beside the dossier: the same person again, favourites, the wrong door, and parts of a worklist.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/direct.h"
#include "app/earlier.h"
#include "app/favourites.h"
#include "app/test_record.h"

namespace app {
namespace {

using rights::Role;
using store::ColumnType;
using namespace std::chrono_literals;

constexpr const char* kSecond = "9.000002";
constexpr const char* kThird = "9.000003";
constexpr const char* kElsewhere = "H26.local.ward-00082";
constexpr const char* kPointElsewhere = "H26.local.point-00082";
constexpr const char* kNumber = "001090987654";  // of intake()

class DeskTest : public RecordTest {
 protected:
  rights::Actor actor(const std::string& account) { return record_->accounts()->actor(account); }

  // ---- the same person again

  EarlierAsked asked(const char* number = kNumber) {
    return {kPoint, {dossier::IdentityKind::kPersonalNumber, number, "VN"}, true};
  }

  std::vector<std::string> found(const EarlierAsked& wanted) {
    const auto items = find_earlier(*record_, actor(counter_), wanted);
    if (!items) return {items.error().code};
    std::vector<std::string> lines;
    for (const auto& one : *items) {
      lines.push_back(one.person.text("address") + " " + base::format_date(one.given_on));
    }
    return lines;
  }

  std::string take_from(const char* address, catalog::Channel channel = catalog::Channel::kCounter) {
    clock_.set(clock_.now() + 1s);  // one after the other
    Intake one = intake(channel);
    base::Json applicant = *one.particulars.find("applicant");
    applicant.set("address", address);
    one.particulars.set("applicant", applicant);
    const auto taken = take(std::move(one));
    EXPECT_TRUE(taken) << taken.error().code;
    return taken ? taken->event.stream : "";
  }

  struct Look {
    std::string account, role, unit, purpose, stream, what;
    bool operator==(const Look&) const = default;
  };
  std::vector<Look> looks() {
    std::vector<Look> lines;
    for (const store::Row& row :
         record_->store().read()->rows("SELECT account, role, unit, purpose, stream, what FROM read_log ORDER BY id",
                                       {}, std::vector<ColumnType>(6, ColumnType::kText))) {
      lines.push_back({store::text(row, 0), store::text(row, 1), store::text(row, 2), store::text(row, 3),
                       store::text(row, 4), store::text(row, 5)});
    }
    return lines;
  }

  // ---- favourites

  void publish_more(const char* code, bool receivable) {
    catalog::ProcedureVersion more = procedure("3d");
    more.code = code;
    catalog::CompetenceRule its = rule();
    its.procedure = code;
    publish("procedure", code, "ProcedurePublished", catalog::to_json(more));
    if (!receivable) return;
    publish("competence", code, "CompetencePublished",
            base::Json().set("procedure", code).set("rules", base::JsonArray{catalog::to_json(its)}));
  }

  void receive(const char* code, const std::string& account, int times = 1) {
    for (int i = 0; i < times; ++i) {
      Intake one = intake();
      one.request.procedure = code;
      one.account = account;
      const auto taken = take(std::move(one));
      ASSERT_TRUE(taken) << taken.error().code;
    }
  }

  static std::vector<std::string> lines(const std::vector<boards::Used>& used) {
    std::vector<std::string> all;
    for (const auto& one : used) all.push_back(one.procedure + " " + std::to_string(one.count));
    return all;
  }

  // ---- the wrong door

  base::Result<Direction> directed(DirectionAsked wanted) {
    std::promise<base::Result<Direction>> promise;
    direct(*record_, std::move(wanted),
           [&](base::Result<Direction> answer, std::int64_t) { promise.set_value(std::move(answer)); });
    return promise.get_future().get();
  }

  DirectionAsked to_place(const char* unit, const char* code = kProcedure) {
    return {counter_, kPoint, code, {catalog::PlaceGiven::kUnit, unit, {}}, "", {}};
  }
  DirectionAsked to_unit(const char* unit) { return {counter_, kPoint, "", {}, unit, {}}; }

  std::vector<std::string> counts(const char* first = "2026-08-01", const char* last = "2026-08-31") {
    const auto counted =
        directions_at(*record_, actor(counter_), kPoint, *base::parse_date(first), *base::parse_date(last));
    if (!counted) return {counted.error().code};
    std::vector<std::string> all;
    for (const auto& one : *counted) all.push_back(one.day + " " + one.procedure + " " + std::to_string(one.count));
    return all;
  }
};

TEST_F(DeskTest, EarlierParticularsAreDistinctNewestFirstAndThreeAtMost) {
  EXPECT_TRUE(found(asked()).empty());
  take_from("Số 1");
  take_from("Số 1");
  clock_.set(local("2026-08-24T09:00"));
  take_from("Số 2");
  take_from("Số 3");
  clock_.set(local("2026-08-25T09:00"));
  take_from("Số 1");
  take_from("Số 4");
  EXPECT_EQ(found(asked()), (std::vector<std::string>{"Số 4 2026-08-25", "Số 1 2026-08-25", "Số 3 2026-08-24"}));
  EXPECT_TRUE(found(asked("001090000000")).empty());
}

TEST_F(DeskTest, EarlierParticularsNeedThePaperADeskAndANumber) {
  take_from("Số 1");
  EarlierAsked wanted = asked();
  wanted.paper_on_desk = false;
  EXPECT_EQ(found(wanted), std::vector<std::string>{"paper_not_shown"});
  EXPECT_EQ(found({kPoint, {}, true}), std::vector<std::string>{"field_missing"});
  EXPECT_EQ(found({"no such point", asked().identity, true}), std::vector<std::string>{"point_unknown"});
  EXPECT_EQ(found({kPointElsewhere, asked().identity, true}), std::vector<std::string>{"forbidden"});
  for (const auto& account : {head_, specialist_, controller_, stranger_}) {
    EXPECT_EQ(find_earlier(*record_, actor(account), asked()).error().code, "forbidden");
  }
  EXPECT_TRUE(looks().empty()) << "nothing was looked up";
}

TEST_F(DeskTest, EveryLookUpIsInTheReadLogFoundOrNot) {
  const std::string first = take_from("Số 1");
  const std::string second = take_from("Số 2");
  EXPECT_EQ(found(asked()).size(), 2u);
  EXPECT_TRUE(found(asked("001090000000")).empty());
  const Look look{counter_, "counter", kWard, "reception", "", "earlier particulars"};
  auto all = looks();
  ASSERT_EQ(all.size(), 3u);
  for (const std::string& stream : {first, second, std::string()}) {
    Look wanted = look;
    wanted.stream = stream;
    EXPECT_NE(std::ranges::find(all, wanted), all.end()) << stream;
  }
}

TEST_F(DeskTest, ErasedAndUncheckedParticularsAreNotFound) {
  take_from("gửi trực tuyến", catalog::Channel::kOnline);
  EXPECT_TRUE(found(asked()).empty()) << "a stranger may have typed this number; no desk has seen the paper";
  const std::string stream = take_from("Số 1");
  const auto item = store::text(
      record_->store()
          .read()
          ->rows("SELECT particulars_item FROM {dossiers} WHERE stream = :p1", {stream}, {ColumnType::kText})
          .front(),
      0);
  ASSERT_EQ(found(asked()).size(), 1u);
  const auto erased =
      commit_and_wait<std::monostate>(record_->writer(), {{stream}, {}, {}}, [&](store::Batch& batch) -> base::Done {
        batch.erase(item);
        batch.append({stream, "ItemErased", 1, {}, {}, system_actor("test"), "", base::Json().set("item", item)});
        return std::monostate{};
      });
  ASSERT_TRUE(erased) << erased.error().code;
  EXPECT_TRUE(found(asked()).empty());
}

TEST_F(DeskTest, APassportOfAnotherCountryIsAnotherPerson) {
  Intake one = intake();
  one.particulars.set("applicant", base::parse_json(R"j({"kind":"foreigner","name":"Jane Canary (fictitious)",
      "identity":{"kind":"passport","number":"X1234567","country":"GB"},"address":"2 Example Street"})j")
                                       .value());
  ASSERT_TRUE(take(std::move(one)));
  const auto passport = [&](const char* country) {
    return found({kPoint, {dossier::IdentityKind::kPassport, "X1234567", country}, true}).size();
  };
  EXPECT_EQ(passport("GB"), 1u);
  EXPECT_EQ(passport(""), 1u);
  EXPECT_EQ(passport("US"), 0u);
}

TEST_F(DeskTest, SE_4_WhoTriesNumbersOneAfterAnotherIsSlowedDown) {
  const int free = record_->center().numbers.free_tries;
  for (int i = 0; i < free; ++i) EXPECT_TRUE(found(asked("001090000000")).empty());
  EXPECT_EQ(found(asked("001090000001")), std::vector<std::string>{"too_many_tries"});
  const std::string other = user("counter-2", {Role::kCounter, kWard, kPoint, {}, {}, {}});
  EXPECT_TRUE(find_earlier(*record_, actor(other), asked())) << "only this account is";
  EXPECT_EQ(looks().size(), static_cast<std::size_t>(free) + 1) << "nothing was looked up while it had to wait";
}

TEST_F(DeskTest, FavouritesAreTheMostReceivedAndTheLastUsedThatMayBeReceived) {
  const auto empty = favourites_at(*record_, actor(counter_), kPoint);
  ASSERT_TRUE(empty) << empty.error().code;
  EXPECT_TRUE(empty->most.empty() && empty->last.empty());
  const std::string other = user("counter-2", {Role::kCounter, kWard, kPoint, {}, {}, {}});
  publish_more(kSecond, true);
  publish_more(kThird, true);
  receive(kThird, counter_);
  clock_.set(local("2026-09-25T09:00"));
  receive(kProcedure, counter_);
  clock_.set(local("2026-09-28T09:00"));
  receive(kSecond, other, 3);
  const auto mine = favourites_at(*record_, actor(counter_), kPoint);
  EXPECT_EQ(lines(mine->most), (std::vector<std::string>{"9.000002 3", "9.000001 1"})) << "the third is 38 days ago";
  EXPECT_EQ(lines(mine->last), (std::vector<std::string>{"9.000001 1", "9.000003 1", "9.000002 3"}))
      << "the account's own first, then the point's";
  const auto others = favourites_at(*record_, actor(other), kPoint);
  EXPECT_EQ(lines(others->last), (std::vector<std::string>{"9.000002 3", "9.000001 1", "9.000003 1"}));
  catalog::ProcedureVersion stale = procedure("3d");
  stale.code = kSecond;
  stale.standing = catalog::Standing::kStale;
  publish("procedure", kSecond, "ProcedurePublished", catalog::to_json(stale));
  const auto after = favourites_at(*record_, actor(counter_), kPoint);
  EXPECT_EQ(lines(after->most), (std::vector<std::string>{"9.000001 1"}));
}

TEST_F(DeskTest, FavouritesAreNineAndFiveAtMostAndOfOnePoint) {
  std::vector<std::string> codes;
  for (int i = 10; i < 22; ++i) codes.push_back("9.0000" + std::to_string(i));
  for (const std::string& code : codes) {
    publish_more(code.c_str(), true);
    receive(code.c_str(), counter_);
  }
  const auto mine = favourites_at(*record_, actor(counter_), kPoint);
  EXPECT_EQ(mine->most.size(), 9u);
  EXPECT_EQ(mine->last.size(), 5u);
  const std::string other = user("counter-2", {Role::kCounter, kElsewhere, kPointElsewhere, {}, {}, {}});
  EXPECT_TRUE(favourites_at(*record_, actor(other), kPointElsewhere)->most.empty());
  EXPECT_EQ(favourites_at(*record_, actor(other), kPoint).error().code, "forbidden");
  EXPECT_EQ(favourites_at(*record_, actor(head_), kPoint).error().code, "forbidden");
  EXPECT_EQ(favourites_at(*record_, actor(counter_), "no such point").error().code, "not_found");
}

TEST_F(DeskTest, TheRightDoorIsFoundByTheRulesAndCounted) {
  const auto direction = directed(to_place(kElsewhere));
  ASSERT_TRUE(direction) << direction.error().code;
  EXPECT_EQ(direction->unit, kElsewhere);
  EXPECT_EQ(direction->points, std::vector<std::string>{kPointElsewhere});
  EXPECT_FALSE(direction->taken_here);
  EXPECT_TRUE(directed(to_place(kElsewhere)));
  EXPECT_TRUE(directed(to_unit("00082"))) << "an official code will do";
  EXPECT_EQ(counts(), (std::vector<std::string>{"2026-08-21  1", "2026-08-21 9.000001 2"}));
  clock_.set(local("2026-08-24T08:00"));
  EXPECT_TRUE(directed(to_place(kElsewhere)));
  EXPECT_EQ(counts("2026-08-24"), (std::vector<std::string>{"2026-08-24 9.000001 1"}));
  EXPECT_EQ(counts().size(), 3u);
  EXPECT_EQ(counts("2026-08-22", "2026-08-23"), std::vector<std::string>());
  const auto event = journal().back();
  EXPECT_EQ(base::canonical_json(event.payload),
            R"({"point":"H26.local.point-00004","procedure":"9.000001","unit":"H26.local.ward-00082"})");
}

TEST_F(DeskTest, AUnitWithoutADeskIsServedAtTheCentre) {
  const auto direction = directed(to_unit("H26.local.department-justice"));
  ASSERT_TRUE(direction) << direction.error().code;
  EXPECT_EQ(direction->points, std::vector<std::string>{"H26.local.point-centre"});
}

TEST_F(DeskTest, WhatMayBeTakenHereAllTheSameIsSaid) {
  catalog::CompetenceRule anywhere = rule();
  anywhere.taken_at = catalog::TakenAt::kAnyPointInCity;
  publish("competence", kProcedure, "CompetencePublished",
          base::Json().set("procedure", kProcedure).set("rules", base::JsonArray{catalog::to_json(anywhere)}));
  EXPECT_TRUE(directed(to_place(kElsewhere))->taken_here);
}

TEST_F(DeskTest, ARuleThatIsNotForHereAnswersItsWords) {
  catalog::CompetenceRule customs = rule();
  customs.taken_at = catalog::TakenAt::kNotHere;
  customs.direction_vi = "Nộp tại Chi cục Hải quan khu vực.";
  customs.direction_en = "Hand in at the regional customs office.";
  publish("competence", kProcedure, "CompetencePublished",
          base::Json().set("procedure", kProcedure).set("rules", base::JsonArray{catalog::to_json(customs)}));
  const auto direction = directed({counter_, kPoint, kProcedure, {}, "", {}});
  ASSERT_TRUE(direction) << direction.error().code;
  EXPECT_EQ(direction->unit, "");
  EXPECT_EQ(direction->direction_vi, customs.direction_vi);
  EXPECT_EQ(direction->direction_en, customs.direction_en);
  EXPECT_EQ(counts(), (std::vector<std::string>{"2026-08-21 9.000001 1"}));
}

TEST_F(DeskTest, ARefusedDirectionIsNotCounted) {
  const auto refused = [&](DirectionAsked wanted) {
    const auto answer = directed(std::move(wanted));
    return answer ? "" : answer.error().code + " " + answer.error().where;
  };
  EXPECT_EQ(refused({counter_, kPoint, "", {}, "", {}}), "direction_needed /procedure");
  EXPECT_EQ(refused(to_place(kWard)), "right_door /place");
  EXPECT_EQ(refused(to_unit(kWard)), "right_door /unit");
  EXPECT_EQ(refused(to_unit("no such unit")), "unit_unknown /unit");
  EXPECT_EQ(refused(to_unit("H26.local.commune526-00073")), "unit_abolished /unit");
  EXPECT_EQ(refused(to_place(kElsewhere, "9.999999")), "procedure_unknown /procedure");
  EXPECT_EQ(refused({counter_, kPoint, kProcedure, {}, "", {}}), "place_needed /place");
  EXPECT_EQ(refused({counter_, "no such point", kProcedure, {}, kElsewhere, {}}), "not_found ");
  for (const auto& account : {head_, specialist_, controller_, stranger_, std::string()}) {
    EXPECT_EQ(refused({account, kPoint, "", {}, kElsewhere, {}}), "forbidden /point");
  }
  EXPECT_TRUE(counts().empty());
}

TEST_F(DeskTest, OneKeyCountsOnce) {
  DirectionAsked wanted = to_place(kElsewhere);
  wanted.key = store::IdempotencyKey{"scope", "key-1", "the body"};
  ASSERT_TRUE(directed(wanted));
  EXPECT_EQ(directed(wanted)->unit, kElsewhere);
  EXPECT_EQ(counts(), (std::vector<std::string>{"2026-08-21 9.000001 1"}));
  wanted.key->body_hash = "another body";
  EXPECT_EQ(directed(wanted).error().code, "idempotency_conflict");
}

TEST_F(DeskTest, CountsAreForTheDeskTheHeadAndTheInspector) {
  ASSERT_TRUE(directed(to_place(kElsewhere)));
  const std::string inspector = user("inspector", {Role::kInspector, "H26.local.centre", "", {}, {}, {}});
  const std::string other = user("counter-2", {Role::kCounter, kElsewhere, kPointElsewhere, {}, {}, {}});
  const base::LocalDate day = base::local_date(clock_.now());
  const auto seen = [&](const std::string& account, std::string_view point = kPoint) {
    const auto found = directions_at(*record_, actor(account), point, day, day);
    return found ? std::to_string(found->size()) : found.error().code;
  };
  for (const auto& account : {counter_, head_, inspector}) EXPECT_EQ(seen(account), "1");
  for (const auto& account : {specialist_, controller_, stranger_, other}) EXPECT_EQ(seen(account), "forbidden");
  EXPECT_EQ(seen(counter_, "no such point"), "not_found");
  EXPECT_EQ(counts("2026-08-31", "2026-08-01"), std::vector<std::string>{"dates_reversed"});
  EXPECT_EQ(counts("2025-08-01", "2026-08-31"), std::vector<std::string>{"value_out_of_range"});
}

TEST_F(DeskTest, DirectionsAreVerifiedAndRebuiltAsTheyWereFolded) {
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(directed(to_place(kElsewhere)));
    ASSERT_TRUE(directed(to_unit(kElsewhere)));
    clock_.set(clock_.now() + 24h);
  }
  const auto before = counts();
  EXPECT_EQ(before.size(), 10u);
  EXPECT_EQ(record_->store().verify({}).difference, "");
  record_->store().rebuild({});
  EXPECT_EQ(counts(), before);
  EXPECT_EQ(record_->store().verify({}).difference, "");
  ASSERT_TRUE(directed(to_unit(kElsewhere))) << "folded on after the rebuild";
  EXPECT_EQ(record_->store().verify({}).difference, "");
}

// A page of the list, its counts and dossier::is_late say the same of every part.
TEST_F(DeskTest, CountsOfAPartOfTheWorklistEqualItsList) {
  const auto number = [&] { return take(intake())->event.payload.text("code"); };
  std::vector<std::string> codes;
  for (int i = 0; i < 4; ++i) codes.push_back(number());
  take(intake(catalog::Channel::kOnline));
  for (int i = 1; i < 4; ++i) ASSERT_TRUE(act_as(counter_, codes[std::size_t(i)], "hand-over"));
  const auto release = [&](const std::string& code) {
    ASSERT_TRUE(act_as(head_, code, "approve"));
    ASSERT_TRUE(act_as(head_, code, "release", [](ActRequest& request) { request.title = "Kết quả giả định"; }));
  };
  release(codes[2]);                      // in time, and lies there since
  clock_.set(local("2026-09-07T09:00"));  // after the due of all but what follows
  release(codes[3]);                      // late
  number();
  const auto read = record_->store().read();
  const auto sight = rights::may_see_worklist(actor(head_), kWard, {}, base::local_date(clock_.now()));
  std::size_t all = 0;
  for (const int state : {0, 1, 2, 4, 9, 10}) {
    for (const std::optional<bool> late : {std::optional<bool>(), std::optional(true), std::optional(false)}) {
      const boards::WorklistPart part{state, late};
      const auto page = boards::worklist_page(*read, kWard, *sight, part, clock_.now(), "", 50);
      const auto counted = boards::worklist_counts(*read, kWard, *sight, part, clock_.now());
      ASSERT_TRUE(page);
      const auto is_late = [&](const auto& row) { return dossier::is_late(row.state, clock_.now()); };
      EXPECT_EQ(counted.open, static_cast<std::int64_t>(page->rows.size())) << state;
      EXPECT_EQ(counted.late, std::ranges::count_if(page->rows, is_late)) << state;
      for (const auto& row : page->rows) {
        EXPECT_TRUE(state == 0 || dossier::national_state(row.state) == state);
        EXPECT_TRUE(!late || *late == is_late(row));
      }
      if (state == 0 && !late) all = page->rows.size();
      if (state == 0 && late == true) {
        EXPECT_EQ(page->rows.size(), 3u);
      }
    }
  }
  EXPECT_EQ(all, 5u);
}

}  // namespace
}  // namespace app
