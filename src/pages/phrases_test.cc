#include "pages/phrases.h"

#include <gtest/gtest.h>

namespace pages {
namespace {

using words::Language;
constexpr Language kVi = Language::kVietnamese;
constexpr Language kEn = Language::kEnglish;

TEST(Phrases, LimitsAreSaidAsPeopleSayThem) {
  const auto said = [](const char* limit, Language language) {
    return limit_phrase(calendar::parse_limit(limit).value(), language);
  };
  EXPECT_EQ(said("7d", kVi), "7 ngày làm việc");
  EXPECT_EQ(said("1d", kEn), "1 working day");
  EXPECT_EQ(said("8h", kEn), "8 working hours");
  EXPECT_EQ(said("60cd", kVi), "60 ngày");
  EXPECT_EQ(said("2m", kEn), "2 months");
  EXPECT_EQ(said("1y", kVi), "1 năm");
  EXPECT_EQ(said("12ch", kVi), "12 giờ");
  EXPECT_EQ(said("sd", kVi), "Trong ngày");
}

TEST(Phrases, ALimitThatIsNotThereIsNotMadeUp) {
  catalog::ExecutionCase one;
  EXPECT_EQ(case_limit_phrase(one, kVi), "Bản ghi chưa nêu thời hạn");
  one.limit.kind = catalog::LimitKind::kStated;
  one.limit.limit = calendar::parse_limit("sd").value();
  one.cutoff = calendar::parse_cutoff("15:00").value();
  EXPECT_EQ(case_limit_phrase(one, kVi), "Trong ngày; nộp từ 15:00 thì tính từ ngày làm việc sau");
}

TEST(Phrases, MoneyHasItsSeparatorsAndAnUnknownFeeIsNeverNothing) {
  EXPECT_EQ(money_phrase(1234567, "VND", kVi), "1.234.567 đồng");
  EXPECT_EQ(money_phrase(200000, "VND", kEn), "200,000 VND");
  EXPECT_EQ(money_phrase(0, "VND", kVi), "0 đồng");
  EXPECT_EQ(money_phrase(1050, "USD", kEn), "10.50 USD");
  catalog::FeeLine fee;
  EXPECT_EQ(fee_phrase(fee, kVi), "Chưa xác định");
  fee.status = catalog::FeeStatus::kFree;
  EXPECT_EQ(fee_phrase(fee, kEn), "Free");
  fee.status = catalog::FeeStatus::kStated;
  fee.amount_minor = 2000;
  fee.per = "trang";
  EXPECT_EQ(fee_phrase(fee, kVi), "2.000 đồng / trang");
}

TEST(Phrases, ListMarksOfTheRecordAreTakenAway) {
  EXPECT_EQ(unlisted("- Tờ khai"), "Tờ khai");
  EXPECT_EQ(unlisted("* Giấy tờ phải nộp:"), "Giấy tờ phải nộp:");
  EXPECT_EQ(unlisted("  + • Giấy – tờ"), "Giấy – tờ");
  EXPECT_EQ(unlisted("-"), "");
}

TEST(Phrases, AuthoritiesHaveNamesInBothLanguages) {
  EXPECT_EQ(authority_phrase("commune_pc", kVi), "Ủy ban nhân dân phường, xã");
  EXPECT_EQ(authority_phrase("nobody", kVi), "");
}

}  // namespace
}  // namespace pages
