// The least that a grouped-commit writer can do, to measure intake against: writes the rows that intakes left in one
// record into another, table by table, as many dossiers in one transaction as wait; no law, no sealing, no hashing.
//   bare_writer --from DIR [--from-database URL] --to DIR [--to-database URL] [--clients N]
// Prints {"dossiers", "seconds", "per_second", "p50_ms", "p99_ms", "batch"}. `to` must be what `from` was before.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <iostream>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "boards/applicants.h"
#include "boards/dossiers.h"
#include "store/engine.h"
#include "store/record.h"
#include "store/record_tables.h"

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kMostOfABatch = 400;

// The new rows of one table, by dossier.
struct Rows {
  store::Shape shape;
  std::map<std::string, std::vector<store::Row>> of;
};

std::vector<store::Row> all(store::Session& session, const store::Shape& shape) {
  return session.rows("SELECT " + store::column_list(shape.columns) + " FROM " + shape.table + " ORDER BY 1, 2", {},
                      store::types(shape.columns));
}

// The first two columns tell the rows of every table apart (the journal's are numbers).
std::string key_of(const store::Row& row) {
  const auto word = [&](std::size_t i) {
    return std::holds_alternative<std::int64_t>(row[i]) ? std::to_string(store::integer(row, i)) : store::text(row, i);
  };
  return word(0) + ' ' + word(1);
}

// The tables that an intake writes, and the column that names the dossier (a key's is that of what it seals).
std::vector<std::pair<store::Shape, std::size_t>> tables(store::Session& from) {
  static const boards::Dossiers kDossiers;
  static const boards::Applicants kApplicants;
  std::vector<std::pair<store::Shape, std::size_t>> found{{store::shape_of(store::kVaultItems), 1},
                                                          {store::shape_of(store::kJournal, 2), 2},
                                                          {store::shape_of(store::kStreams), 0},
                                                          {store::shape_of(store::kIdempotency, 2), 3}};
  for (store::Shape& board : store::live_shapes(from, {&kDossiers, &kApplicants})) found.emplace_back(board, 0);
  return found;
}

Rows new_rows(store::Session& from, store::Session& to, const store::Shape& shape,
              const std::function<std::string(const store::Row&)>& dossier_of) {
  std::set<std::string> before;
  for (const store::Row& row : all(to, shape)) before.insert(key_of(row));
  Rows made{shape, {}};
  for (store::Row& row : all(from, shape)) {
    if (before.contains(key_of(row))) continue;
    const std::string dossier = dossier_of(row);
    if (dossier.starts_with("dossier/")) made.of[dossier].push_back(std::move(row));
  }
  return made;
}

// In the order in which they may be written: items refer to keys.
std::vector<Rows> new_rows(store::Session& from, store::Session& to) {
  std::vector<Rows> found;
  for (const auto& [shape, column] : tables(from)) {
    found.push_back(new_rows(from, to, shape, [column](const store::Row& row) { return store::text(row, column); }));
  }
  constexpr std::size_t kKeyOfItem = 5;
  std::map<std::string, std::string> sealed_by;
  for (const auto& [dossier, items] : found.front().of) {
    for (const store::Row& item : items) sealed_by[store::text(item, kKeyOfItem)] = dossier;
  }
  found.insert(found.begin(), new_rows(from, to, store::shape_of(store::kVaultKeys),
                                       [&](const store::Row& row) { return sealed_by[store::text(row, 0)]; }));
  return found;
}

// Clients hand in dossiers one after another and wait for each; the writer commits all that wait at once.
class Bench {
 public:
  explicit Bench(const std::vector<Rows>& rows) : rows_(rows) {
    for (const auto& [dossier, board_rows] : rows.back().of) names_.push_back(dossier);
    dossiers_ = names_.size();
    done_.resize(dossiers_);
  }

  void client() {
    while (true) {
      std::unique_lock lock(mutex_);
      if (next_ == dossiers_) return;
      const std::size_t mine = next_++;
      const auto from = Clock::now();
      waiting_.push_back(mine);
      changed_.notify_all();
      changed_.wait(lock, [&] { return done_[mine]; });
      took_.push_back(Clock::now() - from);
    }
  }

  void write(store::Session& session) {
    std::int64_t position = 0;
    for (std::size_t written = 0; written < dossiers_;) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return !waiting_.empty(); });
      const std::size_t many = std::min(waiting_.size(), kMostOfABatch);
      const std::vector<std::size_t> batch(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(many));
      waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(many));
      lock.unlock();
      session.begin_write();
      for (const Rows& table : rows_) session.add(table.shape, rows_of(table, batch));
      session.put(store::shape_of(store::kSerials), {{std::string("bare"), static_cast<std::int64_t>(written + 1)}});
      session.run("UPDATE head SET position = :p1 WHERE journal = 1", {++position});
      session.commit();
      written += many;
      ++batches_;
      lock.lock();
      for (const std::size_t one : batch) done_[one] = true;
      changed_.notify_all();
    }
  }

  std::string report(std::chrono::duration<double> seconds) {
    std::ranges::sort(took_);
    const auto at = [&](double share) {
      const auto index = static_cast<std::size_t>(share * static_cast<double>(took_.size() - 1));
      return std::chrono::duration<double, std::milli>(took_[index]).count();
    };
    const auto many = static_cast<double>(dossiers_);
    return fmt::format(
        R"({{"dossiers":{},"seconds":{:.2f},"per_second":{:.0f},"p50_ms":{:.2f},"p99_ms":{:.2f},"batch":{:.1f}}})",
        dossiers_, seconds.count(), many / seconds.count(), at(0.5), at(0.99), many / static_cast<double>(batches_));
  }

 private:
  std::vector<store::Row> rows_of(const Rows& table, const std::vector<std::size_t>& batch) const {
    std::vector<store::Row> rows;
    for (const std::size_t one : batch) {
      if (const auto found = table.of.find(names_[one]); found != table.of.end()) {
        rows.insert(rows.end(), found->second.begin(), found->second.end());
      }
    }
    return rows;
  }

  const std::vector<Rows>& rows_;
  std::vector<std::string> names_;
  std::size_t dossiers_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t next_ = 0;
  std::vector<std::size_t> waiting_;
  std::vector<bool> done_;
  std::vector<Clock::duration> took_;
  std::size_t batches_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  CLI::App program("Writes the rows of intakes, and nothing else");
  store::Location from;
  store::Location to;
  std::size_t clients = 64;
  program.add_option("--from", from.folder)->required();
  program.add_option("--from-database", from.url);
  program.add_option("--to", to.folder)->required();
  program.add_option("--to-database", to.url);
  program.add_option("--clients", clients)->check(CLI::Range(1, 1024));
  CLI11_PARSE(program, argc, argv);
  const auto source = store::Database::at(from)->connect();
  const auto target = store::Database::at(to);
  const auto session = target->connect();
  const std::vector<Rows> rows = new_rows(*source, *session);
  if (rows.back().of.empty()) {
    std::cerr << "bare_writer: no dossier is new in the first record\n";
    return 1;
  }
  Bench bench(rows);
  const auto began = Clock::now();
  std::thread writer([&] { bench.write(*session); });
  std::vector<std::thread> running;
  for (std::size_t i = 0; i < clients; ++i) running.emplace_back([&bench] { bench.client(); });
  for (std::thread& thread : running) thread.join();
  writer.join();
  std::cout << bench.report(Clock::now() - began) << std::endl;
}
