// The parsers of single cells, on small words; whole records are in portal_record_test.cc.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/portal_agency.h"
#include "catalog/portal_channels.h"
#include "catalog/portal_fee.h"
#include "catalog/portal_law.h"
#include "catalog/portal_limit.h"
#include "catalog/portal_paper.h"

namespace catalog {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kChannels = "Hình thức nộpThời gianPhí, lệ phíMô tả";
constexpr std::string_view kPapers = "Tên giấy tờMẫu đơn, tờ khaiSố lượng";

ExecutionCase limit_of(std::string_view rows, std::string_view steps, ImportProblems& problems) {
  return read_limit(split_channels(std::string(kChannels) + std::string(rows), problems), steps, problems);
}

TEST(PortalText, RemovesWhatIsNoLetterAndSaysSo) {
  ImportProblems problems;
  EXPECT_EQ(clean_text(" Tơ\xCC\x80\xC2\xA0khai\xE2\x80\x8E\xEF\x83\xBC ", "ten", problems), "Tờ khai");
  EXPECT_TRUE(problems.has("text_not_nfc"));
  EXPECT_TRUE(problems.has("no_break_space"));
  EXPECT_TRUE(problems.has("direction_mark"));
  EXPECT_TRUE(problems.has("private_use_character"));
  EXPECT_FALSE(problems.has("control_character"));
  ImportProblems none;
  EXPECT_EQ(clean_text("Tờ khai\nmẫu", "ten", none), "Tờ khai\nmẫu");
  EXPECT_THAT(none.all(), IsEmpty());
}

TEST(PortalText, CutsAtALetter) {
  EXPECT_EQ(excerpt("Tờ khai", 20), "Tờ khai");
  EXPECT_EQ(excerpt("Tờ khai", 3), "T…") << "the second letter has three bytes";
}

TEST(PortalChannels, TellsCellsApart) {
  ImportProblems problems;
  const auto rows = split_channels(std::string(kChannels) +
                                       "Trực tuyến3 Ngày làm việc7,000 Việt Nam Đồng(thu 7.000 đồng (bảy nghìn))- Nộp "
                                       "Trực tuyến qua cổng.Trực tiếpKhông có thông tinMiễn phí",
                                   problems);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].channel, Channel::kOnline);
  EXPECT_EQ(rows[0].time, "3 Ngày làm việc");
  EXPECT_EQ(rows[0].fees[0].amount, "7,000 Việt Nam Đồng");
  EXPECT_EQ(rows[0].fees[0].text, "thu 7.000 đồng (bảy nghìn)");
  EXPECT_EQ(rows[0].note, "- Nộp Trực tuyến qua cổng.");
  EXPECT_EQ(rows[1].time, "");
  EXPECT_THAT(problems.all(), IsEmpty());
}

TEST(PortalChannels, ReportsWhatItCannotRead) {
  ImportProblems problems;
  EXPECT_THAT(split_channels("Nộp trực tiếp tại cơ quan", problems), IsEmpty());
  EXPECT_TRUE(problems.has("channel_missing"));
  EXPECT_TRUE(problems.has("channel_text_unread"));
  ImportProblems unclosed;
  split_channels(std::string(kChannels) + "Trực tuyến1 Ngày100 VNĐ(", unclosed);
  EXPECT_TRUE(unclosed.has("fee_text_unclosed"));
}

TEST(PortalLimit, BelievesOnlyAmountAndUnit) {
  ImportProblems problems;
  const ExecutionCase read =
      limit_of("Trực tuyến7 Ngày làm việcMiễn phíTrực tiếp7 Ngày làm việcMiễn phí", "", problems);
  EXPECT_EQ(read.limit.kind, LimitKind::kStated);
  EXPECT_EQ(read.limit.limit, (calendar::Limit{calendar::LimitUnit::kWorkingDay, 7}));
  EXPECT_EQ(read.limit.trust, Trust::kAssumed);
  EXPECT_EQ(read.limit.text, "7 Ngày làm việc");
  EXPECT_THAT(problems.all(), IsEmpty());
}

TEST(PortalLimit, DoubtsPlainDaysHoursAndContradictions) {
  ImportProblems plain, hours, working_hours, differs;
  EXPECT_EQ(limit_of("Trực tiếp15 NgàyMiễn phí", "", plain).limit.trust, Trust::kDoubtful);
  EXPECT_TRUE(plain.has("limit_plain_day"));
  EXPECT_FALSE(plain.has("limit_day_kind_differs"));
  EXPECT_EQ(limit_of("Trực tiếp2 GiờMiễn phí", "", hours).limit.limit->unit, calendar::LimitUnit::kClockHour);
  EXPECT_TRUE(hours.has("limit_hour_kind"));
  const StatedLimit twelve = limit_of("Trực tiếp12 GiờMiễn phíKhông quá 12 giờ làm việc", "", working_hours).limit;
  EXPECT_EQ(twelve.limit, (calendar::Limit{calendar::LimitUnit::kWorkingHour, 12}));
  EXPECT_FALSE(working_hours.has("limit_hour_kind"));
  const StatedLimit table = limit_of("Trực tiếp5 Ngày làm việcMiễn phí", "Trong 05 (năm) ngày kể từ", differs).limit;
  EXPECT_EQ(table.limit->unit, calendar::LimitUnit::kWorkingDay) << "the table's value is kept";
  EXPECT_EQ(table.trust, Trust::kDoubtful);
  EXPECT_TRUE(differs.has("limit_day_kind_differs"));
}

TEST(PortalLimit, NeverTakesAZeroAFractionOrAnOddUnit) {
  for (const char* rows : {"Trực tiếp0 NgàyMiễn phí", "Trực tiếp1.5 NgàyMiễn phí", "Trực tiếp30 PhútMiễn phí",
                           "Trực tiếp999999999999 NgàyMiễn phí", "Trực tiếp1Miễn phí"}) {
    ImportProblems problems;
    const StatedLimit limit = limit_of(rows, "", problems).limit;
    EXPECT_EQ(limit.kind, LimitKind::kNotStated) << rows;
    EXPECT_FALSE(limit.limit.has_value()) << rows;
    EXPECT_FALSE(problems.all().empty()) << rows;
  }
}

TEST(PortalFee, ReadsAmountsInTheirCurrency) {
  ImportProblems problems;
  const auto fees = read_fees(
      split_channels(std::string(kChannels) + "Trực tuyến1 Tháng12.5 USD(/thẻ)Trực tiếp1 Tháng1,250,000 VNĐ", problems),
      problems);
  ASSERT_EQ(fees.size(), 2U);
  EXPECT_EQ(fees[0].currency, "USD");
  EXPECT_EQ(fees[0].amount_minor, 1250);
  EXPECT_EQ(fees[0].per, "thẻ");
  EXPECT_EQ(fees[0].channel, Channel::kOnline);
  EXPECT_EQ(fees[1].currency, "VND");
  EXPECT_EQ(fees[1].amount_minor, 1'250'000);
  EXPECT_THAT(problems.all(), IsEmpty());
}

TEST(PortalFee, OneLineForAllWaysWhenTheyAgree) {
  ImportProblems problems;
  const auto fees = read_fees(
      split_channels(std::string(kChannels) + "Trực tuyến1 ThángMiễn phíTrực tiếp1 ThángMiễn phí(Không)", problems),
      problems);
  ASSERT_EQ(fees.size(), 2U) << "the printed words differ";
  EXPECT_EQ(fees[0].status, FeeStatus::kFree);
  const auto same = read_fees(
      split_channels(std::string(kChannels) + "Trực tuyến1 ThángMiễn phíTrực tiếp1 ThángMiễn phí", problems), problems);
  ASSERT_EQ(same.size(), 1U);
  EXPECT_FALSE(same[0].channel.has_value());
  EXPECT_THAT(problems.all(), IsEmpty());
}

TEST(PortalPaper, TellsNameFormAndQuantityApart) {
  ImportProblems problems;
  const auto groups = split_papers("--" + std::string(kPapers) +
                                       "- Đơn đề nghị theo mẫuTK 1.001777.docx1 bản chínhTờ trình (01 bản chính) theo "
                                       "Nghị định ngày 25/01/20261 bản "
                                       "chính,2 bản saoLưu ý0 bản chính* Giấy tờ phải xuất trình:" +
                                       std::string(kPapers) + "Hộ chiếu1 bản chính",
                                   problems);
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].kind, PaperGroupKind::kSubmit);
  ASSERT_EQ(groups[0].papers.size(), 3U);
  EXPECT_EQ(groups[0].papers[0].name, "- Đơn đề nghị theo mẫu");
  EXPECT_EQ(groups[0].papers[0].form, "TK 1.001777.docx");
  EXPECT_EQ(groups[0].papers[1].name, "Tờ trình (01 bản chính) theo Nghị định ngày 25/01/2026");
  EXPECT_EQ(groups[0].papers[1].originals, 1);
  EXPECT_EQ(groups[0].papers[1].copies, 2);
  EXPECT_TRUE(groups[0].papers[2].note);
  EXPECT_EQ(groups[1].kind, PaperGroupKind::kShow);
  EXPECT_EQ(groups[1].heading, "* Giấy tờ phải xuất trình:");
  EXPECT_EQ(groups[1].papers[0].id, "p4");
  EXPECT_THAT(problems.all(), IsEmpty());
  split_papers("--" + std::string(kPapers) + "Theo Mẫu số 181 bản chính", problems);
  EXPECT_TRUE(problems.has("paper_quantity_unclear"));
}

TEST(PortalLaw, TakesTheNumberThatClosesARow) {
  ImportProblems problems;
  EXPECT_THAT(
      split_legal_basis("Tên văn bản pháp lýMã văn bảnNghị định sửa đổi Nghị định số 99/2020/NĐ-CP ngày "
                        "1/1/2020104/2022/NĐ-CPLuật 60/2014/QH1360/2014/QH13Thông tư66.7/2025/NQ-CPQuy định "
                        "riêng191/2025/TTLT-BQP-BTCThông tư số 1/2020/TT-BCA của Bộ35/2020/QĐ-TTg",
                        problems),
      ElementsAre("104/2022/NĐ-CP", "60/2014/QH13", "66.7/2025/NQ-CP", "191/2025/TTLT-BQP-BTC", "35/2020/QĐ-TTg"));
  EXPECT_THAT(problems.all(), IsEmpty());
  EXPECT_THAT(split_legal_basis("Luật Hải quan", problems), IsEmpty());
  EXPECT_TRUE(problems.has("legal_basis_unread"));
}

TEST(PortalLaw, CutsResultsFromThePage) {
  ImportProblems problems;
  const auto results = split_results(
      "Giấy phépMã: KQ.G12.001222Văn bản từ chốiMã: G19-KQ0060102Từ khóaKhông có thông tinMô tảKhông có thông tinChọn "
      "cơ "
      "quan thực hiệnTỉnh/ Thành phốNộp hồ sơ",
      problems);
  ASSERT_EQ(results.size(), 2U);
  EXPECT_EQ(results[0].code, "KQ.G12.001222");
  EXPECT_EQ(results[1].name, "Văn bản từ chối");
  EXPECT_EQ(results[1].code, "G19-KQ0060102");
  EXPECT_TRUE(problems.has("web_page_text"));
}

TEST(PortalLaw, KeepsOddDecisionNumbersAndReportsThem) {
  ImportProblems none, odd;
  EXPECT_EQ(decision_number("Quyết định số 6225/QĐ-BQP", none), "6225/QĐ-BQP");
  EXPECT_EQ(decision_number("877/QĐ-BGTVT", none), "877/QĐ-BGTVT");
  EXPECT_THAT(none.all(), IsEmpty());
  EXPECT_EQ(decision_number("QĐ/0001-BTP", odd), "QĐ/0001-BTP");
  EXPECT_TRUE(odd.has("decision_number_odd"));
}

TEST(PortalAgency, KnowsNamesThatHoldCommas) {
  ImportProblems problems;
  EXPECT_THAT(
      split_agencies("Sở Tài chính các tỉnh, thành phố, Ủy ban nhân dân cấp tỉnh, Cục cảnh sát quản lý hành chính "
                     "về trật tự, xã hội, Tòa án nhân dân tỉnh, thành phố trực thuộc trung ương",
                     problems)
          .known,
      ElementsAre("Sở Tài chính các tỉnh, thành phố", "Ủy ban nhân dân cấp tỉnh",
                  "Cục cảnh sát quản lý hành chính về trật tự, xã hội",
                  "Tòa án nhân dân tỉnh, thành phố trực thuộc trung ương"));
  EXPECT_THAT(problems.all(), IsEmpty());
}

TEST(PortalAgency, TakesNoOtherProvinceAndNoUnknownWords) {
  ImportProblems problems;
  const AgencyList list = split_agencies(
      "Sở Nông nghiệp và Môi trường Thành phố Hà Nội, Sở Nông nghiệp và Môi trường - tỉnh An Giang, UBND cấp huyện, "
      "người có thẩm quyền tiếp nhận",
      problems);
  EXPECT_THAT(list.known, ElementsAre("Sở Nông nghiệp và Môi trường Thành phố Hà Nội"));
  EXPECT_THAT(list.foreign, ElementsAre("Sở Nông nghiệp và Môi trường - tỉnh An Giang"));
  EXPECT_THAT(list.abolished, ElementsAre("UBND cấp huyện"));
  EXPECT_TRUE(problems.has("agency_unknown"));
}

}  // namespace
}  // namespace catalog
