#include "app/import_catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "app/commit.h"
#include "app/publish_procedure.h"
#include "catalog/agency_seed.h"
#include "catalog/overlay.h"
#include "catalog/procedure_import.h"

namespace app {
namespace {

constexpr std::size_t kPortion = 200;  // lines in one transaction

struct Progress {
  const ImportListener& listener;
  ImportSummary summary;
  std::int64_t of = 0;

  void report(const ImportFile& file, int line, std::string_view code, const catalog::ImportProblem& problem) {
    ++summary.problems[problem.code];
    if (listener.report) listener.report(catalog::report_line(file.name, line, code, problem));
  }

  void refused(const ImportFile& file, int line, std::string_view code, const base::Refusal& refusal) {
    ++summary.refused;
    if (listener.refused) {
      const std::string place = fmt::format("{}:{}", file.name, line);
      listener.refused({refusal.code, refusal.facts, refusal.where.empty() ? place : place + " " + refusal.where});
    }
    std::string detail = refusal.where;
    for (const auto& [name, value] : refusal.facts) detail += (detail.empty() ? "" : " ") + name + "=" + value;
    report(file, line, code, {refusal.code, detail});
  }

  void portion_done(std::size_t lines) {
    summary.lines += static_cast<std::int64_t>(lines);
    if (listener.progress) listener.progress(summary.lines, of);
  }
};

std::int64_t count_lines(const std::vector<ImportFile>& files) {
  std::int64_t lines = 0;
  for (const ImportFile& file : files) lines += static_cast<std::int64_t>(lines_of(file).size());
  return lines;
}

// Gives the lines of all files in portions to `read` (which parses and reports) and then `append` in one transaction.
template <class Item>
base::Result<ImportSummary> in_portions(
    Record& record, const std::vector<ImportFile>& files, const ImportListener& listener,
    const std::function<std::optional<Item>(const ImportFile&, const ImportLine&, Progress&)>& read,
    const std::function<void(store::Batch&, const Item&, ImportSummary&)>& append) {
  Progress progress{listener, {}, count_lines(files)};
  for (const ImportFile& file : files) {
    const auto lines = lines_of(file);
    for (std::size_t from = 0; from < lines.size(); from += kPortion) {
      const std::size_t to = std::min(from + kPortion, lines.size());
      std::vector<Item> items;
      for (std::size_t i = from; i < to; ++i) {
        if (auto item = read(file, lines[i], progress)) items.push_back(std::move(*item));
      }
      auto done =
          commit_and_wait<ImportSummary>(record.writer(), {}, [&](store::Batch& batch) -> base::Result<ImportSummary> {
            ImportSummary counted;
            for (const Item& item : items) append(batch, item, counted);
            return counted;
          });
      if (!done) return tl::unexpected(done.error());
      progress.summary.published += done->published;
      progress.summary.unchanged += done->unchanged;
      progress.summary.rule_sets += done->rule_sets;
      progress.portion_done(to - from);
    }
  }
  return progress.summary;
}

base::Json import_actor() { return system_actor("import"); }

void count(ImportSummary& summary, bool is_new) { ++(is_new ? summary.published : summary.unchanged); }

// ---- procedures

std::optional<catalog::ProcedureVersion> read_procedure(const ImportFile& file, const ImportLine& line,
                                                        Progress& progress) {
  auto imported = catalog::import_procedure(line.text);
  if (!imported) {
    progress.refused(file, line.number, "", imported.error());
    return std::nullopt;
  }
  for (const auto& problem : imported->problems) {
    progress.report(file, line.number, imported->procedure.code, problem);
  }
  return std::move(imported->procedure);
}

void append_procedure(Record& record, store::Batch& batch, const catalog::ProcedureVersion& version,
                      ImportSummary& summary) {
  const catalog::Catalog& catalog = record.catalog_in_batch();
  count(summary, append_version(batch, catalog, version, import_actor(), "").is_new);
  std::int64_t rules_version = 0;
  if (catalog.rules(version.code, &rules_version) != nullptr) return;
  const auto rules = catalog::seed_rules(version);
  if (!rules.empty() && append_rules(batch, record.catalog_in_batch(), version.code, rules, import_actor(), "")) {
    ++summary.rule_sets;
  }
}

// ---- overlay

std::optional<catalog::Overlay> read_overlay(const ImportFile& file, const ImportLine& line, Progress& progress) {
  const auto json = base::parse_json(line.text);
  auto overlay = json ? catalog::overlay_from_json(*json) : tl::unexpected(json.error());
  if (overlay) return std::move(*overlay);
  progress.refused(file, line.number, json ? json->text("code") : std::string(), overlay.error());
  return std::nullopt;
}

// The newest version that is a record and not itself made by an overlay or a controller.
const catalog::ProcedureVersion* record_below(const catalog::Catalog& catalog, const std::string& code) {
  const catalog::ProcedureVersion* found = nullptr;
  if (const auto* versions = catalog.versions(code)) {
    for (const auto& published : *versions) {
      const std::string& source = published->procedure.source;
      if (source != "overlay-hanoi" && source != "controller") found = &published->procedure;
    }
  }
  return found;
}

struct Laid {
  catalog::ProcedureVersion version;
  std::vector<catalog::CompetenceRule> rules;
};

std::optional<Laid> lay_over(Record& record, const ImportFile& file, const ImportLine& line, Progress& progress) {
  auto overlay = read_overlay(file, line, progress);
  if (!overlay) return std::nullopt;
  const auto catalog = record.catalog();
  const auto* below = record_below(*catalog, overlay->code);
  auto version = below == nullptr ? base::refuse("overlay_procedure_unknown", {{"procedure", overlay->code}})
                                  : catalog::apply(*overlay, *below);
  if (version) return Laid{std::move(*version), std::move(overlay->rules)};
  progress.refused(file, line.number, overlay->code, version.error());
  return std::nullopt;
}

// A controller's rules are not undone by laying the same overlay again.
bool ruled_before(store::Batch& batch, const std::string& code, const std::vector<catalog::CompetenceRule>& rules) {
  base::JsonArray wanted;
  for (const auto& rule : rules) wanted.push_back(catalog::to_json(rule));
  return std::ranges::any_of(batch.events(catalog::stream_of("competence", code)),
                             [&](const store::Event& event) { return event.payload.list("rules") == wanted; });
}

// ---- units, points, areas, serves

struct Dated {
  std::string_view stream_kind;
  std::string key;
  std::string_view event;
  base::Json payload;
};

template <class Value>
base::Result<Dated> dated(std::string_view kind, std::string_view event, const base::Result<Value>& value,
                          const std::string& key) {
  if (!value) return tl::unexpected(value.error());
  return Dated{kind, key, event, catalog::to_json(*value)};
}

base::Result<Dated> dated_from_json(DatedKind kind, const base::Json& json) {
  switch (kind) {
    case DatedKind::kUnits:
      return dated("unit", "UnitPublished", catalog::unit_from_json(json), json.text("id"));
    case DatedKind::kPoints:
      return dated("point", "PointPublished", catalog::point_from_json(json), json.text("id"));
    case DatedKind::kAreas:
      return dated("area", "AreaPublished", catalog::area_from_json(json), json.text("unit"));
    case DatedKind::kServes:
      return dated("serves", "ServesPublished", catalog::serves_from_json(json), json.text("id"));
  }
  throw std::logic_error("a kind of dated data that is none");
}

base::Result<Dated> of_known_units(const catalog::Catalog& catalog, base::Result<Dated> item) {
  if (!item || item->stream_kind == "unit") return item;
  for (const char* member : {"unit", "area_unit"}) {
    const std::string unit = item->payload.text(member);
    if (!unit.empty() && catalog.unit(unit) == nullptr) {
      return base::refuse("unit_unknown", {{"unit", unit}}, std::string("/") + member);
    }
  }
  return item;
}

std::optional<Dated> read_dated(Record& record, DatedKind kind, const ImportFile& file, const ImportLine& line,
                                Progress& progress) {
  const auto json = base::parse_json(line.text, {.bytes = 8 << 20, .depth = 32});
  auto item = json ? of_known_units(*record.catalog(), dated_from_json(kind, *json)) : tl::unexpected(json.error());
  if (item) return std::move(*item);
  progress.refused(file, line.number, "", item.error());
  return std::nullopt;
}

bool publish_if_new(store::Batch& batch, const Dated& item, SaidAlready already) {
  const std::string stream = catalog::stream_of(item.stream_kind, item.key);
  const auto& events = batch.events(stream);
  const auto same = [&](const store::Event& event) { return event.payload == item.payload; };
  if (already == SaidAlready::kEver ? std::ranges::any_of(events, same) : !events.empty() && same(events.back())) {
    return false;
  }
  batch.append({stream, std::string(item.event), 1, {}, {}, import_actor(), "", item.payload});
  return true;
}

base::Result<base::Json> calendar_payload(const ImportFile& file) {
  const auto json = base::parse_json(file.bytes, {.bytes = 8 << 20, .depth = 32});
  const auto calendar = json ? calendar::calendar_from_json(*json) : tl::unexpected(json.error());
  if (calendar) return calendar::to_json(*calendar);
  return base::refuse(calendar.error().code, calendar.error().facts, file.name + " " + calendar.error().where);
}

}  // namespace

base::Result<ImportSummary> import_procedures(Record& record, const std::vector<ImportFile>& files,
                                              const ImportListener& listener) {
  return in_portions<catalog::ProcedureVersion>(
      record, files, listener, read_procedure,
      [&record](store::Batch& batch, const catalog::ProcedureVersion& version, ImportSummary& summary) {
        append_procedure(record, batch, version, summary);
      });
}

base::Result<ImportSummary> import_overlay(Record& record, const std::vector<ImportFile>& files,
                                           const ImportListener& listener) {
  return in_portions<Laid>(
      record, files, listener,
      [&record](const ImportFile& file, const ImportLine& line, Progress& progress) {
        return lay_over(record, file, line, progress);
      },
      [&record](store::Batch& batch, const Laid& laid, ImportSummary& summary) {
        const catalog::Catalog& catalog = record.catalog_in_batch();
        count(summary, append_version(batch, catalog, laid.version, import_actor(), "").is_new);
        if (!ruled_before(batch, laid.version.code, laid.rules) &&
            append_rules(batch, record.catalog_in_batch(), laid.version.code, laid.rules, import_actor(), "")) {
          ++summary.rule_sets;
        }
      });
}

base::Result<ImportSummary> import_dated(Record& record, DatedKind kind, const std::vector<ImportFile>& files,
                                         const ImportListener& listener, SaidAlready already) {
  return in_portions<Dated>(
      record, files, listener,
      [&record, kind](const ImportFile& file, const ImportLine& line, Progress& progress) {
        return read_dated(record, kind, file, line, progress);
      },
      [already](store::Batch& batch, const Dated& item, ImportSummary& summary) {
        count(summary, publish_if_new(batch, item, already));
      });
}

base::Result<ImportSummary> import_calendar(Record& record, const ImportFile& file, SaidAlready already) {
  const auto payload = calendar_payload(file);
  if (!payload) return tl::unexpected(payload.error());
  const Dated item{"calendar", "hanoi", "CalendarPublished", *payload};
  return commit_and_wait<ImportSummary>(record.writer(), {}, [&](store::Batch& batch) -> base::Result<ImportSummary> {
    ImportSummary summary;
    summary.lines = 1;
    count(summary, publish_if_new(batch, item, already));
    return summary;
  });
}

}  // namespace app
