#include "app/import_catalogue.h"
#include "app/setup.h"
#include "app/test_record.h"

namespace app {
namespace {

std::string own_line(const std::string& code, const std::string& name) {
  catalog::ProcedureVersion version = catalog::test::procedure(code, name);
  version.source = "own";
  version.agencies = {"Ủy ban nhân dân cấp xã"};
  return base::canonical_json(catalog::to_json(version)) + "\n";
}

ImportFile file(std::string text) { return {"procedures.jsonl", std::move(text)}; }

std::string first_line(const std::string& path) {
  std::ifstream stream(path);
  std::string line;
  std::getline(stream, line);
  return line;
}

class Import : public RecordTest {
 protected:
  ImportSummary procedures(std::vector<ImportFile> files) {
    reported_.clear();
    const auto summary =
        import_procedures(*record_, files, {[this](const base::Json& line) { reported_.push_back(line); }, {}, {}});
    EXPECT_TRUE(summary);
    return summary.value_or(ImportSummary());
  }
  std::size_t versions(const std::string& code) {
    const auto catalog = record_->catalog();
    const auto* all = catalog->versions(code);
    return all == nullptr ? 0 : all->size();
  }

  std::vector<base::Json> reported_;
};

TEST_F(Import, LoadsOurOwnFormatAndAgainChangesNothing) {
  const ImportFile both = file(own_line("9.100001", "Một (giả định)") + own_line("9.100002", "Hai (giả định)"));
  EXPECT_EQ(procedures({both}).published, 2);
  const std::size_t before = journal().size();
  const ImportSummary again = procedures({both});
  EXPECT_EQ(again.published, 0);
  EXPECT_EQ(again.unchanged, 2);
  EXPECT_EQ(journal().size(), before);
}

TEST_F(Import, AChangedRecordIsANewVersionAndTheOldTextMakesNone) {
  const ImportFile first = file(own_line("9.100001", "Một (giả định)"));
  const ImportFile second = file(own_line("9.100001", "Một, đổi tên (giả định)"));
  procedures({first});
  EXPECT_EQ(procedures({second}).published, 1);
  EXPECT_EQ(versions("9.100001"), 2u);
  EXPECT_EQ(procedures({first, second}).published, 0) << "the order of files makes no version";
  EXPECT_EQ(versions("9.100001"), 2u);
}

TEST_F(Import, ABrokenLineIsNamedAndTheRestIsLoaded) {
  const ImportSummary summary = procedures(
      {file(own_line("9.100001", "Một (giả định)") + "{\"broken\n" + own_line("9.100003", "Ba (giả định)"))});
  EXPECT_EQ(summary.published, 2);
  EXPECT_EQ(summary.refused, 1);
  ASSERT_EQ(reported_.size(), 1u);
  EXPECT_EQ(reported_[0].number("line"), 2);
  EXPECT_EQ(reported_[0].text("problem"), "json_malformed");
  EXPECT_EQ(reported_[0].text("file"), "procedures.jsonl");
}

TEST_F(Import, ACrawledRecordIsReadWithoutGuessing) {
  const std::string line = first_line(MOTCUA_SOURCE_DIR "/tests/data/procedures/page-records.jsonl");
  ASSERT_FALSE(line.empty());
  EXPECT_EQ(procedures({file(line)}).published, 1);
}

TEST_F(Import, AFileThatCannotBeReadIsRefused) {
  EXPECT_EQ(read_import_file("/nowhere/procedures.jsonl").error().code, "file_unreadable");
  EXPECT_EQ(import_file("cut.zst", std::string_view("\x28\xB5\x2F\xFD\x04", 5)).error().code, "file_unreadable");
}

TEST_F(Import, UnitsAreLoadedOnceAndBadOnesNamed) {
  catalog::Unit unit = catalog::test::commune("H26.local.ward-99999", "Phường Thử (giả định)", "99999");
  const ImportFile units{"units.jsonl", base::canonical_json(catalog::to_json(unit)) + "\n{\"id\":7}\n"};
  const auto first = import_dated(*record_, DatedKind::kUnits, {units});
  ASSERT_TRUE(first);
  EXPECT_EQ(first->published, 1);
  EXPECT_EQ(first->refused, 1);
  const auto again = import_dated(*record_, DatedKind::kUnits, {units});
  EXPECT_EQ(again->published, 0);
  EXPECT_NE(record_->catalog()->unit("H26.local.ward-99999"), nullptr);
}

TEST_F(Import, AnOverlayNeedsItsRecord) {
  std::ifstream stream(MOTCUA_SOURCE_DIR "/data/procedures-hanoi.jsonl");
  std::string line;
  std::getline(stream, line);
  const auto nothing_below = import_overlay(*record_, {{"overlay.jsonl", line}});
  ASSERT_TRUE(nothing_below);
  EXPECT_EQ(nothing_below->problems.at("overlay_procedure_unknown"), 1);
  const std::string code = base::parse_json(line)->text("code");
  procedures({file(own_line(code, "Thủ tục có lớp phủ (giả định)"))});
  const auto laid = import_overlay(*record_, {{"overlay.jsonl", line}});
  ASSERT_TRUE(laid);
  EXPECT_EQ(laid->published, 1);
  EXPECT_EQ(record_->catalog()->procedure(code, catalog::test::kDay)->procedure.source, "overlay-hanoi");
  EXPECT_EQ(import_overlay(*record_, {{"overlay.jsonl", line}})->published, 0);
}

TEST_F(Import, APointOfNobodyIsNamed) {
  std::vector<base::Refusal> refused;
  ImportListener listener;
  listener.refused = [&](const base::Refusal& refusal) { refused.push_back(refusal); };
  const ImportFile points{"points.jsonl", R"j({"id":"p1","unit":"H26.nowhere","name":"Điểm thử (giả định)"})j"};
  const auto summary = import_dated(*record_, DatedKind::kPoints, {points}, listener);
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->published, 0);
  ASSERT_EQ(refused.size(), 1u);
  EXPECT_EQ(refused[0].code, "unit_unknown");
  EXPECT_EQ(refused[0].where, "points.jsonl:1 /unit");
}

TEST_F(Import, AFileTakesACorrectionBackAndAStartDoesNot) {
  catalog::Unit unit = catalog::test::commune("H26.local.ward-99999", "Phường Thử (giả định)", "99999");
  const ImportFile shipped{"units.jsonl", base::canonical_json(catalog::to_json(unit))};
  unit.population = 7;
  const ImportFile corrected{"units.jsonl", base::canonical_json(catalog::to_json(unit))};
  import_dated(*record_, DatedKind::kUnits, {shipped}).value();
  import_dated(*record_, DatedKind::kUnits, {corrected}).value();
  EXPECT_EQ(import_shipped(*record_, {{shipped.name, shipped.bytes}})->published, 0);
  EXPECT_EQ(record_->catalog()->unit(unit.id)->population, 7);
  EXPECT_EQ(import_dated(*record_, DatedKind::kUnits, {shipped})->published, 1);
  EXPECT_EQ(record_->catalog()->unit(unit.id)->population, 0);
}

TEST_F(Import, AnOverlayLaidAgainLeavesTheControllersRules) {
  const std::string line = first_line(MOTCUA_SOURCE_DIR "/data/procedures-hanoi.jsonl");
  const std::string code = base::parse_json(line)->text("code");
  procedures({file(own_line(code, "Thủ tục có lớp phủ (giả định)"))});
  ASSERT_EQ(import_overlay(*record_, {{"overlay.jsonl", line}})->rule_sets, 1);
  catalog::CompetenceRule changed = rule();
  changed.procedure = code;
  publish("competence", code, "CompetencePublished",
          base::Json().set("procedure", code).set("rules", base::JsonArray{catalog::to_json(changed)}));
  EXPECT_EQ(import_overlay(*record_, {{"overlay.jsonl", line}})->rule_sets, 0);
  std::int64_t version = 0;
  ASSERT_NE(record_->catalog()->rules(code, &version), nullptr);
  EXPECT_EQ(catalog::to_json(record_->catalog()->rules(code, &version)->front()), catalog::to_json(changed));
}

TEST_F(Import, DemoAccountsAreMadeOnceWithPasswordsThatOnlyTheOwnerReads) {
  catalog::Unit centre = catalog::test::body("H26.local.centre", catalog::UnitKind::kCentre, "Trung tâm (giả định)");
  publish("unit", centre.id, "UnitPublished", catalog::to_json(centre));
  const auto accounts = demo_accounts(*record_, folder_);
  ASSERT_TRUE(accounts) << accounts.error().code;
  const auto again = demo_accounts(*record_, folder_);
  ASSERT_TRUE(again);
  ASSERT_EQ(accounts->size(), again->size());
  for (std::size_t i = 0; i < accounts->size(); ++i) EXPECT_EQ((*accounts)[i].password, (*again)[i].password);
  const auto permissions = std::filesystem::status(folder_ / "demo-accounts").permissions();
  EXPECT_EQ(permissions & std::filesystem::perms::others_read, std::filesystem::perms::none);
  ASSERT_EQ(accounts->size(), 2u) << "inspector and operator; the other four were there before";
  for (const DemoAccount& account : *accounts) EXPECT_TRUE(signed_in(account.login, account.password));
}

}  // namespace
}  // namespace app
