#include "api/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace api {
namespace {

const prometheus::Histogram::BucketBoundaries kSeconds = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                                          0.05,   0.1,   0.25,   0.5,   1.0,  2.5};

}  // namespace

struct Metrics::Families {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests =
      prometheus::BuildCounter().Name("motcua_requests_total").Help("Answered requests").Register(registry);
  prometheus::Family<prometheus::Histogram>& seconds =
      prometheus::BuildHistogram().Name("motcua_request_seconds").Help("Time to answer").Register(registry);
  prometheus::Family<prometheus::Gauge>& gauges = prometheus::BuildGauge()
                                                      .Name("motcua_record")
                                                      .Help("Position of the journal; commands waiting")
                                                      .Register(registry);
  prometheus::Gauge& position = gauges.Add({{"what", "position"}});
  prometheus::Gauge& waiting = gauges.Add({{"what", "waiting"}});
};

Metrics::Metrics() : families_(std::make_unique<Families>()) {}
Metrics::~Metrics() = default;

void Metrics::observe(const std::string& pattern, const std::string& method, int status,
                      std::chrono::microseconds took) {
  const std::string route = pattern.empty() ? "none" : pattern;
  families_->requests.Add({{"route", route}, {"method", method}, {"status", std::to_string(status)}}).Increment();
  families_->seconds.Add({{"route", route}}, kSeconds).Observe(static_cast<double>(took.count()) / 1e6);
}

void Metrics::set_record(std::int64_t position, std::size_t waiting) {
  families_->position.Set(static_cast<double>(position));
  families_->waiting.Set(static_cast<double>(waiting));
}

std::string Metrics::text() const { return prometheus::TextSerializer().Serialize(families_->registry.Collect()); }

}  // namespace api
