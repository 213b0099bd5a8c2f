// Counters for Prometheus: requests by route pattern, method and status, and how long they took. Patterns and never
// paths: codes are guessable and say who was here.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace api {

class Metrics {
 public:
  Metrics();
  ~Metrics();
  void observe(const std::string& pattern, const std::string& method, int status, std::chrono::microseconds took);
  void set_record(std::int64_t position, std::size_t waiting);  // read at each scrape
  std::string text() const;                                     // Prometheus text format 0.0.4

 private:
  struct Families;
  std::unique_ptr<Families> families_;
};

}  // namespace api
