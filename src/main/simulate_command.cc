// motcua simulate.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "main/commands.h"
#include "main/embedded_files.h"
#include "simulation/simulate.h"

namespace motcua {
namespace {

std::atomic<bool> stop_asked{false};

void ask_to_stop(int) { stop_asked = true; }

struct SimulateFlags {
  simulation::Settings settings;
  std::string from;
  int open = -1;
  bool json = false;
};

base::Json report_json(const simulation::Report& report) {
  base::JsonArray samples;
  for (const auto& sample : report.samples) {
    samples.push_back(base::Json()
                          .set("code", sample.code)
                          .set("secret", sample.secret)
                          .set("unit", sample.unit)
                          .set("delivered", sample.delivered));
  }
  base::JsonObject refused;
  for (const auto& [code, times] : report.refused) refused.emplace(code, times);
  return base::Json()
      .set("dossiers", report.dossiers)
      .set("acts", report.acts)
      .set("open", report.open)
      .set("late", report.late)
      .set("accounts", report.accounts)
      .set("refused", std::move(refused))
      .set("from", base::format_instant(report.from))
      .set("until", base::format_instant(report.until))
      .set("interrupted", report.interrupted)
      .set("samples", std::move(samples));
}

void say_report(const simulation::Report& report, std::int64_t acts_per_second) {
  std::printf("%s",
              fmt::format("{0}{1} hồ sơ giả định, {2} thao tác ({6}/giây), từ {3} đến {4}; còn mở {5}, chậm {7}.\n"
                          "{8}{1} simulated dossiers, {2} acts ({6} a second), from {3} to {4}; {5} open, {7} late.\n",
                          report.interrupted ? "Đã dừng giữa chừng. " : "", report.dossiers, report.acts,
                          base::format_instant(report.from), base::format_instant(report.until), report.open,
                          acts_per_second, report.late, report.interrupted ? "Interrupted. " : "")
                  .c_str());
  for (const auto& sample : report.samples) {
    std::printf("sample %s %s %s\n", sample.code.c_str(), sample.secret.c_str(),
                sample.delivered ? "delivered" : "open");
  }
}

// The clock's watch takes a long pause for a broken clock (ADR 0009).
void say_how_to_start(base::Instant until, base::Instant now) {
  if (now - until < std::chrono::days(store::WriterSettings{}.most_days_after_last_event)) return;
  std::printf(
      "Sự kiện cuối đã lâu: lần đầu hãy chạy setup hoặc serve với --accept-clock.\n"
      "The last event lies far back: run setup or serve with --accept-clock the first time.\n");
}

base::Result<simulation::Settings> settings_of(const SimulateFlags& flags, base::Instant now) {
  simulation::Settings settings = flags.settings;
  if (flags.open >= 0) settings.open = flags.open;
  if (flags.from.empty()) {
    settings.from =
        base::LocalDate(std::chrono::sys_days(base::local_date(now)) - std::chrono::days(settings.days - 1));
    return settings;
  }
  const auto from = base::parse_date(flags.from);
  if (!from) return base::refuse(from.error().code, from.error().facts, "--from");
  settings.from = *from;
  return settings;
}

int simulate(const SimulateFlags& flags, const Environment& environment) {
  const base::Instant now = environment.clock.now();
  const auto settings = settings_of(flags, now);
  if (!settings) return say_refusal(settings.error());
  simulation::Input input{.location = {environment.record.data, environment.record.database},
                          .shipped = embedded_files(),
                          .arrivals = embedded_arrivals(),
                          .now = now};
  {
    // With the machine's own chance: this makes the master key of a new record.
    const auto record = open_record(environment);
    if (!record) return kRefused;
    const auto lock = record->store().lock_for_serving();
    if (!lock) return say_refusal(lock.error());
    input.head = record->store().read()->head();
  }
  std::signal(SIGINT, ask_to_stop);
  std::signal(SIGTERM, ask_to_stop);
  auto begun = std::chrono::steady_clock::now();
  bool imported = false;  // the speed told is of the acts alone
  base::Result<simulation::Report> report;
  {
    ProgressBar bar("simulate");
    report = simulation::simulate(input, *settings,
                                  {.progress =
                                       [&](std::int64_t done, std::int64_t of) {
                                         if (!std::exchange(imported, true)) begun = std::chrono::steady_clock::now();
                                         bar.show(done, of);
                                       },
                                   .stop = &stop_asked});
  }
  if (!report) return say_refusal(report.error());
  const auto millis =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun).count();
  if (flags.json) {
    std::printf("%s\n", base::canonical_json(report_json(*report)).c_str());
  } else {
    say_report(*report, report->acts * 1000 / std::max<std::int64_t>(1, millis));
    say_how_to_start(report->until, now);
  }
  return report->interrupted ? kRefused : kDone;
}

}  // namespace

void add_simulate(CLI::App& program, const Environment& environment, int& exit_code) {
  CLI::App* command = program.add_subcommand(
      "simulate", "Fill a record for trying out with invented dossiers, marked as simulated, that lie in the past");
  command->footer(
      "The same seed, --from and record give the same journal. Refused on a record with a real dossier.\n"
      "Example: motcua simulate --data ./try --days 90 --per-day 300 --seed 1 --from 2026-01-05");
  const auto flags = std::make_shared<SimulateFlags>();
  add_record_flags(*command, environment.record);
  command->add_option("--days", flags->settings.days, "Calendar days; people come on the worked ones")
      ->capture_default_str()
      ->check(CLI::Range(1, 3660));
  command->add_option("--per-day", flags->settings.per_day, "Dossiers on an average worked day, all units together")
      ->capture_default_str()
      ->check(CLI::Range(1, 100'000));
  command->add_option("--seed", flags->settings.seed, "Where all chance comes from")->capture_default_str();
  command->add_option("--from", flags->from, "First day; left out: so that the last day is today, up to now");
  command->add_option("--open", flags->open, "About how many are left open; left out: as it comes")
      ->check(CLI::Range(0, 10'000'000));
  command->add_option("--unit", flags->settings.units, "Only this commune's desk; may be repeated");
  command->add_flag("--json", flags->json, "{\"dossiers\",\"acts\",\"open\",\"late\",\"samples\",…}");
  command->callback([flags, environment, &exit_code] { exit_code = simulate(*flags, environment); });
}

}  // namespace motcua
