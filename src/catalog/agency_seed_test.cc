#include "catalog/agency_seed.h"

#include <gtest/gtest.h>

#include "catalog/agency_names.h"
#include "catalog/test_city.h"

namespace catalog {
namespace {

using test::procedure;

std::vector<CompetenceRule> seeds(std::string field, std::vector<std::string> agencies,
                                  std::vector<Level> levels = {Level::kCommune}) {
  ProcedureVersion version = procedure("1.000001", "Thử nghiệm", std::move(field));
  version.levels = std::move(levels);
  version.agencies = std::move(agencies);
  auto rules = seed_rules(version);
  EXPECT_TRUE(check_rules(rules));
  for (const CompetenceRule& rule : rules) {
    EXPECT_EQ(rule.trust, Trust::kAssumed);
    EXPECT_EQ(rule.procedure, "1.000001");
    EXPECT_TRUE(rule_from_json(to_json(rule)));
  }
  return rules;
}

std::string authority(const std::string& name) {
  const auto agency = agency_named(name);
  return agency ? std::string(agency->authority) : std::string();
}

TEST(AgencyNames, spellings_of_real_records) {
  EXPECT_EQ(authority("Ủy ban Nhân dân xã, phường, thị trấn."), "commune_pc");
  EXPECT_EQ(authority("Uỷ ban Nhân dân cấp xã, phường, thị trấn"), "commune_pc");
  EXPECT_EQ(authority("Chủ tịch Ủy ban nhân dân xã"), "commune_chair");
  EXPECT_EQ(authority("Chủ tịch ủy ban nhân dân cấp tỉnh"), "province_chair");
  EXPECT_EQ(authority("Sở Tài chính các tỉnh, thành phố"), "department:finance");
  EXPECT_EQ(authority("Sở Nông nghiệp và Môi trường Thành phố Hà Nội"), "department:agriculture-environment");
  EXPECT_EQ(authority("Ban quản lý khu công nghiệp, khu kinh tế, khu chế xuất, khu công nghệ cao các tỉnh, thành phố"),
            "zone_board");
  EXPECT_EQ(authority("Chi nhánh Văn phòng đăng ký đất đai"), "land_branch");
  EXPECT_EQ(authority("Công an cấp Xã"), "commune_police");
  EXPECT_EQ(authority("Cục Thuế - Bộ tài chính"), "tax");
  EXPECT_EQ(authority("Cục Hàng không Việt Nam"), "ministry");
  EXPECT_EQ(authority("Bộ chỉ huy quân sự cấp tỉnh"), "military");
  EXPECT_EQ(authority("Bộ phận Một cửa Ngân hàng Nhà nước Khu vực"), "desk");
  EXPECT_EQ(authority("Cục cảnh sát quản lý hành chính về trật tự, xã hội"), "police");
}

TEST(AgencyNames, bodies_of_other_provinces_and_unknown_words_mean_nothing) {
  EXPECT_EQ(authority("Sở Nông nghiệp và Môi trường - tỉnh An Giang"), "");
  EXPECT_EQ(authority("Sở Nông nghiệp và Môi trường Thành phố Hải Phòng"), "");
  EXPECT_EQ(authority("Sở Giao thông công chánh - TP.HCM"), "");
  EXPECT_EQ(authority("chứng thực tiến hành chụp từ bản chính giao dịch đang được lưu trữ"), "");
  EXPECT_EQ(authority("Phòng Tư Pháp"), "");  // of the districts, which are no more
  EXPECT_EQ(authority(""), "");
}

TEST(AgencySeed, a_commune_decides_by_the_place_its_field_asks_for) {
  const auto death = seeds("Hộ tịch", {"Ủy ban Nhân dân xã, phường, thị trấn."});
  ASSERT_EQ(death.size(), 1U);
  EXPECT_EQ(death[0].authority, "commune_pc");
  EXPECT_EQ(death[0].place_kind, "residence_subject");
  const auto land = seeds("Đất đai", {"Chủ tịch UBND cấp xã", "Cơ quan quản lý đất đai cấp xã"});
  ASSERT_EQ(land.size(), 1U);
  EXPECT_EQ(land[0].authority, "commune_chair");
  EXPECT_EQ(land[0].place_question_vi, "Thửa đất ở phường, xã nào?");
}

TEST(AgencySeed, a_record_without_an_agency_is_seeded_by_its_field) {
  const auto birth = seeds("Hộ tịch", {});
  ASSERT_EQ(birth.size(), 1U);
  EXPECT_EQ(birth[0].authority, "commune_pc");
  EXPECT_EQ(birth[0].source, "Lĩnh vực: Hộ tịch");
  EXPECT_TRUE(seeds("Hộ tịch", {}, {Level::kProvince}).empty());
  EXPECT_TRUE(seeds("Thủy lợi", {}).empty());
  const auto tax = seeds("Thuế", {}, {Level::kProvince});
  ASSERT_EQ(tax.size(), 1U);
  EXPECT_EQ(tax[0].taken_at, TakenAt::kNotHere);
}

TEST(AgencySeed, certification_may_be_had_anywhere) {
  const auto copy = seeds("Chứng thực", {"Tổ chức hành nghề công chứng", "Cơ quan đại diện có thẩm quyền"},
                          {Level::kCommune, Level::kOther});
  ASSERT_EQ(copy.size(), 1U);
  EXPECT_EQ(copy[0].authority, "commune_pc");
  EXPECT_EQ(copy[0].find, "applicant_chooses");
}

// 1.013992
TEST(AgencySeed, land_registration_differs_by_applicant) {
  const auto rules = seeds("Đất đai", {"Văn phòng đăng ký đất đai", "Chi nhánh Văn phòng đăng ký đất đai"});
  ASSERT_EQ(rules.size(), 2U);
  EXPECT_EQ(rules[0].authority, "land_branch");
  EXPECT_EQ(rules[0].applicant_kind, "person");
  EXPECT_EQ(rules[0].place_kind, "land");
  EXPECT_EQ(rules[1].authority, "land_office");
  EXPECT_EQ(rules[1].applicant_kind, "organisation");
}

// 1.000005, level commune: customs, and 355 like it, are no commune's business.
TEST(AgencySeed, vertical_bodies_are_not_here_and_say_where) {
  for (const auto& [field, agency, expected] :
       {std::tuple{"Hải quan", "Chi cục Hải quan khu vực", "customs"},
        {"Thuế", "Thuế cơ sở", "tax"},
        {"Đăng ký, quản lý cư trú", "Công an cấp Xã", "commune_police"},
        {"Thực hiện chính sách BHXH", "Bảo hiểm xã hội cấp Tỉnh", "social_insurance"},
        {"Kho bạc", "Kho bạc nhà nước các cấp", "treasury"},
        {"Hàng không", "Cục Hàng không Việt Nam", "ministry"}}) {
    const auto rules = seeds(field, {agency});
    ASSERT_EQ(rules.size(), 1U) << agency;
    EXPECT_EQ(rules[0].authority, expected);
    EXPECT_EQ(rules[0].taken_at, TakenAt::kNotHere);
    EXPECT_NE(rules[0].direction_vi.find(agency), std::string::npos) << rules[0].direction_vi;
    EXPECT_FALSE(rules[0].direction_en.empty());
  }
}

TEST(AgencySeed, several_outside_bodies_are_still_outside) {
  const auto rules = seeds("Xuất nhập cảnh", {"Bộ Công an", "Bộ Quốc phòng"}, {Level::kMinistry});
  ASSERT_EQ(rules.size(), 1U);
  EXPECT_EQ(rules[0].authority, "elsewhere");
  EXPECT_NE(rules[0].direction_vi.find("Bộ Công an; Bộ Quốc phòng"), std::string::npos);
}

TEST(AgencySeed, a_department_decides_alone_for_the_city) {
  const auto rules = seeds("Hoạt động xây dựng", {"Sở Xây dựng"}, {Level::kProvince});
  ASSERT_EQ(rules.size(), 1U);
  EXPECT_EQ(rules[0].authority, "department:construction");
  EXPECT_EQ(rules[0].find, "single");
  EXPECT_EQ(rules[0].place_kind, "none");
}

TEST(AgencySeed, names_that_do_not_agree_give_no_rule) {
  EXPECT_TRUE(seeds("Nhà ở", {"Sở Xây dựng", "Uỷ ban Nhân dân cấp xã, phường, thị trấn"}).empty());
  EXPECT_TRUE(seeds("Nhà ở", {"Sở Xây dựng", "Bộ Xây dựng"}).empty());
  EXPECT_TRUE(seeds("Nhà ở", {"Sở Xây dựng", "Đơn vị quản lý vận hành nhà ở"}).empty());
}

}  // namespace
}  // namespace catalog
