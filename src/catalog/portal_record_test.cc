// Each row of practice §D on the real records that break the assumption (tests/data/procedures/README.md).
#include "catalog/portal_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>

namespace catalog {
namespace {

using calendar::Limit;
using calendar::LimitUnit;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

using Records = std::map<std::string, ImportedProcedure>;

const Records& records() {
  static const Records kRecords = [] {
    Records read;
    for (const char* file : {"page-records.jsonl", "table-records.jsonl"}) {
      std::ifstream lines(std::string(MOTCUA_SOURCE_DIR) + "/tests/data/procedures/" + file);
      for (std::string line; std::getline(lines, line);) {
        auto record = import_procedure(line);
        if (!record) throw std::runtime_error(record.error().code);
        std::string code = record->procedure.code;
        read.emplace(std::move(code), *std::move(record));
      }
    }
    return read;
  }();
  return kRecords;
}

const ProcedureVersion& procedure(const std::string& code) { return records().at(code).procedure; }
const StatedLimit& limit(const std::string& code) { return procedure(code).cases.front().limit; }

bool reports(const std::string& code, std::string_view problem) {
  return std::ranges::find(records().at(code).problems, problem, &ImportProblem::code) !=
         records().at(code).problems.end();
}

TEST(PortalRecord, ABareNumberIsNoLimitAndARunOfDigitsNoFee) {
  for (const char* code : {"1.001193", "1.000014", "2.002042", "1.005103", "1.115148", "3.000027", "1.004873"}) {
    EXPECT_EQ(limit(code).kind, LimitKind::kNotStated) << code;
    EXPECT_FALSE(limit(code).limit.has_value()) << code;
    EXPECT_TRUE(reports(code, "limit_without_unit")) << code;
    EXPECT_THAT(procedure(code).problems, Contains("limit_without_unit")) << code;
  }
  for (const char* code : {"1.000014", "2.002042", "1.005103"}) {
    EXPECT_TRUE(reports(code, "fee_run_together")) << code;
    for (const FeeLine& fee : procedure(code).fees) {
      EXPECT_EQ(fee.status, FeeStatus::kUnknown) << code;
      EXPECT_EQ(fee.amount_minor, 0) << code;
    }
  }
  EXPECT_THAT(procedure("1.000014").fees[0].text, HasSubstr("20.000 vnđ"));
}

TEST(PortalRecord, SeveralLimitsAreAmbiguousAndAllKept) {
  const auto found = [](const char* code) { return limit(code).found; };
  EXPECT_THAT(found("1.010041"), ElementsAre(Limit{LimitUnit::kWorkingDay, 1}, Limit{LimitUnit::kWorkingDay, 3}));
  EXPECT_EQ(found("1.013067").size(), 3U);
  EXPECT_EQ(found("1.012537").size(), 2U);
  EXPECT_EQ(found("1.011726").size(), 2U);
  EXPECT_EQ(found("1.003677").size(), 2U);
  for (const char* code : {"1.010041", "1.013067", "1.012537", "1.011726", "1.003677"}) {
    EXPECT_EQ(limit(code).kind, LimitKind::kAmbiguous) << code;
    EXPECT_FALSE(limit(code).limit.has_value()) << code;
    EXPECT_TRUE(reports(code, "limit_several_in_channel")) << code;
  }
  for (const char* code : {"1.013225", "1.012786", "1.012753", "1.012783", "1.013133"}) {
    EXPECT_EQ(limit(code).kind, LimitKind::kAmbiguous) << code;
    EXPECT_TRUE(reports(code, "limit_differs_by_channel")) << code;
  }
  EXPECT_EQ(found("1.012753").size(), 3U);
  EXPECT_EQ(limit("1.013225").text, "Trực tuyến: 20 Ngày; Dịch vụ bưu chính: 20 Ngày; Trực tiếp: 15 Ngày");
}

TEST(PortalRecord, TheTextOfEachValueIsKeptWithItsWay) {
  const auto& channels = procedure("1.010041").channels;
  ASSERT_EQ(channels.size(), 2U);
  EXPECT_THAT(channels[1].note, HasSubstr("03 ngày làm việc với trường hợp cần xác minh"));
}

TEST(PortalRecord, OneValueBesideABareNumberIsAmbiguous) {
  EXPECT_EQ(limit("1.011042").kind, LimitKind::kAmbiguous);
  EXPECT_TRUE(reports("1.011042", "limit_partly_stated"));
}

TEST(PortalRecord, TableAndTextThatDisagreeOnDaysAreDoubtful) {
  EXPECT_EQ(limit("2.000986").limit, (Limit{LimitUnit::kCalendarDay, 20}));
  EXPECT_EQ(limit("2.000986").trust, Trust::kDoubtful);
  for (const char* code : {"2.000986", "1.002756", "1.010040", "1.000178"}) {
    EXPECT_TRUE(reports(code, "limit_day_kind_differs")) << code;
  }
  EXPECT_TRUE(reports("2.000986", "limit_plain_day"));
  EXPECT_FALSE(reports("1.010041", "limit_day_kind_differs"));
}

TEST(PortalRecord, HoursAreAskedUnlessTheTextSaysWorkingHours) {
  EXPECT_THAT(limit("2.002351").found, Contains(Limit{LimitUnit::kWorkingHour, 12}));
  EXPECT_FALSE(reports("2.002351", "limit_hour_kind"));
  EXPECT_TRUE(reports("1.013067", "limit_hour_kind")) << "\"1 Giờ\" means at once";
  EXPECT_EQ(limit("1.007855").trust, Trust::kDoubtful);
}

TEST(PortalRecord, NoneDueIsNotUnknown) {
  EXPECT_EQ(limit("1.007689").kind, LimitKind::kNoneDue);
  EXPECT_EQ(limit("1.008317").kind, LimitKind::kNoneDue);
  EXPECT_EQ(limit("1.008312").kind, LimitKind::kNotStated) << "\"Không quy định\" promises nothing";
  EXPECT_TRUE(reports("1.008312", "limit_not_regulated"));
  const auto tied = std::ranges::count_if(
      records(), [](const auto& each) { return each.second.procedure.cases[0].limit.kind == LimitKind::kTiedToEvent; });
  EXPECT_GT(tied, 0) << "before the ship berths";
}

TEST(PortalRecord, AClockThatStartsWithTheFeeIsKept) {
  EXPECT_EQ(procedure("1.013067").cases[0].start, "complete_and_fee");
  EXPECT_EQ(procedure("1.013066").cases[0].start, "complete_and_fee");
  EXPECT_EQ(procedure("1.012575").cases[0].start, "complete_and_fee");
  EXPECT_EQ(procedure("1.010041").cases[0].start, "complete");
}

TEST(PortalRecord, PapersHaveGroupsThatMeanDifferentThings) {
  EXPECT_EQ(procedure("2.002011").papers.size(), 20U);
  EXPECT_EQ(procedure("1.014565").papers.size(), 16U);
  const auto& birth = procedure("1.001193").papers;
  const auto kinds = [&](PaperGroupKind kind) {
    return std::ranges::count_if(birth, [&](const PaperGroup& group) { return group.kind == kind; });
  };
  EXPECT_GE(kinds(PaperGroupKind::kSubmit), 1);
  EXPECT_GE(kinds(PaperGroupKind::kShow), 1);
  EXPECT_GE(kinds(PaperGroupKind::kNote), 1);
  const auto& business = procedure("1.001612").papers;
  EXPECT_EQ(business[0].kind, PaperGroupKind::kAuthority);
  EXPECT_THAT(procedure("3.000364").papers, IsEmpty());
  EXPECT_TRUE(reports("3.000364", "papers_missing"));
}

TEST(PortalRecord, ARowWithoutOriginalAndCopyIsARemark) {
  for (const char* code : {"1.001193", "1.004873"}) {
    int notes = 0, papers = 0;
    for (const PaperGroup& group : procedure(code).papers) {
      for (const Paper& paper : group.papers) {
        EXPECT_EQ(paper.note, paper.originals == 0 && paper.copies == 0);
        (paper.note ? notes : papers) += 1;
      }
    }
    EXPECT_GT(notes, 3) << code;
    EXPECT_GT(papers, 3) << code;
  }
}

TEST(PortalRecord, TheTableFileKeepsFormsInTheQuantityColumn) {
  const Paper& plan = procedure("1.013124").papers[0].papers[1];
  EXPECT_EQ(plan.form, "5-PHLCII.doc");
  EXPECT_EQ(plan.originals, 1);
  EXPECT_EQ(plan.copies, 0);
  EXPECT_THAT(procedure("1.013124").legal_basis, ElementsAre("12/2021/QĐ-TTg")) << "the column says only \"12\"";
  EXPECT_EQ(procedure("1.013124").decision_no, "6225/QĐ-BQP");
  EXPECT_TRUE(reports("1.013194", "fee_unread")) << "\"Phí : o Đồng\"";
}

TEST(PortalRecord, FreeWithWordsBehindItIsUnknown) {
  const FeeLine& building = procedure("1.013225").fees[0];
  EXPECT_EQ(building.status, FeeStatus::kUnknown);
  EXPECT_TRUE(reports("1.013225", "fee_free_with_text"));
  EXPECT_TRUE(reports("1.013225", "fee_left_to_council"));
  EXPECT_EQ(procedure("1.010041").fees[0].status, FeeStatus::kFree);
}

TEST(PortalRecord, CertifiedCopiesArePaidByThePageUpToACap) {
  const auto& fees = procedure("2.000815").fees;
  ASSERT_EQ(fees.size(), 3U);
  EXPECT_EQ(fees[0].amount_minor, 2000);
  EXPECT_EQ(fees[0].per, "trang");
  EXPECT_EQ(fees[0].cap_minor, 200'000);
  EXPECT_EQ(fees[1].amount_minor, 1000);
  EXPECT_EQ(fees[1].tier, "từ trang thứ 3 trở lên");
  EXPECT_EQ(fees[2].currency, "USD");
  EXPECT_EQ(fees[2].amount_minor, 1000) << "cents";
  EXPECT_EQ(procedure("1.001010").fees[0].amount_minor, 10'000);
}

TEST(PortalRecord, FeesDifferByChannel) {
  const auto amount = [](const char* code, Channel channel) {
    const auto& fees = procedure(code).fees;
    return std::ranges::find(fees, std::optional(channel), &FeeLine::channel)->amount_minor;
  };
  EXPECT_EQ(amount("1.001612", Channel::kOnline), 150'000);
  EXPECT_EQ(amount("1.001612", Channel::kCounter), 50'000);
  EXPECT_EQ(procedure("1.001612").fees[0].trust, Trust::kDoubtful) << "the council decides";
  EXPECT_EQ(amount("1.004194", Channel::kOnline), 7'000);
  EXPECT_EQ(amount("1.004194", Channel::kCounter), 10'000);
  EXPECT_TRUE(reports("1.007855", "fee_in_thousands")) << "\"20 VNĐ(20.000 đ/tờ khai…\"";
}

TEST(PortalRecord, LevelsAgenciesAndAudience) {
  EXPECT_THAT(procedure("1.001612").levels, ElementsAre(Level::kMinistry, Level::kCommune));
  EXPECT_THAT(procedure("2.002042").agencies, ElementsAre("Sở Tài chính các tỉnh, thành phố"));
  EXPECT_THAT(procedure("2.000942").agencies, IsEmpty()) << "1,346 letters of steps stand in the field";
  EXPECT_TRUE(reports("2.000942", "agency_unknown"));
  EXPECT_TRUE(reports("1.001612", "agency_missing"));
  EXPECT_THAT(procedure("1.013124").audience, Contains("Tổ chức (không bao gồm doanh nghiệp, HTX)"));
}

TEST(PortalRecord, OtherProvincesAreForeign) {
  for (const char* code : {"1.010736", "1.012834", "3.000491", "1.010060"}) {
    EXPECT_EQ(procedure(code).standing, Standing::kForeign) << code;
    EXPECT_THAT(procedure(code).agencies, IsEmpty()) << code;
  }
  EXPECT_THAT(procedure("1.010736").standing_reason, HasSubstr("Quảng Trị"));
}

TEST(PortalRecord, DistrictsMakeARecordStale) {
  for (const char* code : {"1.011727", "2.000986", "1.001669", "2.000755"}) {
    EXPECT_EQ(procedure(code).standing, Standing::kStale) << code;
    EXPECT_TRUE(reports(code, "record_stale")) << code;
  }
  EXPECT_THAT(procedure("1.011727").standing_reason, HasSubstr("cấp huyện"));
  EXPECT_EQ(procedure("1.001193").standing, Standing::kReceivable);
}

TEST(PortalRecord, AnnouncementsAreNoProcedures) {
  for (const char* code : {"2.001428", "3.000226", "3.000243", "3.000244", "3.000246", "3.000283", "3.000331"}) {
    EXPECT_EQ(procedure(code).standing, Standing::kAnnouncement) << code;
  }
  EXPECT_TRUE(reports("2.001709", "name_generic"));
}

TEST(PortalRecord, DatesAreNotInvented) {
  for (const auto& [code, record] : records()) {
    EXPECT_FALSE(record.procedure.valid_from.has_value()) << code;
    EXPECT_EQ(record.procedure.source, "portal-2026") << code;
  }
  EXPECT_EQ(procedure("1.001193").seen_from, kPortalSeenFrom);
  EXPECT_FALSE(procedure("1.013124").seen_from.has_value()) << "that file's day is not known";
  EXPECT_TRUE(reports("1.003504", "decision_number_odd"));
}

TEST(PortalRecord, ChannelsAreThoseOffered) {
  EXPECT_TRUE(offers(procedure("2.000815"), Channel::kCounter));
  EXPECT_FALSE(offers(procedure("2.000815"), Channel::kOnline));
  EXPECT_FALSE(offers(procedure("1.010041"), Channel::kCounter));
}

TEST(PortalRecord, SensitiveKindsAreNotPublic) {
  for (const char* code :
       {"1.003482", "1.004327", "1.003504", "1.004335", "3.000333", "3.000334", "3.000335", "1.003179", "1.003976"}) {
    EXPECT_EQ(procedure(code).publicity, Publicity::kNone) << code;
    EXPECT_EQ(procedure(code).publicity_trust, Trust::kAssumed) << code;
    EXPECT_TRUE(reports(code, "publicity_assumed")) << code;
  }
  EXPECT_EQ(procedure("1.000689").publicity, Publicity::kCountOnly);
  EXPECT_EQ(procedure("1.001193").publicity, Publicity::kFull);
}

TEST(PortalRecord, NoTextIsLeftDirty) {
  for (const auto& [code, record] : records()) {
    const std::string text = canonical_json(to_json(record.procedure));
    ImportProblems problems;
    for (const char* letter : {"\xC2\xA0", "\xE2\x80\x8E", "\xEF\x83\xBC", "\xEF\x82\xA7", "Chọn cơ quan thực hiện"}) {
      EXPECT_THAT(text, Not(HasSubstr(letter))) << code;
    }
    clean_text(text, "", problems);
    EXPECT_FALSE(problems.has("text_not_nfc")) << code;
  }
}

TEST(PortalRecord, EveryRecordSurvivesItsOwnJson) {
  for (const auto& [code, record] : records()) {
    const auto again = procedure_from_json(to_json(record.procedure));
    ASSERT_TRUE(again.has_value()) << code << again.error().code << again.error().where;
    EXPECT_EQ(to_json(*again), to_json(record.procedure)) << code;
  }
  EXPECT_EQ(records().size(), 125U);
}

}  // namespace
}  // namespace catalog
