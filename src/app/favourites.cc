#include "app/favourites.h"

#include <algorithm>

namespace app {
namespace {

constexpr std::size_t kMostOften = 9;
constexpr std::size_t kMostLast = 5;
constexpr std::chrono::days kOften{30};
constexpr std::chrono::days kLast{90};

// Adds what may be received and is not there yet.
void add(std::vector<boards::Used>& to, const std::vector<boards::Used>& from, std::size_t most,
         const catalog::Catalog& catalog, base::LocalDate day) {
  for (const boards::Used& one : from) {
    if (to.size() == most) return;
    const auto* published = catalog.procedure(one.procedure, day);
    if (published == nullptr || !dossier::why_not_receivable(catalog, published->procedure).empty()) continue;
    if (std::ranges::find(to, one.procedure, &boards::Used::procedure) == to.end()) to.push_back(one);
  }
}

}  // namespace

base::Result<Favourites> favourites_at(Record& record, const rights::Actor& actor, std::string_view point) {
  const base::Instant now = record.clock().now();
  const base::LocalDate today = base::local_date(now);
  const auto catalog = record.catalog();
  const catalog::Point* found = catalog->point(point);
  if (found == nullptr) return base::refuse("not_found");
  if (auto may = rights::may_serve_at(actor, found->id, found->unit, today); !may) return tl::unexpected(may.error());
  const auto read = record.store().read();
  Favourites favourites;
  add(favourites.most, boards::most_received(*read, point, now - kOften), kMostOften, *catalog, today);
  add(favourites.last, boards::last_received(*read, point, actor.account, now - kLast), kMostLast, *catalog, today);
  add(favourites.last, boards::last_received(*read, point, "", now - kLast), kMostLast, *catalog, today);
  return favourites;
}

}  // namespace app
