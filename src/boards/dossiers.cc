#include "boards/dossiers.h"

#include <fmt/format.h>

#include <charconv>

namespace boards {
namespace {

using base::Instant;
using dossier::State;
using store::ColumnType;
using store::Row;
using store::Value;

// The columns in order; reading and writing a row below follow it.
const std::vector<store::Column>& columns() {
  static const std::vector<store::Column> kAll = {{"stream"},
                                                  {"code"},
                                                  {"submission"},
                                                  {"procedure_code"},
                                                  {"case_id"},
                                                  {"channel"},
                                                  {"point"},
                                                  {"receiving_unit"},
                                                  {"competent_unit"},
                                                  {"deciding_unit"},
                                                  {"accountable_unit"},
                                                  {"handler"},
                                                  {"received_by"},
                                                  {"master_system"},
                                                  {"publicity"},
                                                  {"calendar_version"},
                                                  {"particulars_item"},
                                                  {"secret_item"},
                                                  {"results"},
                                                  {"version", ColumnType::kInteger},
                                                  {"stage", ColumnType::kInteger},
                                                  {"national", ColumnType::kInteger},
                                                  {"outcome", ColumnType::kInteger},
                                                  {"flags", ColumnType::kInteger},
                                                  {"is_open", ColumnType::kInteger},
                                                  {"work_due", ColumnType::kInteger},
                                                  {"submitted_at", ColumnType::kInteger},
                                                  {"reception_due", ColumnType::kInteger},
                                                  {"received_at", ColumnType::kInteger},
                                                  {"handed_over_at", ColumnType::kInteger},
                                                  {"decided_at", ColumnType::kInteger},
                                                  {"released_at", ColumnType::kInteger},
                                                  {"delivered_at", ColumnType::kInteger},
                                                  {"statutory_due", ColumnType::kInteger},
                                                  {"promised_due", ColumnType::kInteger},
                                                  {"procedure_version", ColumnType::kInteger}};
  return kAll;
}

constexpr std::int64_t kNoneDue = (std::int64_t{1} << 53) - 1;  // sorts last
constexpr std::int64_t kBoundaryFree = 1;
constexpr std::int64_t kSameOfficer = 2;
constexpr std::int64_t kSimulated = 4;

Value micros(const std::optional<Instant>& at) { return at ? Value(base::to_micros(*at)) : Value(nullptr); }

std::optional<Instant> instant(const Row& row, std::size_t column) {
  if (store::is_null(row, column)) return std::nullopt;
  return base::instant_from_micros(store::integer(row, column));
}

std::string results_text(const State& state) {
  base::JsonArray results;
  for (const auto& result : state.results) {
    base::Json one = base::Json()
                         .set("item", result.id)
                         .set("kind", result.kind)
                         .set("released_at", base::to_micros(result.released_at));
    if (result.delivered_at) one.set("delivered_at", base::to_micros(*result.delivered_at));
    results.push_back(std::move(one));
  }
  return base::canonical_json(results);
}

std::vector<dossier::ResultItem> results_from_text(const std::string& text) {
  std::vector<dossier::ResultItem> results;
  const auto parsed = base::parse_json(text);
  if (!parsed) throw store::Corrupt("board dossiers: results are not JSON");
  for (const base::Json& one : parsed->array()) {
    dossier::ResultItem result{
        one.text("item"), one.text("kind"), base::instant_from_micros(one.number("released_at")), {}};
    if (one.find("delivered_at") != nullptr)
      result.delivered_at = base::instant_from_micros(one.number("delivered_at"));
    results.push_back(std::move(result));
  }
  return results;
}

// What the unit's worklist is ordered by: the step's own limit, the law's, else the promise.
std::int64_t work_due(const State& state) {
  const auto& due = state.stage == dossier::Stage::kSubmitted ? state.reception_due
                    : state.statutory_due                     ? state.statutory_due
                                                              : state.promised_due;
  return due ? base::to_micros(*due) : kNoneDue;
}

Row to_row(const std::string& stream, const State& state) {
  const std::int64_t flags = (state.boundary_free ? kBoundaryFree : 0) |
                             (state.same_officer_may_decide ? kSameOfficer : 0) | (state.simulated ? kSimulated : 0);
  return {stream,
          state.code,
          state.submission,
          state.procedure,
          state.case_id,
          state.channel,
          state.point,
          state.receiving_unit,
          state.competent_unit,
          state.deciding_unit,
          state.accountable_unit,
          state.handler,
          state.received_by,
          state.master_system,
          state.publicity,
          state.calendar_version,
          state.particulars,
          state.secret,
          results_text(state),
          state.version,
          std::int64_t{static_cast<int>(state.stage)},
          std::int64_t{dossier::national_state(state)},
          std::int64_t{static_cast<int>(state.outcome)},
          flags,
          std::int64_t{dossier::is_open(state) ? 1 : 0},
          work_due(state),
          micros(state.submitted_at),
          micros(state.reception_due),
          micros(state.received_at),
          micros(state.handed_over_at),
          micros(state.decided_at),
          micros(state.released_at),
          micros(state.delivered_at),
          micros(state.statutory_due),
          micros(state.promised_due),
          state.procedure_version};
}

State from_row(const Row& row) {
  State state;
  std::size_t at = 1;
  for (std::string* member : {&state.code, &state.submission, &state.procedure, &state.case_id, &state.channel,
                              &state.point, &state.receiving_unit, &state.competent_unit, &state.deciding_unit,
                              &state.accountable_unit, &state.handler, &state.received_by, &state.master_system,
                              &state.publicity, &state.calendar_version, &state.particulars, &state.secret}) {
    *member = store::text(row, at++);
  }
  state.results = results_from_text(store::text(row, at++));
  state.version = store::integer(row, at++);
  state.stage = static_cast<dossier::Stage>(store::integer(row, at++));
  ++at;  // national is read off the stage
  state.outcome = static_cast<dossier::Outcome>(store::integer(row, at++));
  const std::int64_t flags = store::integer(row, at++);
  state.boundary_free = (flags & kBoundaryFree) != 0;
  state.same_officer_may_decide = (flags & kSameOfficer) != 0;
  state.simulated = (flags & kSimulated) != 0;
  at += 2;  // is_open and work_due are derived
  for (std::optional<Instant>* member :
       {&state.submitted_at, &state.reception_due, &state.received_at, &state.handed_over_at, &state.decided_at,
        &state.released_at, &state.delivered_at, &state.statutory_due, &state.promised_due}) {
    *member = instant(row, at++);
  }
  state.procedure_version = store::integer(row, at);
  return state;
}

std::vector<ColumnType> types() {
  std::vector<ColumnType> all;
  for (const auto& column : columns()) all.push_back(column.type);
  return all;
}

std::string column_list() {
  std::string list;
  for (const auto& column : columns()) list += (list.empty() ? "" : ", ") + column.name;
  return list;
}

std::vector<DossierRow> query(store::Read& read, const std::string& rest, const std::vector<Value>& parameters) {
  static const std::string kSelect = "SELECT " + column_list() + " FROM {dossiers} ";
  static const std::vector<ColumnType> kColumnTypes = types();
  std::vector<DossierRow> found;
  for (const Row& row : read.rows(kSelect + rest, parameters, kColumnTypes)) {
    found.push_back({store::text(row, 0), from_row(row)});
  }
  return found;
}

// A cursor is the sort key and the stream of the last row shown, so that inserts in between neither repeat nor hide
// rows.
struct Cursor {
  std::int64_t sort = 0;
  std::string stream;
};

base::Result<Cursor> read_cursor(std::string_view text) {
  Cursor cursor;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), cursor.sort);
  const std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
  if (error != std::errc() || !rest.starts_with('~') || rest.size() > 80) {
    return base::refuse("cursor_malformed", {}, "after");
  }
  cursor.stream = "dossier/" + std::string(rest.substr(1));
  return cursor;
}

std::string write_cursor(std::int64_t sort, std::string_view stream) {
  return fmt::format("{}~{}", sort, stream.substr(stream.find('/') + 1));
}

Page page_of(std::vector<DossierRow> rows, int most, std::int64_t (*sort)(const State&)) {
  Page page{std::move(rows), {}};
  if (page.rows.size() > static_cast<std::size_t>(most)) {
    page.rows.pop_back();
    page.next = write_cursor(sort(page.rows.back().state), page.rows.back().stream);
  }
  return page;
}

// A condition that grows, with the values that stand in it as :p1, :p2, …
struct Condition {
  explicit Condition(std::string begun) : text(std::move(begun)) {}
  std::string value(Value one) {
    values.push_back(std::move(one));
    return ":p" + std::to_string(values.size());
  }
  std::string text;
  std::vector<Value> values;
};

std::string part_text(const rights::Sight::Part& part, std::string_view unit, Condition& where) {
  std::string text = "(1 = 1";
  if (part.of == rights::Sight::Of::kReceivedThere) {
    text += " AND receiving_unit = " + where.value(std::string(unit));
    if (!part.point.empty()) text += " AND point = " + where.value(part.point);
  }
  if (part.of == rights::Sight::Of::kDecidedThere) {
    text += " AND (deciding_unit = " + where.value(std::string(unit));
    text += " OR competent_unit = " + where.value(std::string(unit)) + ")";
  }
  std::string procedures;
  for (const std::string& procedure : part.procedures) {
    procedures += (procedures.empty() ? "" : ", ") + where.value(procedure);
  }
  if (!procedures.empty()) text += " AND procedure_code IN (" + procedures + ")";
  return text + ")";
}

// dossier::is_late of an open dossier: a result that is out stopped the clock. None due is later than any instant.
std::string late_text(Condition& where, Instant now) {
  return "COALESCE(released_at, " + where.value(base::to_micros(now)) + ") > work_due";
}

Condition worklist(std::string_view unit, const rights::Sight& sight, const WorklistPart& wanted, Instant now) {
  Condition where("is_open = 1 AND accountable_unit = ");
  where.text += where.value(std::string(unit));
  std::string parts;
  for (const auto& part : sight.parts) parts += (parts.empty() ? "" : " OR ") + part_text(part, unit, where);
  where.text += parts.empty() ? " AND 1 = 0" : " AND (" + parts + ")";
  if (wanted.national_state != 0) where.text += " AND national = " + where.value(std::int64_t{wanted.national_state});
  if (wanted.late) where.text += std::string(*wanted.late ? " AND " : " AND NOT ") + "(" + late_text(where, now) + ")";
  return where;
}

std::string listed(const std::vector<std::string>& codes, Condition& where) {
  std::string text;
  for (const std::string& code : codes) text += (text.empty() ? "" : ", ") + where.value(code);
  return text;
}

// The same as dossier::is_late for what has been received, in SQL.
void add_late(Condition& where, bool late, Instant now) {
  const std::string due = "COALESCE(statutory_due, promised_due)";
  const std::string until = "COALESCE(released_at, " + where.value(base::to_micros(now)) + ")";
  where.text += late ? " AND " + until + " > " + due : " AND (" + due + " IS NULL OR " + until + " <= " + due + ")";
}

Condition registered(const RegisterFilter& filter) {
  Condition where("publicity = 'full' AND received_at IS NOT NULL");
  if (!filter.unit.empty()) {
    where.text += " AND (competent_unit = " + where.value(filter.unit);
    where.text += " OR receiving_unit = " + where.value(filter.unit) + ")";
  }
  if (filter.procedures) where.text += " AND procedure_code IN (" + listed(*filter.procedures, where) + ")";
  if (filter.from) where.text += " AND received_at >= " + where.value(base::to_micros(*filter.from));
  if (filter.until) where.text += " AND received_at < " + where.value(base::to_micros(*filter.until));
  if (filter.national_state != 0) {
    where.text += " AND national = " + where.value(std::int64_t{filter.national_state});
  }
  if (filter.late) add_late(where, *filter.late, filter.now);
  return where;
}

std::int64_t received_sort(const State& state) { return base::to_micros(*state.received_at); }

}  // namespace

const store::Table& Dossiers::table() const {
  static const store::Table kTable{
      .name = "dossiers",
      .version = 2,
      .columns = columns(),
      .indexes = {{"code", "code", "code <> ''"},
                  {"submission", "submission", "submission <> ''"},
                  {"work", "accountable_unit, work_due, stream", "is_open = 1"},
                  {"desk", "point, received_at, procedure_code, received_by", "received_at IS NOT NULL"},
                  {"register", "received_at, stream", "publicity = 'full' AND received_at IS NOT NULL"},
                  {"register_unit", "competent_unit, received_at, stream",
                   "publicity = 'full' AND received_at IS NOT NULL"},
                  {"register_point", "receiving_unit, received_at, stream",
                   "publicity = 'full' AND received_at IS NOT NULL"},
                  {"register_procedure", "procedure_code, received_at, stream",
                   "publicity = 'full' AND received_at IS NOT NULL"}},
      .retention = "As long as the journal: folded from it, rebuilt at will.",
      .redaction = "none: persons are named by vault items only"};
  return kTable;
}

std::optional<std::string> Dossiers::key(const store::Event& event) const {
  if (store::stream_kind(event.stream) != "dossier" || event.kind == "ItemErased") return std::nullopt;
  return event.stream;
}

store::Board::Folded Dossiers::fold(const store::Event& event, const std::optional<Row>& current,
                                    const store::Words&) const {
  State state = current ? from_row(*current) : State();
  state = dossier::evolve(std::move(state), event.kind, event.payload, {event.legal_instant(), event.at},
                          event.actor.text("account"));
  return {Folded::Do::kPut, to_row(event.stream, state)};
}

std::optional<DossierRow> find_dossier(store::Read& read, std::string_view code_or_submission) {
  if (code_or_submission.empty()) return std::nullopt;
  auto found = query(read, "WHERE code = :p1 AND code <> ''", {std::string(code_or_submission)});
  if (found.empty())
    found = query(read, "WHERE submission = :p1 AND submission <> ''", {std::string(code_or_submission)});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

base::Result<Page> register_page(store::Read& read, const RegisterFilter& filter, std::string_view after, int most) {
  if (filter.procedures && filter.procedures->empty()) return Page{};
  Condition where = registered(filter);
  if (!after.empty()) {
    const auto cursor = read_cursor(after);
    if (!cursor) return tl::unexpected(cursor.error());
    where.text += " AND (received_at < " + where.value(cursor->sort);
    where.text += " OR (received_at = " + where.value(cursor->sort);
    where.text += " AND stream < " + where.value(cursor->stream) + "))";
  }
  where.text += " ORDER BY received_at DESC, stream DESC LIMIT " + where.value(std::int64_t{most + 1});
  return page_of(query(read, "WHERE " + where.text, where.values), most, received_sort);
}

base::Result<Page> worklist_page(store::Read& read, std::string_view unit, const rights::Sight& sight,
                                 const WorklistPart& part, base::Instant now, std::string_view after, int most) {
  Condition where = worklist(unit, sight, part, now);
  if (!after.empty()) {
    const auto cursor = read_cursor(after);
    if (!cursor) return tl::unexpected(cursor.error());
    where.text += " AND (work_due > " + where.value(cursor->sort);
    where.text += " OR (work_due = " + where.value(cursor->sort);
    where.text += " AND stream > " + where.value(cursor->stream) + "))";
  }
  where.text += " ORDER BY work_due, stream LIMIT " + where.value(std::int64_t{most + 1});
  return page_of(query(read, "WHERE " + where.text, where.values), most, work_due);
}

WorklistCounts worklist_counts(store::Read& read, std::string_view unit, const rights::Sight& sight,
                               const WorklistPart& part, base::Instant now) {
  const Instant midnight = base::at_local(base::local_date(now), 24 * 60);
  Condition where = worklist(unit, sight, part, now);
  const std::string late = late_text(where, now);
  const std::string from = where.value(base::to_micros(now));
  const std::string until = where.value(base::to_micros(midnight));
  const auto rows =
      read.rows(fmt::format("SELECT COUNT(*), COALESCE(SUM(CASE WHEN {} THEN 1 ELSE 0 END), 0),"
                            " COALESCE(SUM(CASE WHEN work_due >= {} AND work_due < {} THEN 1 ELSE 0 END), 0)"
                            " FROM {{dossiers}} WHERE {}",
                            late, from, until, where.text),
                where.values, {ColumnType::kInteger, ColumnType::kInteger, ColumnType::kInteger});
  const Row& row = rows.front();
  return {store::integer(row, 0), store::integer(row, 1), store::integer(row, 2)};
}

bool holds_real_dossier(store::Read& read) {
  const std::string sql = fmt::format("SELECT 1 FROM {{dossiers}} WHERE (flags & {}) = 0 LIMIT 1", kSimulated);
  return !read.rows(sql, {}, {ColumnType::kInteger}).empty();
}

}  // namespace boards
