#include "catalog/nearest.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <string>
#include <tuple>
#include <utility>

#include "base/text.h"

namespace catalog {
namespace {

constexpr double kEarthRadius = 6'371'000;  // m, mean
constexpr double kMicro = 1e-6;

double radians(std::int64_t microdegrees) {
  return static_cast<double>(microdegrees) * kMicro * std::numbers::pi / 180;
}

// "phuong ba dinh" → "ba dinh": people leave the kind of unit away.
std::string_view bare(std::string_view folded) {
  for (const std::string_view kind : {"phuong ", "xa ", "thi tran ", "thi xa "}) {
    if (folded.starts_with(kind)) return folded.substr(kind.size());
  }
  return folded;
}

bool holds(const std::vector<std::string>& name, const std::vector<std::string>& typed) {
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const bool last = i + 1 == typed.size();
    const bool found = std::ranges::any_of(
        name, [&](const std::string& word) { return last ? word.starts_with(typed[i]) : word == typed[i]; });
    if (!found) return false;
  }
  return true;
}

// Smaller is better; none: the name does not fit.
std::optional<int> fit(const Unit& unit, const std::string& folded, const std::vector<std::string>& words) {
  const std::string name = base::fold(unit.name);
  if (!holds(base::words(name), words)) return std::nullopt;
  if (name == folded || bare(name) == bare(folded)) return 0;
  return bare(name).starts_with(bare(folded)) ? 1 : 2;
}

struct Ranked {
  int fit = 0;
  NamedCommune found;
  auto order() const {
    return std::tuple(found.before != nullptr, fit, std::string_view(found.unit->name),
                      std::string_view(found.unit->id));
  }
};

void add_ranked(std::vector<Ranked>& all, const Catalog& catalog, const Unit& unit, int fit, base::LocalDate day) {
  if (valid_on(unit.valid_from, unit.valid_to, day)) {
    all.push_back({fit, {&unit, nullptr}});
    return;
  }
  for (const Successor& next : unit.successors) {
    const Unit* successor = catalog.unit(next.unit);
    const bool now = successor != nullptr && valid_on(successor->valid_from, successor->valid_to, day);
    if (now) all.push_back({fit, {successor, &unit}});
  }
}

}  // namespace

std::int64_t distance_m(Position a, Position b) {
  const double lat = std::sin((radians(b.lat_microdegrees) - radians(a.lat_microdegrees)) / 2);
  const double lon = std::sin((radians(b.lon_microdegrees) - radians(a.lon_microdegrees)) / 2);
  const double half =
      lat * lat + std::cos(radians(a.lat_microdegrees)) * std::cos(radians(b.lat_microdegrees)) * lon * lon;
  return std::llround(2 * kEarthRadius * std::asin(std::min(1.0, std::sqrt(half))));
}

std::vector<PlacedPoint> points_near(const Catalog& catalog, Position from, base::LocalDate day) {
  std::vector<PlacedPoint> all;
  for (const Point* point : catalog.points()) {
    if (!valid_on(point->valid_from, point->valid_to, day)) continue;
    all.push_back({point, point->position ? std::optional(distance_m(from, *point->position)) : std::nullopt});
  }
  std::ranges::stable_sort(
      all, {}, [](const PlacedPoint& one) { return one.metres.value_or(std::numeric_limits<std::int64_t>::max()); });
  return all;
}

std::vector<NamedCommune> find_communes(const Catalog& catalog, std::string_view typed, base::LocalDate day) {
  const std::string folded = base::fold(typed);
  const std::vector<std::string> words = base::words(folded);
  if (words.empty()) return {};
  std::vector<Ranked> ranked;
  for (const Unit* unit : catalog.units()) {
    if (unit->kind != UnitKind::kCommune) continue;
    if (const auto fitting = fit(*unit, folded, words)) add_ranked(ranked, catalog, *unit, *fitting, day);
  }
  std::ranges::sort(ranked, {}, &Ranked::order);
  const auto whole = [](const Ranked& one) { return one.fit == 0 && one.found.before == nullptr; };
  if (std::ranges::count_if(ranked, whole) == 1) ranked.resize(1);  // sorted first
  std::vector<NamedCommune> found;
  for (const Ranked& one : ranked) found.push_back(one.found);
  return found;
}

}  // namespace catalog
