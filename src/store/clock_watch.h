// Whether the wall clock can be believed. One bad clock must never poison later stamps: what is recorded with a time
// from the future would push every later event there. Private to the room.
#pragma once
#include <chrono>
#include <optional>

#include "base/environment.h"
#include "base/result.h"
#include "store/writer.h"

namespace store {

class ClockWatch {
 public:
  ClockWatch(const base::Clock& clock, const WriterSettings& settings);

  // The refusal clock_implausible {now, last} or {now, drift_seconds}, when the instant must not be recorded; `last` is
  // the recording instant of the last event, none in an empty journal.
  std::optional<base::Refusal> implausible(base::Instant now, std::optional<base::Instant> last) const;

  void believed() { started_ = true; }  // a batch was committed: the checks of the start are over

 private:
  const base::Clock& clock_;
  WriterSettings settings_;
  base::Instant wall_start_;
  std::chrono::steady_clock::time_point steady_start_;
  bool started_ = false;
};

}  // namespace store
