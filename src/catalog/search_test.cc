#include "catalog/search.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "catalog/test_city.h"

namespace catalog {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

SearchIndex index_of(const std::vector<ProcedureVersion>& procedures) {
  City city;
  for (const ProcedureVersion& each : procedures) city.publish(each);
  return SearchIndex(city.catalog, kDay);
}

std::vector<std::string> codes(const SearchPage& page) {
  std::vector<std::string> found;
  for (const auto& item : page.items) found.push_back(item->procedure.code);
  return found;
}

std::vector<std::string> found(const SearchIndex& index, std::string words) {
  SearchQuery query;
  query.words = std::move(words);
  return codes(*index.find(query));
}

SearchIndex ward_index() {
  return index_of({procedure("1.001193", "Thủ tục đăng ký khai sinh"), procedure("1.000656", "Thủ tục đăng ký khai tử"),
                   procedure("2.000528", "Thủ tục đăng ký khai sinh có yếu tố nước ngoài"),
                   procedure("2.000815", "Chứng thực bản sao từ bản chính giấy tờ", "Chứng thực")});
}

TEST(Search, VN_1_folding_keeps_d) {
  const auto index = index_of({procedure("1.1", "Hỗ trợ trẻ em được đi học"), procedure("1.2", "Hỗ trợ khác")});
  EXPECT_THAT(found(index, "duoc di hoc"), ElementsAre("1.1"));
  EXPECT_THAT(found(index, "được đi học"), ElementsAre("1.1"));
}

TEST(Search, VN_2_typed_tones_come_first) {
  const auto index =
      index_of({procedure("1.1", "Họ Dương"), procedure("1.2", "Tên Đường"), procedure("1.3", "Họ Đương")});
  const auto toned = found(index, "đường");
  ASSERT_EQ(toned.size(), 3U);
  EXPECT_EQ(toned.front(), "1.2");
  EXPECT_THAT(found(index, "duong"), UnorderedElementsAre("1.1", "1.2", "1.3"));
}

TEST(Search, VN_4_decomposed_letters_find_composed_ones) {
  const auto index = index_of({procedure("1.1", "Đăng ký hộ của bà Nguyễn")});
  EXPECT_THAT(found(index, "Nguye\u0302\u0303n"), ElementsAre("1.1"));
}

// 120 procedures with 60 papers each, and a question of many words: elsewhere a filter over every field gave up.
TEST(Search, LI_7_many_procedures_with_many_fields_still_answer) {
  std::vector<ProcedureVersion> many;
  for (int i = 0; i < 120; ++i) {
    ProcedureVersion one =
        procedure("1.1" + std::to_string(10000 + i), "Thủ tục cấp giấy phép số " + std::to_string(i));
    for (int paper = 0; paper < 60; ++paper) {
      one.papers.push_back({"Nhóm " + std::to_string(paper),
                            PaperGroupKind::kSubmit,
                            {{"p" + std::to_string(paper), "Giấy tờ thứ " + std::to_string(paper), 1, 0, "", false}}});
    }
    many.push_back(std::move(one));
  }
  const auto index = index_of(many);
  EXPECT_THAT(found(index, "giay phep so 77"), ElementsAre("1.110077"));
  SearchQuery all;
  all.words = "thu tuc cap giay phep so";
  all.most = 200;
  EXPECT_EQ(index.find(all)->items.size(), 120U);
  std::string long_question = "thu tuc";
  for (int i = 0; i < 60; ++i) long_question += " giay";
  EXPECT_EQ(found(index, long_question).size(), 20U);
}

TEST(Search, the_tones_place_makes_no_difference) {
  const auto index = index_of({procedure("1.1", "Hòa giải"), procedure("1.2", "Hoa giải")});
  EXPECT_THAT(found(index, "hoà giải"), ElementsAre("1.1", "1.2"));
}

TEST(Search, every_word_must_occur_and_the_last_may_be_begun) {
  const auto index = ward_index();
  EXPECT_THAT(found(index, "dang ky khai s"), ElementsAre("1.001193", "2.000528"));
  EXPECT_THAT(found(index, "dan ky"), ElementsAre());
  EXPECT_THAT(found(index, "khai sinh chung thuc"), ElementsAre());
}

TEST(Search, name_field_and_code_count_together) {
  const auto index = ward_index();
  EXPECT_EQ(found(index, "ho tich khai tu").front(), "1.000656");  // "tu" also begins "tục"
  EXPECT_THAT(found(index, "chung thuc ban sao"), ElementsAre("2.000815"));
  EXPECT_THAT(found(index, "1.001193"), ElementsAre("1.001193"));
  EXPECT_THAT(found(index, "2.0008"), ElementsAre("2.000815"));
}

TEST(Search, a_phrase_comes_before_scattered_words_and_the_short_name_before_the_long) {
  const auto index = index_of({procedure("1.1", "Sinh con và khai"), procedure("1.2", "Đăng ký khai sinh lưu động"),
                               procedure("1.3", "Đăng ký khai sinh")});
  EXPECT_THAT(found(index, "khai sinh"), ElementsAre("1.3", "1.2", "1.1"));
}

TEST(Search, only_signs_find_nothing_and_nothing_finds_everything_by_code) {
  const auto index = ward_index();
  EXPECT_THAT(found(index, "?!"), ElementsAre());
  EXPECT_THAT(found(index, " "), ElementsAre("1.000656", "1.001193", "2.000528", "2.000815"));
}

TEST(Search, field_and_level_narrow) {
  auto province = procedure("1.5", "Đăng ký khai sinh ở tỉnh");
  province.levels = {Level::kProvince};
  const auto index =
      index_of({province, procedure("1.6", "Đăng ký khai sinh"), procedure("1.7", "Khai sinh", "Đất đai")});
  SearchQuery query;
  query.words = "khai sinh";
  query.field = "hộ tịch";
  query.level = Level::kProvince;
  EXPECT_THAT(codes(*index.find(query)), ElementsAre("1.5"));
  query.level = std::nullopt;
  EXPECT_EQ(index.find(query)->total, 2U);
  EXPECT_EQ(index.fields().at("Hộ tịch"), 2U);
}

TEST(Search, announcements_show_only_when_asked_for) {
  auto announcement = procedure("2.001428", "Công bố danh mục");
  announcement.standing = Standing::kAnnouncement;
  const auto index = index_of({announcement});
  EXPECT_THAT(found(index, "danh muc"), ElementsAre());
  SearchQuery query;
  query.words = "danh muc";
  query.announcements = true;
  EXPECT_THAT(codes(*index.find(query)), ElementsAre("2.001428"));
  EXPECT_TRUE(index.fields().empty());
}

TEST(Search, pages_neither_repeat_nor_skip) {
  std::vector<ProcedureVersion> many;
  for (int i = 10; i < 60; ++i) many.push_back(procedure("1." + std::to_string(i), "Đăng ký số " + std::to_string(i)));
  const auto index = index_of(many);
  SearchQuery query;
  query.words = "dang ky";
  query.most = 7;
  std::vector<std::string> all;
  do {
    const auto page = index.find(query);
    ASSERT_TRUE(page);
    EXPECT_EQ(page->total, 50U);
    for (const std::string& code : codes(*page)) all.push_back(code);
    query.after = page->next;
  } while (!query.after.empty());
  ASSERT_EQ(all.size(), 50U);
  EXPECT_TRUE(std::ranges::is_sorted(all));
  EXPECT_EQ(std::ranges::adjacent_find(all), all.end());
}

TEST(Search, a_cursor_holds_when_its_item_has_gone) {
  const auto first = index_of({procedure("1.1", "Đăng ký"), procedure("1.2", "Đăng ký"), procedure("1.3", "Đăng ký")});
  SearchQuery query;
  query.words = "dang ky";
  query.most = 2;
  query.after = first.find(query)->next;
  ASSERT_FALSE(query.after.empty());
  const auto later = index_of({procedure("1.1", "Đăng ký"), procedure("1.3", "Đăng ký")});
  EXPECT_THAT(codes(*later.find(query)), ElementsAre("1.3"));
}

TEST(Search, a_cursor_of_someone_elses_making_is_refused) {
  const auto index = ward_index();
  for (const char* made : {"zz", "61", "317c"}) {
    SearchQuery query;
    query.after = made;
    const auto page = index.find(query);
    ASSERT_FALSE(page) << made;
    EXPECT_EQ(page.error().code, "cursor_malformed");
  }
}

TEST(Search, the_index_outlives_the_catalogue) {
  auto city = std::make_unique<City>();
  city->publish(procedure("1.1", "Đăng ký"));
  const SearchIndex index(city->catalog, kDay);
  city.reset();
  EXPECT_THAT(found(index, "đăng ký"), ElementsAre("1.1"));
}

}  // namespace
}  // namespace catalog
