#include "catalog/competence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/test_city.h"

namespace catalog {
namespace {

using namespace test;

CompetenceQuestion asked(std::string procedure, Place place, std::string point = "") {
  CompetenceQuestion question;
  question.procedure = std::move(procedure);
  question.applicant_kind = "person";
  question.place = std::move(place);
  question.receiving_point = std::move(point);
  question.day = kDay;
  return question;
}

Place in(std::string unit) { return {PlaceGiven::kUnit, std::move(unit), {}}; }

// 1.013225: building permit for houses, decided by the commune, in a zone by the zones' board.
City with_permits() {
  City city;
  CompetenceRule zone = rule("r2", "zone_board", "none");
  zone.when = {{"in_zone", "is", {"true"}}};
  city.publish("1.013225", {rule("r1", "commune_pc", "site"), zone});
  CompetenceRule large = rule("r1", "department:construction", "none");
  large.when = {{"building_class", "in", {"special", "I", "II"}}};
  city.publish("1.013236", {large});
  return city;
}

TEST(Competence, E_house_in_Cua_Nam_is_decided_by_its_commune) {
  const City city = with_permits();
  const auto found = find_competence(city.catalog, asked("1.013225", in("00082"), "H26.local.point-00082"));
  ASSERT_TRUE(found) << found.error().code;
  EXPECT_EQ(found->authority, "commune_pc");
  EXPECT_EQ(found->competent_unit, "H26.local.ward-00082");
  EXPECT_EQ(found->deciding_unit, "H26.local.ward-00082");
  EXPECT_EQ(found->place_unit, "H26.local.ward-00082");
  EXPECT_EQ(found->resolved, PlaceResolved::kExact);
  EXPECT_EQ(found->rule_id, "r1");
  EXPECT_GT(found->rule_version, 0);
}

TEST(Competence, E_house_in_a_zone_is_decided_by_the_zone_board) {
  const City city = with_permits();
  auto question = asked("1.013225", in("00082"));
  question.facts = {{"in_zone", "true"}};
  const auto found = find_competence(city.catalog, question);
  ASSERT_TRUE(found) << found.error().code;
  EXPECT_EQ(found->rule_id, "r2");
  EXPECT_EQ(found->competent_unit, "H26.local.zone-board");
  EXPECT_EQ(found->resolved, PlaceResolved::kNotNeeded);
}

TEST(Competence, E_class_I_building_is_decided_by_the_department) {
  const City city = with_permits();
  auto question = asked("1.013236", {});
  question.facts = {{"building_class", "I"}};
  const auto found = find_competence(city.catalog, question);
  ASSERT_TRUE(found) << found.error().code;
  EXPECT_EQ(found->competent_unit, "H26.local.department-construction");
  question.facts = {{"building_class", "IV"}};
  EXPECT_EQ(find_competence(city.catalog, question).error().code, "competence_unknown");
  question.facts = {};
  EXPECT_EQ(find_competence(city.catalog, question).error().code, "competence_unknown");
}

// 1.013826 and 1.013952 have one name; the fact who allotted the land chooses, not an officer reading titles.
TEST(Competence, E_twins_are_told_apart_by_a_fact) {
  City city;
  CompetenceRule province = rule("r1", "province_chair", "none");
  province.when = {{"allotted_by", "is", {"province"}}};
  CompetenceRule commune = rule("r2", "commune_chair", "land");
  commune.when = {{"allotted_by", "is", {"commune"}}};
  ASSERT_TRUE(check_rules({province, commune}));
  city.publish("1.013826", {province, commune});
  auto question = asked("1.013826", in("00454"));
  question.facts = {{"allotted_by", "commune"}};
  EXPECT_EQ(find_competence(city.catalog, question)->competent_unit, "H26.local.commune-00454");
  question.facts = {{"allotted_by", "province"}};
  EXPECT_EQ(find_competence(city.catalog, question)->competent_unit, "H26.local.province-chair");
}

// 1.012753: an organisation's land belongs to the land's place, wherever the seat; a person from Huế likewise.
TEST(Competence, E_land_counts_not_the_seat_or_home) {
  City city;
  city.publish("1.012753", {rule("r1", "commune_chair", "land")});
  auto question = asked("1.012753", in("00454"), "H26.local.point-00454");
  question.applicant_kind = "organisation";
  question.facts = {{"seat", "Huế"}};
  EXPECT_EQ(find_competence(city.catalog, question)->competent_unit, "H26.local.commune-00454");
}

TEST(Competence, E_customs_is_not_taken_here_and_says_where) {
  City city;
  CompetenceRule customs = rule("r1", "customs", "none");
  customs.taken_at = TakenAt::kNotHere;
  customs.direction_vi = "Nộp tại Chi cục Hải quan khu vực";
  customs.direction_en = "Hand in at the Regional Customs Branch";
  city.publish("1.000005", {customs});
  const auto found = find_competence(city.catalog, asked("1.000005", {}, "H26.local.point-00004"));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "not_taken_here");
  EXPECT_EQ(found.error().facts.at("direction_vi"), "Nộp tại Chi cục Hải quan khu vực");
  EXPECT_EQ(found.error().facts.at("direction_en"), "Hand in at the Regional Customs Branch");
}

TEST(Competence, no_rule_is_a_refusal_never_a_guess) {
  const City city = with_permits();
  EXPECT_EQ(find_competence(city.catalog, asked("9.999999", in("00082"))).error().code, "competence_unknown");
}

TEST(Competence, rules_count_only_on_their_days) {
  City city;
  CompetenceRule old_rule = rule("r1", "department:justice", "none");
  old_rule.valid_to = base::LocalDate{2026y, std::chrono::March, 1d};
  CompetenceRule new_rule = rule("r2", "department:construction", "none");
  new_rule.valid_from = base::LocalDate{2026y, std::chrono::March, 1d};
  ASSERT_TRUE(check_rules({old_rule, new_rule}));
  city.publish("1.013225", {old_rule, new_rule});
  auto question = asked("1.013225", {});
  EXPECT_EQ(find_competence(city.catalog, question)->rule_id, "r2");
  question.day = {2026y, std::chrono::February, 28d};
  EXPECT_EQ(find_competence(city.catalog, question)->rule_id, "r1");
}

TEST(Competence, a_tie_is_refused_at_publication) {
  CompetenceRule one = rule("r1", "commune_pc", "site");
  CompetenceRule other = rule("r2", "zone_board", "none");
  auto checked = check_rules({one, other});
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().code, "competence_ambiguous");
  EXPECT_EQ(checked.error().facts.at("other"), "r2");
  one.applicant_kind = "person";
  other.when = {{"in_zone", "is", {"true"}}};  // a person in a zone would match both
  EXPECT_EQ(check_rules({one, other}).error().code, "competence_ambiguous");
  other.applicant_kind = "organisation";
  EXPECT_TRUE(check_rules({one, other}));
}

TEST(Competence, conditions_that_exclude_each_other_are_no_tie) {
  CompetenceRule one = rule("r1", "department:construction", "none");
  one.when = {{"building_class", "in", {"I", "II"}}};
  CompetenceRule other = rule("r2", "commune_pc", "site");
  other.when = {{"building_class", "in", {"III", "IV"}}};
  EXPECT_TRUE(check_rules({one, other}));
  other.when[0].values.push_back("II");
  EXPECT_EQ(check_rules({one, other}).error().code, "competence_ambiguous");
}

TEST(Competence, publication_refuses_a_repeated_id_and_a_missing_direction) {
  CompetenceRule one = rule("r1", "commune_pc", "site");
  CompetenceRule other = one;
  other.case_id = "2";
  EXPECT_EQ(check_rules({one, other}).error().code, "rule_id_repeated");
  one.taken_at = TakenAt::kNotHere;
  EXPECT_EQ(check_rules({one}).error().code, "rule_without_direction");
}

TEST(Competence, a_missing_place_is_asked_for_in_words) {
  City city;
  CompetenceRule land = rule("r1", "commune_pc", "land");
  land.place_question_vi = "Thửa đất ở phường, xã nào?";
  city.publish("1.012753", {land});
  const auto found = find_competence(city.catalog, asked("1.012753", {}));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "place_needed");
  EXPECT_EQ(found.error().facts.at("question_vi"), "Thửa đất ở phường, xã nào?");
}

TEST(Competence, two_units_with_the_authority_are_no_answer) {
  City city = with_permits();
  city.serve("H26.local.department-justice", "zone_board");
  auto question = asked("1.013225", {});
  question.facts = {{"in_zone", "true"}};
  const auto found = find_competence(city.catalog, question);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "competence_unknown");
  EXPECT_EQ(found.error().facts.at("units"), "2");
}

TEST(Competence, an_authority_may_be_for_one_field_only) {
  City city = with_permits();
  city.publish(procedure("1.013225", "Cấp giấy phép xây dựng", "Hoạt động xây dựng"));
  Serves other{"s1", "H26.local.department-justice", "zone_board", "Hộ tịch", "", {}, {}, "test"};
  city.publish(other);
  auto question = asked("1.013225", {});
  question.facts = {{"in_zone", "true"}};
  EXPECT_EQ(find_competence(city.catalog, question)->competent_unit, "H26.local.zone-board");
}

TEST(Competence, own_unit_refuses_another_desk_with_the_right_door) {
  const City city = with_permits();
  const auto found = find_competence(city.catalog, asked("1.013225", in("00082"), "H26.local.point-00004"));
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, "not_taken_here");
  EXPECT_EQ(found.error().facts.at("direction_vi"), "Điểm phục vụ phường Cửa Nam, Số 1, phố thử nghiệm");
  EXPECT_EQ(found.error().facts.at("point"), "H26.local.point-00082");
}

TEST(Competence, the_centre_is_the_desk_of_units_without_one) {
  const City city = with_permits();
  auto question = asked("1.013236", {}, "H26.local.point-centre");
  question.facts = {{"building_class", "II"}};
  EXPECT_TRUE(find_competence(city.catalog, question));
  question.receiving_point = "H26.local.point-00004";
  EXPECT_EQ(find_competence(city.catalog, question).error().facts.at("direction_vi"), "Trụ sở Trung tâm");
  EXPECT_EQ(find_competence(city.catalog, asked("1.013225", in("00082"), "H26.local.point-centre")).error().code,
            "not_taken_here");
}

TEST(Competence, boundary_free_takes_any_desk_of_the_city_but_no_unknown_one) {
  City city;
  CompetenceRule business = rule("r1", "commune_pc", "seat");
  business.taken_at = TakenAt::kAnyPointInCity;
  city.publish("1.001612", {business});
  const auto found = find_competence(city.catalog, asked("1.001612", in("00454"), "H26.local.point-00004"));
  ASSERT_TRUE(found) << found.error().code;
  EXPECT_EQ(found->competent_unit, "H26.local.commune-00454");
  EXPECT_EQ(found->taken_at, TakenAt::kAnyPointInCity);
  EXPECT_EQ(find_competence(city.catalog, asked("1.001612", in("00454"), "H26.local.point-99999")).error().code,
            "point_unknown");
}

TEST(Competence, helped_online_is_taken_at_home_at_the_centre_or_online_only) {
  City city;
  CompetenceRule birth = rule("r1", "commune_pc", "residence_subject");
  birth.taken_at = TakenAt::kHelpedOnline;
  birth.direction_vi = "Nhờ hỗ trợ nộp trực tuyến";
  city.publish("1.001193", {birth});
  EXPECT_TRUE(find_competence(city.catalog, asked("1.001193", in("00082"), "H26.local.point-00082")));
  EXPECT_TRUE(find_competence(city.catalog, asked("1.001193", in("00082"), "H26.local.point-centre")));
  EXPECT_TRUE(find_competence(city.catalog, asked("1.001193", in("00082"))));
  const auto elsewhere = find_competence(city.catalog, asked("1.001193", in("00082"), "H26.local.point-00004"));
  ASSERT_FALSE(elsewhere);
  EXPECT_EQ(elsewhere.error().facts.at("direction_vi"),
            "Nhờ hỗ trợ nộp trực tuyến; Điểm phục vụ phường Cửa Nam, Số 1, phố thử nghiệm");
}

TEST(Competence, who_may_choose_chooses_by_the_desk) {
  City city;
  CompetenceRule copy = rule("r1", "commune_pc", "none");
  copy.find = "applicant_chooses";
  city.publish("2.000815", {copy});
  EXPECT_EQ(find_competence(city.catalog, asked("2.000815", {}, "H26.local.point-00004"))->competent_unit,
            "H26.local.ward-00004");
  EXPECT_EQ(find_competence(city.catalog, asked("2.000815", in("00082"), "H26.local.point-00004"))->competent_unit,
            "H26.local.ward-00004");
  EXPECT_EQ(find_competence(city.catalog, asked("2.000815", in("00082")))->competent_unit, "H26.local.ward-00082");
  EXPECT_EQ(find_competence(city.catalog, asked("2.000815", {})).error().code, "place_needed");
}

TEST(Competence, a_delegate_decides_and_the_competent_unit_stays) {
  City city = with_permits();
  Delegation delegation{"d1",   "H26.local.department-construction", "H26.local.zone-board", "1.013236", "", {}, {},
                        "15/QĐ"};
  delegation.valid_to = base::LocalDate{2026y, std::chrono::September, 1d};
  city.publish(delegation);
  auto question = asked("1.013236", {});
  question.facts = {{"building_class", "I"}};
  auto found = find_competence(city.catalog, question);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->competent_unit, "H26.local.department-construction");
  EXPECT_EQ(found->deciding_unit, "H26.local.zone-board");
  EXPECT_EQ(found->delegation, "15/QĐ");
  question.day = {2026y, std::chrono::September, 1d};
  EXPECT_EQ(find_competence(city.catalog, question)->deciding_unit, "H26.local.department-construction");
}

TEST(Competence, json_goes_there_and_back) {
  CompetenceRule full = rule("r1", "commune_pc", "residence_subject");
  full.case_id = "2";
  full.applicant_kind = "person";
  full.place_alternatives = {"residence_mother", "residence_father"};
  full.when = {{"in_zone", "is", {"true"}}, {"building_class", "in", {"I", "II"}}};
  full.taken_at = TakenAt::kHelpedOnline;
  full.direction_vi = "đến";
  full.place_question_vi = "ở đâu?";
  full.valid_from = kReform;
  full.trust = Trust::kConfirmed;
  const base::Json json = to_json(full);
  const auto read = rule_from_json(json);
  ASSERT_TRUE(read) << read.error().code << read.error().where;
  EXPECT_EQ(to_json(*read), json);
  const Competence pinned{"r1",
                          3,
                          "commune_pc",
                          "u1",
                          "u2",
                          "15/QĐ",
                          "u3",
                          PlaceResolved::kBySuccessor,
                          TakenAt::kNationwide,
                          Trust::kConfirmed};
  EXPECT_EQ(to_json(*competence_from_json(to_json(pinned))), to_json(pinned));
}

TEST(Competence, json_that_means_nothing_is_refused_with_its_place) {
  base::Json json = to_json(rule("r1", "commune_pc", "site"));
  json.set("place_kind", "moon");
  EXPECT_EQ(rule_from_json(json).error(), (base::Refusal{"value_unknown", {{"value", "moon"}}, "/place_kind"}));
  base::Json condition;
  condition.set("fact", "in_zone").set("op", "is").set("values", base::JsonArray{});
  json.set("place_kind", "site").set("when", base::JsonArray{condition});
  EXPECT_EQ(rule_from_json(json).error().where, "/when/0/values");
  base::Json delegation;
  delegation.set("id", "d").set("from_unit", "a").set("to_unit", "b").set("decision_no", "1");
  EXPECT_EQ(delegation_from_json(delegation).error().code, "field_missing");
}

}  // namespace
}  // namespace catalog
