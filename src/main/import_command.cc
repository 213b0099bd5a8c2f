// motcua import …, motcua setup.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <functional>
#include <memory>

#include "app/setup.h"
#include "main/commands.h"
#include "main/embedded_files.h"

namespace motcua {
namespace {

struct ImportFlags {
  std::vector<std::string> files;
  std::string report;
  bool overlay = false;
  bool json = false;
};

base::Json summary_json(const app::ImportSummary& summary) {
  base::JsonObject problems;
  for (const auto& [code, times] : summary.problems) problems.emplace(code, times);
  return base::Json()
      .set("lines", summary.lines)
      .set("published", summary.published)
      .set("unchanged", summary.unchanged)
      .set("refused", summary.refused)
      .set("rule_sets", summary.rule_sets)
      .set("problems", std::move(problems));
}

void print_summary(const app::ImportSummary& summary, bool json) {
  if (json) return static_cast<void>(std::printf("%s\n", base::canonical_json(summary_json(summary)).c_str()));
  std::printf("%s",
              fmt::format("Đã đọc {} dòng: {} phiên bản mới, {} không đổi, {} bị từ chối, {} bộ quy tắc thẩm quyền.\n"
                          "Read {} lines: {} new versions, {} unchanged, {} refused, {} rule sets.\n",
                          summary.lines, summary.published, summary.unchanged, summary.refused, summary.rule_sets,
                          summary.lines, summary.published, summary.unchanged, summary.refused, summary.rule_sets)
                  .c_str());
  for (const auto& [code, times] : summary.problems)
    std::printf("  %-28s %lld\n", code.c_str(), static_cast<long long>(times));
}

app::ImportListener shown_on(ProgressBar& bar) {
  app::ImportListener listener;
  listener.progress = [&bar](std::int64_t done, std::int64_t of) { bar.show(done, of); };
  listener.refused = [&bar](const base::Refusal& refusal) {
    bar.clear();
    say_refusal(refusal);
  };
  return listener;
}

using Import = std::function<base::Result<app::ImportSummary>(app::Record&, const std::vector<app::ImportFile>&,
                                                              const app::ImportListener&)>;

int run_import(const ImportFlags& flags, const Environment& environment, const Import& import) {
  std::vector<app::ImportFile> files;
  for (const std::string& path : flags.files) {
    auto file = app::read_import_file(path);
    if (!file) return say_refusal(file.error());
    files.push_back(std::move(*file));
  }
  std::ofstream report;
  if (!flags.report.empty()) report.open(flags.report);
  if (report.fail()) return say_refusal({"file_unreadable", {{"file", flags.report}}, "--report"});
  const auto record = open_record(environment);
  if (!record) return kRefused;
  ProgressBar bar("import");
  app::ImportListener listener = shown_on(bar);
  if (report.is_open()) listener.report = [&](const base::Json& line) { report << base::canonical_json(line) << '\n'; };
  const auto summary = import(*record, files, listener);
  if (!summary) return say_refusal(summary.error());
  report.flush();
  if (!flags.report.empty() && !report) {
    return say_refusal({"file_unreadable", {{"file", flags.report}}, "--report"});
  }
  bar.clear();
  print_summary(*summary, flags.json);
  // Nothing could be loaded: that is a refusal, even if each line has been named.
  return summary->refused > 0 && summary->refused == summary->lines ? kRefused : kDone;
}

struct Kind {
  const char* name;
  const char* what;
  Import import;
};

const std::vector<Kind>& kinds() {
  static const auto kDated = [](app::DatedKind kind) {
    return [kind](app::Record& record, const auto& files, const auto& listener) {
      return app::import_dated(record, kind, files, listener);
    };
  };
  static const std::vector<Kind> kAll = {
      {"procedures", "Procedures: crawled records or our own format (data/schema/procedure.schema.json)",
       app::import_procedures},
      {"units", "Units (data/schema/unit.schema.json)", kDated(app::DatedKind::kUnits)},
      {"points", "Reception points", kDated(app::DatedKind::kPoints)},
      {"areas", "Areas of units", kDated(app::DatedKind::kAreas)},
      {"serves", "Which unit serves which area", kDated(app::DatedKind::kServes)},
      {"calendar", "A calendar (data/schema/calendar.schema.json)",
       [](app::Record& record, const std::vector<app::ImportFile>& files, const app::ImportListener&) {
         base::Result<app::ImportSummary> summary;
         for (const app::ImportFile& file : files) {
           if (summary) summary = app::import_calendar(record, file);
         }
         return summary;
       }}};
  return kAll;
}

}  // namespace

void add_import(CLI::App& program, const Environment& environment, int& exit_code) {
  CLI::App* import = program.add_subcommand("import", "Load procedures, units, points, areas or a calendar");
  import->require_subcommand(1);
  for (const Kind& kind : kinds()) {
    CLI::App* command = import->add_subcommand(kind.name, kind.what);
    command->footer(fmt::format("Example: motcua import {} --data ./var --report report.jsonl FILE…", kind.name));
    const auto flags = std::make_shared<ImportFlags>();
    add_record_flags(*command, environment.record);
    command->add_option("files", flags->files, "JSON Lines, plain or zstd")->required();
    command->add_option("--report", flags->report, "Write a JSON line per record and problem");
    command->add_flag("--json", flags->json, "The summary as JSON");
    if (std::string_view(kind.name) == "procedures") {
      command->add_flag("--overlay", flags->overlay, "The files lay values over records (data/procedures-hanoi.jsonl)");
    }
    command->callback([flags, &kind, environment, &exit_code] {
      exit_code = run_import(*flags, environment, flags->overlay ? Import(app::import_overlay) : kind.import);
    });
  }
}

void add_setup(CLI::App& program, const Environment& environment, int& exit_code) {
  CLI::App* command =
      program.add_subcommand("setup", "Load the shipped data of Hanoi and make one demo account per role");
  command->footer("Example: motcua setup --data ./var");
  add_record_flags(*command, environment.record);
  command->callback([environment, &exit_code] {
    exit_code = kRefused;
    const auto record = open_record(environment);
    if (!record) return;
    ProgressBar bar("setup");
    if (const auto loaded = app::import_shipped(*record, embedded_files(), shown_on(bar)); !loaded) {
      return static_cast<void>(say_refusal(loaded.error()));
    }
    const auto accounts = app::demo_accounts(*record, environment.record.data);
    if (!accounts) return static_cast<void>(say_refusal(accounts.error()));
    for (const auto& account : *accounts) std::printf("demo %s %s\n", account.login.c_str(), account.password.c_str());
    exit_code = kDone;
  });
}

}  // namespace motcua
