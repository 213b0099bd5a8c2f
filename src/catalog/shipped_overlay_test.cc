// The data that ship in data/procedures-hanoi.jsonl, and what they find among the shipped units.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zstd.h>

#include <fstream>
#include <map>
#include <sstream>

#include "catalog/overlay.h"
#include "catalog/test_city.h"

namespace catalog {
namespace {

using test::procedure;
using namespace std::chrono_literals;

constexpr base::LocalDate kToday{2026y, std::chrono::August, 20d};

base::Json parsed(std::string_view text) {
  auto json = base::parse_json(text);
  EXPECT_TRUE(json) << text;
  return json.value_or(base::Json());
}

std::vector<Overlay> shipped() {
  std::ifstream file(MOTCUA_SOURCE_DIR "/data/procedures-hanoi.jsonl");
  std::vector<Overlay> overlays;
  for (std::string line; std::getline(file, line);) {
    auto overlay = overlay_from_json(parsed(line));
    EXPECT_TRUE(overlay) << line.substr(0, 30) << overlay.error().code << overlay.error().where;
    if (overlay) overlays.push_back(*std::move(overlay));
  }
  return overlays;
}

const ProcedureVersion& made(const std::string& code) {
  static const std::map<std::string, ProcedureVersion> kVersions = [] {
    std::map<std::string, ProcedureVersion> versions;
    for (const Overlay& overlay : shipped()) {
      auto version = apply(overlay, procedure(overlay.code, "Thử nghiệm"));
      EXPECT_TRUE(version) << overlay.code << version.error().code << version.error().where;
      if (version) versions.emplace(overlay.code, *std::move(version));
    }
    return versions;
  }();
  return kVersions.at(code);
}

std::map<std::string, ProcedureVersion> shipped_records() {
  std::ifstream file(MOTCUA_SOURCE_DIR "/data/procedures/procedures.jsonl.zst", std::ios::binary);
  std::ostringstream packed;
  packed << file.rdbuf();
  const std::string bytes = packed.str();
  std::string text(ZSTD_getFrameContentSize(bytes.data(), bytes.size()), '\0');
  EXPECT_EQ(ZSTD_decompress(text.data(), text.size(), bytes.data(), bytes.size()), text.size());
  std::map<std::string, ProcedureVersion> records;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const auto version = procedure_from_json(parsed(line));
    if (version) records.insert_or_assign(version->code, *version);
  }
  return records;
}

// Hanoi as shipped: its units, desks and authorities, with the overlay's rules.
const Catalog& hanoi() {
  static const Catalog kHanoi = [] {
    Catalog made;
    std::int64_t version = 0;
    const auto fold = [&](std::string_view kind, const base::Json& payload) {
      made.fold(kind, ++version, base::at_local(kToday, 0), payload);
    };
    for (const auto& [file, kind] :
         {std::pair{"units", "UnitPublished"}, {"points", "PointPublished"}, {"serves", "ServesPublished"}}) {
      std::ifstream lines(std::string(MOTCUA_SOURCE_DIR "/data/units/") + file + ".jsonl");
      for (std::string line; std::getline(lines, line);) fold(kind, parsed(line));
    }
    for (const Overlay& overlay : shipped()) {
      base::JsonArray rules;
      for (const CompetenceRule& rule : overlay.rules) rules.push_back(to_json(rule));
      base::Json payload;
      payload.set("procedure", overlay.code).set("rules", std::move(rules));
      fold("CompetencePublished", payload);
    }
    return made;
  }();
  return kHanoi;
}

CompetenceQuestion at_ba_dinh(const std::string& code, const std::string& case_id, std::string place) {
  return {code, case_id, "person", {}, {PlaceGiven::kUnit, std::move(place), {}}, "H26.local.point-00004", kToday};
}

TEST(ShippedOverlay, every_line_applies_and_can_be_received) {
  const auto overlays = shipped();
  EXPECT_GE(overlays.size(), 30U);
  for (const Overlay& overlay : overlays) {
    EXPECT_FALSE(overlay.rules.empty()) << overlay.code;
    for (const ExecutionCase& each : made(overlay.code).cases) {
      EXPECT_EQ(each.limit.kind, LimitKind::kStated) << overlay.code;
      EXPECT_FALSE(each.limit.basis.empty()) << overlay.code;
    }
  }
}

TEST(ShippedOverlay, every_line_is_about_a_record_of_the_catalogue) {
  const auto records = shipped_records();
  for (const Overlay& overlay : shipped()) {
    ASSERT_TRUE(records.contains(overlay.code)) << overlay.code;
    const auto version = apply(overlay, records.at(overlay.code));
    ASSERT_TRUE(version) << overlay.code << version.error().code << version.error().where;
    EXPECT_EQ(version->standing, Standing::kReceivable) << overlay.code;
    EXPECT_EQ(version->papers.size(), records.at(overlay.code).papers.size()) << overlay.code;
  }
}

TEST(ShippedOverlay, G1_birth_and_death_are_within_the_day_with_cutoff) {
  for (const char* code : {"1.001193", "1.000656", "2.000815", "2.000635"}) {
    const ExecutionCase& only = *find_case(made(code), "");
    EXPECT_EQ(calendar::format_limit(*only.limit.limit), "sd") << code;
    EXPECT_EQ(only.cutoff->minute_of_day, 15 * 60) << code;
  }
  EXPECT_EQ(made("1.001193").taken_at, TakenAt::kHelpedOnline);
  EXPECT_EQ(calendar::format_limit(*find_case(made("1.004873"), "")->limit.limit), "3d");
}

TEST(ShippedOverlay, G19_only_for_certified_copies_may_the_receiver_decide) {
  for (const Overlay& overlay : shipped()) {
    EXPECT_EQ(made(overlay.code).same_officer_may_decide, overlay.code == "2.000815") << overlay.code;
  }
}

TEST(ShippedOverlay, fees_of_a_certified_copy_fall_from_the_third_page_and_are_capped) {
  const auto& fees = made("2.000815").fees;
  ASSERT_EQ(fees.size(), 2U);
  EXPECT_EQ(fees[0].amount_minor, 2000);
  EXPECT_EQ(fees[1].amount_minor, 1000);
  EXPECT_EQ(fees[1].tier, "từ trang thứ 3");
  EXPECT_EQ(fees[0].cap_minor, 200'000);
  EXPECT_EQ(fees[0].trust, Trust::kConfirmed);
}

TEST(ShippedOverlay, a_household_business_pays_by_channel_and_may_hand_in_anywhere) {
  const ProcedureVersion& version = made("1.001612");
  EXPECT_EQ(version.taken_at, TakenAt::kAnyPointInCity);
  EXPECT_NE(version.boundary_free_basis.find("bất kỳ trong phạm vi tỉnh"), std::string::npos);
  EXPECT_EQ(version.fees.at(0).channel, Channel::kCounter);
  EXPECT_EQ(version.fees.at(0).amount_minor, 50'000);
  EXPECT_EQ(version.fees.at(1).amount_minor, 150'000);
}

TEST(ShippedOverlay, every_case_is_decided_by_the_ward_at_its_own_desk) {
  for (const Overlay& overlay : shipped()) {
    for (const ExecutionCase& each : made(overlay.code).cases) {
      const auto found = find_competence(hanoi(), at_ba_dinh(overlay.code, each.id, "00004"));
      ASSERT_TRUE(found) << overlay.code << " " << found.error().code;
      EXPECT_EQ(found->competent_unit, "H26.local.ward-00004") << overlay.code;
    }
  }
}

TEST(ShippedOverlay, B7_another_ward_takes_a_household_business_but_helps_with_a_birth_online) {
  const auto business = find_competence(hanoi(), at_ba_dinh("1.001612", "1", "00082"));
  ASSERT_TRUE(business) << business.error().code;
  EXPECT_EQ(business->competent_unit, "H26.local.ward-00082");
  const auto birth = find_competence(hanoi(), at_ba_dinh("1.001193", "1", "00082"));
  ASSERT_FALSE(birth);
  EXPECT_EQ(birth.error().code, "not_taken_here");
  EXPECT_THAT(birth.error().facts.at("direction_vi"), testing::HasSubstr("hỗ trợ nộp trực tuyến"));
  EXPECT_THAT(birth.error().facts.at("direction_vi"), testing::HasSubstr("Cửa Nam"));
}

// Practice B3: 199 of the 526 communes before 2025-07-01 are divided.
TEST(ShippedOverlay, B3_divided_communes_are_asked_about_and_the_others_followed) {
  std::map<std::string, int> outcomes;
  for (const Unit* unit : hanoi().units()) {
    const bool of_526 = unit->id.starts_with("H26.local.commune526-");
    if (!of_526) continue;
    auto question = at_ba_dinh("1.001612", "1", unit->id);
    question.place.given = PlaceGiven::kOldUnit;
    const auto found = find_competence(hanoi(), question);
    ++outcomes[found ? "followed" : found.error().code];
  }
  EXPECT_EQ(outcomes, (std::map<std::string, int>{{"followed", 327}, {"place_divided", 199}}));
}

}  // namespace
}  // namespace catalog
