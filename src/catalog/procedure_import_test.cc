#include "catalog/procedure_import.h"

#include <gtest/gtest.h>

#include <fstream>

namespace catalog {
namespace {

constexpr std::string_view kOwn =
    R"-({"code":"9.000001","name":"Thủ tục thử (giả định)","source":"controller","channels":[{"channel":"counter"}],)-"
    R"-("cases":[{"id":"1","limit":{"kind":"stated","limit":"3d","trust":"assumed"}}]})-";

std::string code_of(std::string_view line) {
  const auto imported = import_procedure(line);
  return imported ? "accepted" : imported.error().code;
}

TEST(ProcedureImport, ReadsTheProjectsOwnFormat) {
  const auto imported = import_procedure(kOwn);
  ASSERT_TRUE(imported.has_value());
  EXPECT_EQ(imported->procedure.code, "9.000001");
  EXPECT_EQ(imported->procedure.source, "controller");
  EXPECT_TRUE(imported->problems.empty());
  EXPECT_FALSE(imported->procedure.seen_from.has_value()) << "the crawl's day is the portal's records' only";
}

TEST(ProcedureImport, ComposesAndReportsUnknownMembers) {
  std::string line(kOwn);
  line.replace(line.find("Thủ"), std::string("Thủ").size(), "Thu\xCC\x89");
  line.insert(1, R"("colour":"blue",)");
  const auto imported = import_procedure("\xEF\xBB\xBF" + line);
  ASSERT_TRUE(imported.has_value());
  EXPECT_EQ(imported->procedure.name, "Thủ tục thử (giả định)");
  ASSERT_EQ(imported->problems.size(), 2U);
  EXPECT_EQ(imported->problems[0], (ImportProblem{"text_not_nfc", "name"}));
  EXPECT_EQ(imported->problems[1], (ImportProblem{"member_unknown", "colour"}));
}

TEST(ProcedureImport, RefusesABrokenLineByItsCause) {
  EXPECT_EQ(code_of(""), "json_malformed");
  EXPECT_EQ(code_of(R"({"code":)"), "json_malformed");
  EXPECT_EQ(code_of("[]"), "line_not_a_procedure");
  EXPECT_EQ(code_of(R"({"code":"9.000001"})"), "line_not_a_procedure");
  EXPECT_EQ(code_of(R"({"ma_thu_tuc":""})"), "record_without_code");
  EXPECT_EQ(code_of(R"({"ma_thu_tuc":"../x","ten_thu_tuc":"Thử"})"), "procedure_code_malformed");
  EXPECT_EQ(code_of(R"({"ma_thu_tuc":"1.001193"})"), "record_without_name");
  EXPECT_EQ(code_of(R"({"ma_thu_tuc":"1.001193","ten_thu_tuc":7})"), "field_wrong_type");
  EXPECT_EQ(code_of(R"({"thu_tuc_id":"1.013124","metadata":{"tên_thủ_tục":[]}})"), "record_without_name");
  EXPECT_EQ(code_of(R"({"ma_thu_tuc":"1.001193","ma_thu_tuc":"1.001194"})"), "json_duplicate_key");
  EXPECT_EQ(code_of("{\"ma_thu_tuc\":\"\xFF\"}"), "utf8_invalid");
  std::string without_source(kOwn);
  without_source.replace(without_source.find(R"("source":"controller",)"), 22, "");
  EXPECT_EQ(code_of(without_source), "field_missing");
}

TEST(ProcedureImport, ARecordWithNothingButANameIsReadAndNotReceivable) {
  const auto imported = import_procedure(R"({"ma_thu_tuc":"1.001193","ten_thu_tuc":"Thử"})");
  ASSERT_TRUE(imported.has_value());
  ASSERT_EQ(imported->procedure.cases.size(), 1U);
  EXPECT_EQ(imported->procedure.cases[0].limit.kind, LimitKind::kNotStated);
  EXPECT_FALSE(imported->problems.empty());
}

TEST(ProcedureImport, AcceptsRecordsOfAMegabyte) {
  std::string steps;
  while (steps.size() < (1U << 20)) steps += "Bước tiếp theo. ";
  const auto imported =
      import_procedure(R"({"ma_thu_tuc":"1.001193","ten_thu_tuc":"Thử","trinh_tu_thuc_hien":")" + steps + "\"}");
  ASSERT_TRUE(imported.has_value());
  EXPECT_GT(imported->procedure.steps.size(), (1U << 20) - 32);
  EXPECT_EQ(code_of(std::string(5U << 20, ' ')), "json_too_long");
}

TEST(ProcedureImport, ShipsFactsAndNoLongTexts) {
  std::ifstream lines(std::string(MOTCUA_SOURCE_DIR) + "/tests/data/procedures/page-records.jsonl");
  int records = 0;
  for (std::string line; std::getline(lines, line); ++records) {
    const auto imported = import_procedure(line);
    ASSERT_TRUE(imported.has_value());
    const ProcedureVersion facts = facts_only(imported->procedure);
    EXPECT_TRUE(facts.steps.empty() && facts.conditions.empty());
    EXPECT_EQ(facts.cases.size(), imported->procedure.cases.size());
    EXPECT_EQ(facts.fees.size(), imported->procedure.fees.size());
    for (const ChannelRule& rule : facts.channels) EXPECT_TRUE(rule.note.empty());
    for (const PaperGroup& group : facts.papers) {
      EXPECT_FALSE(group.papers.empty());
      for (const Paper& paper : group.papers) EXPECT_FALSE(paper.note);
    }
    EXPECT_EQ(canonical_json(to_json(facts_only(facts))), canonical_json(to_json(facts)));
  }
  EXPECT_GT(records, 100);
}

TEST(ProcedureImport, NamesTheLineInTheReport) {
  EXPECT_EQ(canonical_json(report_line("a.jsonl", 7, "1.001193", {"limit_without_unit", "1"})),
            R"({"code":"1.001193","detail":"1","file":"a.jsonl","line":7,"problem":"limit_without_unit"})");
}

}  // namespace
}  // namespace catalog
