// What the subcommands share: where the record is, how a refusal is said on the terminal, a progress bar.
// Exit codes: 0 done, 1 refused or failed, 2 wrong usage.
#pragma once
#include <cstddef>
#include <memory>
#include <string>

#include "app/record.h"
#include "base/environment.h"
#include "base/result.h"
#include "store/writer.h"

namespace CLI {  // NOLINT(readability-identifier-naming): the library calls itself so
class App;
}

namespace motcua {

inline constexpr int kDone = 0;
inline constexpr int kRefused = 1;

// Filled by --data, --database, --accept-clock, serve's --writer-queue; else from the configuration file, MOTCUA_DATA,
// MOTCUA_DATABASE.
struct RecordFlags {
  std::string data = "./var";
  std::string database;
  bool accept_clock = false;  // the operator's word that this machine's time is right
  std::size_t writer_queue = store::WriterSettings{}.queue;
};

struct Environment {  // the world outside, made once in main(); one subcommand runs, on one record
  const base::Clock& clock;
  base::SystemRandom& random;  // the machine's own: no subcommand can be given numbers from a seed
  RecordFlags& record;
};

// On the program, for the configuration file and the variables; on each subcommand, for the command line, which wins.
void add_record_variables(CLI::App& program, RecordFlags& flags);
void add_record_flags(CLI::App& command, RecordFlags& flags);

enum class Folder { kMayBeNew, kHoldsRecord };

// Opens the record, or says why not and gives null.
std::unique_ptr<app::Record> open_record(const Environment& environment, Folder folder = Folder::kMayBeNew);

// "motcua: <Vietnamese> / <English> (code, where)" on standard error; the answer is kRefused.
int say_refusal(const base::Refusal& refusal);

// A bar on a terminal's standard error; nothing anywhere else.
class ProgressBar {
 public:
  explicit ProgressBar(std::string what);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  void show(std::int64_t done, std::int64_t of);
  void clear();  // before a line of its own is said

 private:
  std::string what_;
  bool on_terminal_;
  int last_percent_ = -1;
};

}  // namespace motcua
