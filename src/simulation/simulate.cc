#include "simulation/simulate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "app/record.h"
#include "base/hash.h"
#include "simulation/course.h"
#include "simulation/driver.h"
#include "simulation/mix.h"
#include "simulation/shape.h"
#include "simulation/world.h"

namespace simulation {
namespace {

constexpr std::int64_t kMillion = 1'000'000;
constexpr int kTickMinutes = 10;
constexpr int kNewestOfOpenPerMille = 850;  // of those left open; the rest are older ones that were forgotten

using Days = std::chrono::sys_days;

// A second stretch on one record must not draw the numbers of the first again.
std::uint64_t seed_for(std::uint64_t seed, std::int64_t head) {
  const base::Hash hash = base::sha256(fmt::format("{}/{}", seed, head));
  std::uint64_t mixed = 0;
  std::memcpy(&mixed, hash.data(), sizeof mixed);
  return mixed;
}

struct Period {
  base::Instant from;
  base::Instant end;  // not beyond now
};

base::Result<Period> period_of(const Settings& settings, base::Instant now) {
  const auto last = Days(settings.from) + std::chrono::days(settings.days - 1);
  if (last > Days(base::local_date(now))) {
    return base::refuse("simulation_beyond_now",
                        {{"until", base::format_date(last)}, {"now", base::format_instant(now)}}, "--days");
  }
  const base::Instant end = base::at_local(base::LocalDate(last), 24 * 60);
  return Period{base::at_local(settings.from, 0), std::min(end, now)};
}

base::Done check_record(app::Record& record, const Period& period) {
  const auto read = record.store().read();
  if (boards::holds_real_dossier(*read)) return base::refuse("record_holds_real_dossiers");
  const auto rows = read->rows("SELECT at FROM head WHERE position > 0", {}, {store::ColumnType::kInteger});
  if (!rows.empty()) {
    const base::Instant last = base::instant_from_micros(store::integer(rows[0], 0));
    if (last > period.from) {
      return base::refuse("simulation_before_last_event",
                          {{"from", base::format_instant(period.from)}, {"last", base::format_instant(last)}},
                          "--from");
    }
  }
  return {};
}

base::Result<std::vector<base::LocalDate>> worked_days(const calendar::Calendar& calendar, const Settings& settings) {
  std::vector<base::LocalDate> days;
  for (int i = 0; i < settings.days; ++i) {
    const base::LocalDate day(Days(settings.from) + std::chrono::days(i));
    const auto hours = calendar::worked(calendar, "", day);
    if (!hours) return tl::unexpected(hours.error());
    if (!hours->empty()) days.push_back(day);
  }
  if (days.empty())
    return base::refuse("simulation_without_days", {{"from", base::format_date(settings.from)}}, "--days");
  return days;
}

// Desks of communes, each with its weight.
struct Desks {
  std::vector<const catalog::Point*> points;
  std::vector<std::int64_t> weights;
};

base::Result<Desks> desks_of(const catalog::Catalog& catalog, const Settings& settings) {
  Desks desks;
  for (const std::string& unit : settings.units) {
    if (catalog.unit(unit) == nullptr) return base::refuse("unit_unknown", {{"unit", unit}}, "--unit");
  }
  for (const catalog::Point* point : catalog.points()) {
    const catalog::Unit* unit = catalog.unit(point->unit);
    const bool wanted =
        settings.units.empty() || std::ranges::find(settings.units, point->unit) != settings.units.end();
    const bool known = std::ranges::find(desks.points, point->unit, &catalog::Point::unit) != desks.points.end();
    if (unit == nullptr || !wanted || known || unit->population <= 0 || unit->code_setting.empty()) continue;
    if (!catalog::valid_on(unit->valid_from, unit->valid_to, settings.from)) continue;
    desks.points.push_back(point);
    desks.weights.push_back(unit->population);
  }
  if (desks.points.empty()) return base::refuse("simulation_without_procedures", {}, "--unit");
  return desks;
}

std::vector<Arrival> arrivals_of(Chance& chance, const Shape& shape, OfficeHours& hours,
                                 const std::vector<base::LocalDate>& days, const Desks& desks, const Settings& settings,
                                 int tick_minutes) {
  std::vector<Arrival> arrivals;
  for (const base::LocalDate day : days) {
    // A day has 85 to 115 in a hundred of what its weekday would have.
    const std::int64_t people =
        (settings.per_day * shape.weight_of(day) * chance.between(850, 1150) + 500'000) / kMillion;
    for (std::int64_t i = 0; i < people; ++i) {
      const int minute = shape.minute_of(day, hours.of(day), chance.below(kMillion));
      arrivals.push_back({next_tick(base::at_local(day, minute), tick_minutes),
                          desks.points[chance.weighted(desks.weights)], Arrival::Stays::kAsItComes});
    }
  }
  std::ranges::stable_sort(arrivals, {}, &Arrival::at);
  return arrivals;
}

// About `open` stay open: mostly the newest, and some older ones that lie forgotten. The others are finished.
void leave_open(Chance& chance, std::vector<Arrival>& arrivals, int open) {
  const std::int64_t all = std::ssize(arrivals);
  const std::int64_t newest = std::min<std::int64_t>(all, std::int64_t{open} * kNewestOfOpenPerMille / 1000);
  const std::int64_t older = all - newest;
  const std::int64_t forgotten = std::min(older, std::int64_t{open} - newest);
  for (std::int64_t i = 0; i < all; ++i) {
    const bool is_new = i >= older;
    const bool forget = !is_new && chance.below(older) < forgotten;
    arrivals[static_cast<std::size_t>(i)].stays = is_new   ? Arrival::Stays::kOpen
                                                  : forget ? Arrival::Stays::kForgotten
                                                           : Arrival::Stays::kFinished;
  }
}

base::Result<Report> carry_out(app::Record& record, SeededWorld& world, const Shape& shape, const Settings& settings,
                               const Period& period, const Watching& watching) {
  const auto catalog = record.catalog();
  if (!catalog->calendar()) return base::refuse("simulation_without_procedures");
  const auto days = worked_days(*catalog->calendar(), settings);
  if (!days) return tl::unexpected(days.error());
  const auto desks = desks_of(*catalog, settings);
  if (!desks) return tl::unexpected(desks.error());
  OfficeHours hours(*catalog->calendar());
  const base::Instant opening = base::at_local(days->front(), hours.of(days->front()).front().from);
  const Mix mix(*catalog, *desks->points.front(), opening, record.center().reception);
  if (mix.empty()) return base::refuse("simulation_without_procedures");
  CourseSettings course;
  course.tick_minutes = kTickMinutes;
  Chance chance(world.plan());
  auto arrivals = arrivals_of(chance, shape, hours, *days, *desks, settings, course.tick_minutes);
  if (settings.open) leave_open(chance, arrivals, *settings.open);
  return Driver(record, world, mix, hours, course, period.end).run(arrivals, watching);
}

}  // namespace

base::Result<Report> simulate(const Input& input, const Settings& settings, const Watching& watching) {
  const auto shape = shape_from_text(input.arrivals);
  if (!shape) return tl::unexpected(shape.error());
  const auto period = period_of(settings, input.now);
  if (!period) return tl::unexpected(period.error());
  // The master key guards what comes later, too: it is never made from a seed.
  const auto key = input.location.folder / "master.key";
  if (!std::filesystem::exists(key)) return base::refuse("master_key_missing", {{"file", key.string()}});
  SeededWorld world(seed_for(settings.seed, input.head));
  world.clock().set(period->from);
  app::RecordOptions options;
  options.location = input.location;
  options.location.existing_only = true;
  options.writer.accept_clock_jump = true;  // this clock jumps by its nature
  const auto record = app::Record::open(options, world.clock(), world);
  if (!record) return tl::unexpected(record.error());
  if (auto fits = check_record(**record, *period); !fits) return tl::unexpected(fits.error());
  if ((*record)->catalog()->points().empty()) {
    if (auto loaded = app::import_shipped(**record, input.shipped); !loaded) return tl::unexpected(loaded.error());
  }
  return carry_out(**record, world, *shape, settings, *period, watching);
}

}  // namespace simulation
