#include "dossier/reception.h"

#include <gtest/gtest.h>

#include "calendar/test_calendars.h"
#include "catalog/test_city.h"

namespace dossier {
namespace {

using namespace std::chrono_literals;
using calendar::shipped_calendar;
using catalog::test::City;

constexpr const char* kProcedure = "9.000001";

base::Instant at(std::string_view local) { return base::parse_local_instant(local).value(); }
std::string local(const std::optional<base::Instant>& instant) {
  return instant ? base::format_instant(*instant).substr(0, 16) : "none";
}

catalog::ProcedureVersion procedure(const char* limit) {
  catalog::ProcedureVersion version = catalog::test::procedure(kProcedure, "Thủ tục thử (giả định)");
  version.channels = {{catalog::Channel::kCounter, "", ""}, {catalog::Channel::kOnline, "", ""}};
  version.cases[0].limit = {.kind = catalog::LimitKind::kStated,
                            .limit = calendar::parse_limit(limit).value(),
                            .trust = catalog::Trust::kConfirmed,
                            .text = limit,
                            .basis = "thử",
                            .found = {}};
  version.papers = {{"Giấy tờ phải nộp", catalog::PaperGroupKind::kSubmit, {{"p1", "Tờ khai", 1, 0, "", false}}}};
  catalog::FeeLine fee;
  fee.id = "f1";
  fee.label = "Lệ phí";
  fee.status = catalog::FeeStatus::kStated;
  fee.amount_minor = 8000;
  version.fees = {fee};
  return version;
}

ReceptionRequest request(std::string point, std::string unit) {
  ReceptionRequest asked;
  asked.procedure = kProcedure;
  asked.case_id = "1";
  asked.point = std::move(point);
  asked.place = {catalog::PlaceGiven::kUnit, std::move(unit), {}};
  asked.applicant_kind = "person";
  asked.delivery_way = "desk";
  return asked;
}

class Reception : public testing::Test {
 protected:
  Reception() {
    city_.fold("CalendarPublished", shipped_calendar());
    publish(procedure("7d"), catalog::TakenAt::kOwnUnit);
  }

  void publish(const catalog::ProcedureVersion& version, catalog::TakenAt taken_at) {
    city_.publish(version);
    auto rule = catalog::test::rule("r1", "commune_pc", "residence_applicant");
    rule.taken_at = taken_at;
    city_.publish(kProcedure, {rule});
  }

  base::Result<Terms> terms(const ReceptionRequest& asked, std::string_view when) {
    return terms_of_reception(city_.catalog, asked, at(when), settings_);
  }
  std::string refused(const ReceptionRequest& asked, std::string_view when = "2026-08-21T09:00") {
    const auto found = terms(asked, when);
    return found ? "" : found.error().code;
  }

  City city_;
  ReceptionSettings settings_;
  ReceptionRequest own_ = request("H26.local.point-00004", "H26.local.ward-00004");
};

TEST_F(Reception, PromisesTheStatutoryDateAtTheOwnDesk) {
  const auto found = terms(own_, "2026-08-21T09:00");
  ASSERT_TRUE(found) << found.error().code;
  EXPECT_EQ(local(found->statutory_due), "2026-09-03T09:00");  // domain §3: Sat 22 Aug counts, 31 Aug–2 Sep off
  EXPECT_EQ(local(found->promised_due), "2026-09-03T09:00");
  EXPECT_EQ(local(found->hand_over_due), "2026-08-21T17:00");
  EXPECT_FALSE(found->boundary_free);
  EXPECT_EQ(found->competence.competent_unit, "H26.local.ward-00004");
}

TEST_F(Reception, PaperAfterThreeIsHandedOverNextMorning) {  // practice G3
  EXPECT_EQ(local(terms(own_, "2026-08-21T15:05")->hand_over_due), "2026-08-22T08:00");
}

TEST_F(Reception, BoundaryFreePromiseCountsFromTheLatestLawfulHandOver) {  // practice G11
  publish(procedure("7d"), catalog::TakenAt::kAnyPointInCity);
  const auto found = terms(request("H26.local.point-00082", "H26.local.commune-00454"), "2026-08-20T15:30");
  ASSERT_TRUE(found) << found.error().code;
  EXPECT_TRUE(found->boundary_free);
  EXPECT_EQ(local(found->hand_over_due), "2026-08-21T08:00");
  EXPECT_EQ(local(found->promised_due), "2026-09-03T08:00");
  EXPECT_EQ(local(found->statutory_due), "none");  // runs from real arrival
}

TEST_F(Reception, APointWhoseUnitHasEndedIsRefused) {
  catalog::Unit unit = *city_.catalog.unit("H26.local.ward-00082");
  unit.valid_to = base::parse_date("2026-08-21").value();
  city_.publish(unit);
  const auto asked = request("H26.local.point-00082", "H26.local.ward-00004");
  const auto found = terms(asked, "2026-08-21T09:00");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "unit_abolished");
  EXPECT_EQ(found.error().where, "/point");
  EXPECT_NE(refused(asked, "2026-08-20T09:00"), "unit_abolished") << "the day before it was there";
}

TEST_F(Reception, OnlineWaitsEightWorkingHours) {  // practice G2
  own_.channel = catalog::Channel::kOnline;
  const auto found = terms(own_, "2026-08-21T16:30");
  ASSERT_TRUE(found) << found.error().code;
  EXPECT_EQ(local(found->reception_due), "2026-08-22T16:30");
  EXPECT_EQ(local(found->promised_due), "none");
  EXPECT_EQ(local(terms(own_, "2026-08-23T20:00")->reception_due), "2026-08-24T17:00");
}

TEST_F(Reception, RefusesWhatCannotBeReceived) {
  EXPECT_EQ(refused(own_), "");
  ReceptionRequest asked = own_;
  asked.procedure = "1.999999";
  EXPECT_EQ(refused(asked), "procedure_unknown");
  asked = own_;
  asked.case_id = "nine";
  EXPECT_EQ(refused(asked), "case_unknown");
  asked = own_;
  asked.point = "H26.local.point-99999";
  EXPECT_EQ(refused(asked), "point_unknown");
  asked = own_;
  asked.channel = catalog::Channel::kPost;
  EXPECT_EQ(refused(asked), "channel_not_offered");
  asked = own_;
  asked.papers = {{"p9", "original", 1}};
  EXPECT_EQ(refused(asked), "paper_unknown");
  asked.papers = {{"p1", "original", 0}};
  EXPECT_EQ(refused(asked), "quantity_invalid");
  asked = own_;
  asked.fees = {{"f9", 1, false}};
  EXPECT_EQ(refused(asked), "fee_line_unknown");
  asked = own_;
  asked.delivery_way = "post";
  EXPECT_EQ(refused(asked), "delivery_address_needed");
  EXPECT_EQ(refused(own_, "2025-06-30T09:00"), "point_closed");
  EXPECT_EQ(refused(own_, "2031-02-03T09:00"), "year_without_calendar");
}

TEST_F(Reception, AFeeWhoseSumNoNumberHoldsIsNotTaken) {
  auto version = procedure("7d");
  version.fees[0].amount_minor = (std::int64_t{1} << 53) / 1000;
  city_.publish(version);
  own_.fees = {{"f1", 999, true}};
  EXPECT_EQ(refused(own_), "");
  own_.fees = {{"f1", 1001, true}};
  EXPECT_EQ(refused(own_), "quantity_invalid");
}

TEST_F(Reception, RefusesAPlaceThatIsNotOne) {
  ReceptionRequest asked = own_;
  asked.place = {catalog::PlaceGiven::kOldUnit, "00073", {}};
  EXPECT_EQ(refused(asked), "place_divided");
  asked.place = {catalog::PlaceGiven::kOldUnit, "00004", {}};
  const auto moved = terms(asked, "2026-08-21T09:00");
  ASSERT_TRUE(moved) << moved.error().code;
  EXPECT_EQ(moved->competence.resolved, catalog::PlaceResolved::kBySuccessor);
  EXPECT_FALSE(moved->warnings.empty());
  EXPECT_EQ(refused(request("H26.local.point-00082", "H26.local.ward-00004")), "not_taken_here");
}

TEST_F(Reception, LimitsThatAreNotStatedLetNobodyIn) {  // practice G20
  auto version = procedure("7d");
  version.cases[0].limit = {};
  city_.publish(version);
  EXPECT_EQ(refused(own_), "limit_not_stated");
  version.cases[0].limit.kind = catalog::LimitKind::kAmbiguous;
  city_.publish(version);
  EXPECT_EQ(refused(own_), "limit_ambiguous");
  version.cases[0].limit.kind = catalog::LimitKind::kTiedToEvent;
  city_.publish(version);
  EXPECT_EQ(refused(own_), "limit_tied_to_event");
  version.cases[0].limit.kind = catalog::LimitKind::kNoneDue;
  city_.publish(version);
  const auto none_due = terms(own_, "2026-08-21T09:00");
  ASSERT_TRUE(none_due) << none_due.error().code;
  EXPECT_EQ(local(none_due->promised_due), "none");
  version.standing = catalog::Standing::kStale;
  city_.publish(version);
  EXPECT_EQ(refused(own_), "procedure_stale");
  ASSERT_EQ(why_not_receivable(city_.catalog, version).size(), 1u);
}

TEST_F(Reception, AtTheDeskAChannelNotOfferedIsAWarning) {
  auto version = procedure("7d");
  version.channels = {{catalog::Channel::kOnline, "", ""}};
  city_.publish(version);
  const auto found = terms(own_, "2026-08-21T09:00");
  ASSERT_TRUE(found) << found.error().code;
  EXPECT_EQ(found->warnings.front().code, "channel_not_offered");
}

TEST_F(Reception, TheEventPinsWhatItRestsOnAndNamesNobody) {
  own_.papers = {{"p1", "original", 1}};
  own_.fees = {{"f1", 2, true}};
  const auto found = terms(own_, "2026-08-21T09:00");
  ASSERT_TRUE(found);
  const Happened happened = received_event(own_, *found, "H26.00004-260821-0001", {"item-p", "c1"}, {"item-s", "c2"});
  EXPECT_EQ(happened.kind, "DossierReceived");
  EXPECT_EQ(happened.payload.text("code"), "H26.00004-260821-0001");
  EXPECT_EQ(happened.payload.find("limit")->text("limit"), "7d");
  EXPECT_EQ(happened.payload.find("competence")->text("rule_id"), "r1");
  EXPECT_EQ(happened.payload.list("fees")[0].number("amount_minor"), 8000);
  const ReceptionRequest again = request_from_pinned(happened.payload);
  EXPECT_EQ(again.procedure, own_.procedure);
  EXPECT_EQ(again.papers.size(), 1u);
  EXPECT_EQ(again.place.unit, "H26.local.ward-00004");
  EXPECT_EQ(happened.payload.find("simulated"), nullptr);
}

TEST_F(Reception, TheMarkOfASimulatedDossierStaysFromSubmissionToTheEnd) {
  own_.simulated = true;
  own_.channel = catalog::Channel::kOnline;
  const auto found = terms(own_, "2026-08-21T09:00");
  ASSERT_TRUE(found) << found.error().code;
  const Happened submitted = submitted_event(own_, *found, "S-260821-AAAAAAAA", {"item-p", "c1"}, {"item-s", "c2"});
  EXPECT_TRUE(submitted.payload.flag("simulated"));
  const ReceptionRequest again = request_from_pinned(submitted.payload);
  EXPECT_TRUE(again.simulated);
  const Happened received = received_event(again, *found, "H26.00004-260821-0001", {"item-p", "c1"}, {"item-s", "c2"});
  const base::Instant at = base::parse_local_instant("2026-08-21T09:00").value();
  EXPECT_TRUE(evolve(State(), received.kind, received.payload, {at, at}, "").simulated);
}

}  // namespace
}  // namespace dossier
