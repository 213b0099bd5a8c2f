// What a page lists of the whole catalogue, gathered once for each state of it and each day, because gathering costs
// more than a page may. Any thread may ask.
#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <utility>

#include "app/record.h"

namespace pages {

template <class Value>
class OfToday {
 public:
  struct Gathered {
    std::shared_ptr<const catalog::Catalog> catalog;  // what `value` points into lives as long
    base::LocalDate day;
    Value value;
  };
  using Gather = std::function<Value(const catalog::Catalog&, base::LocalDate)>;

  explicit OfToday(Gather gather) : gather_(std::move(gather)) {}

  std::shared_ptr<const Gathered> of(app::Record& record) {
    auto catalog = record.catalog();
    const base::LocalDate today = base::local_date(record.clock().now());
    const std::lock_guard lock(mutex_);
    if (gathered_ == nullptr || gathered_->catalog != catalog || gathered_->day != today) {
      Value value = gather_(*catalog, today);
      gathered_ = std::make_shared<const Gathered>(Gathered{std::move(catalog), today, std::move(value)});
    }
    return gathered_;
  }

 private:
  Gather gather_;
  std::mutex mutex_;
  std::shared_ptr<const Gathered> gathered_;
};

}  // namespace pages
