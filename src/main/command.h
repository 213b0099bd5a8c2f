// What the subcommands share: where the record is, how a refusal is said on the terminal, a progress bar.
// Exit codes: 0 done, 1 refused or failed, 2 wrong usage.
#pragma once
#include <memory>
#include <string>

#include "app/record.h"
#include "base/environment.h"
#include "base/result.h"

namespace CLI {  // NOLINT(readability-identifier-naming): the library calls itself so
class App;
}

namespace motcua {

inline constexpr int kDone = 0;
inline constexpr int kRefused = 1;

// Filled by --data, --database (or MOTCUA_DATA, MOTCUA_DATABASE, or the configuration file).
struct RecordFlags {
  std::string data = "./var";
  std::string database;
};

void add_record_flags(CLI::App& command, RecordFlags& flags);

struct Environment {  // the world outside, made once in main()
  const base::Clock& clock;
  base::RandomSource& random;
};

// Opens the record, or says why not and gives null. `accept_clock`: the operator's word that this machine's time is
// right.
std::unique_ptr<app::Record> open_record(const RecordFlags& flags, const Environment& environment,
                                         bool accept_clock = false);

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

 private:
  std::string what_;
  bool on_terminal_;
  int last_percent_ = -1;
};

}  // namespace motcua
