#include "main/command.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "words/refusal_text.h"

namespace motcua {

void add_record_variables(CLI::App& program, RecordFlags& flags) {
  program.add_option("--data", flags.data, "Folder of the record: database, keys, files")
      ->envname("MOTCUA_DATA")
      ->capture_default_str();
  program.add_option("--database", flags.database, "postgresql://… instead of the embedded database")
      ->envname("MOTCUA_DATABASE");
}

void add_record_flags(CLI::App& command, RecordFlags& flags) {
  command.add_option("--data", flags.data, "Folder of the record: database, keys, files (or MOTCUA_DATA)")
      ->capture_default_str();
  command.add_option("--database", flags.database,
                     "postgresql://… instead of the embedded database (or MOTCUA_DATABASE)");
  command.add_flag("--accept-clock", flags.accept_clock, "This machine's time is right, though the record thinks not");
}

std::unique_ptr<app::Record> open_record(const Environment& environment, Folder folder) {
  app::RecordOptions options;
  options.location = {environment.record.data, environment.record.database, folder == Folder::kHoldsRecord};
  options.writer.queue = environment.record.writer_queue;
  options.writer.accept_clock_jump = environment.record.accept_clock;
  auto record = app::Record::open(options, environment.clock, environment.random);
  if (record) return std::move(*record);
  say_refusal(record.error());
  return nullptr;
}

int say_refusal(const base::Refusal& refusal) {
  const words::RefusalText& text = words::refusal_text(refusal.code);
  std::string tail = refusal.code;
  if (!refusal.where.empty()) tail += ", " + refusal.where;
  const std::string line = fmt::format("motcua: {} / {} ({})\n", words::fill(text.vi, refusal.facts),
                                       words::fill(text.en, refusal.facts), tail);
  std::fputs(line.c_str(), stderr);
  return kRefused;
}

ProgressBar::ProgressBar(std::string what) : what_(std::move(what)), on_terminal_(::isatty(STDERR_FILENO) == 1) {}

void ProgressBar::clear() {
  if (last_percent_ >= 0) std::fputs("\r\033[K", stderr);
  last_percent_ = -1;
}

ProgressBar::~ProgressBar() {
  if (last_percent_ >= 0) std::fputs("\n", stderr);
}

void ProgressBar::show(std::int64_t done, std::int64_t of) {
  if (!on_terminal_ || of <= 0) return;
  const int percent = static_cast<int>(std::min<std::int64_t>(100, done * 100 / of));
  if (percent == last_percent_) return;
  last_percent_ = percent;
  const auto filled = static_cast<std::size_t>(percent / 4);
  const std::string line = fmt::format("\r{} [{}{}] {:3}% {}/{}", what_, std::string(filled, '#'),
                                       std::string(25 - filled, '.'), percent, done, of);
  std::fputs(line.c_str(), stderr);
}

}  // namespace motcua
