#include "app/record.h"

#include <spdlog/spdlog.h>

#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <mutex>

namespace app {
namespace {

// A value that follows the journal: folded by the writer into a copy of its own, shown to readers at each commit.
template <class Value>
class Following final : public store::Follower {
 public:
  using Fold = std::function<void(Value&, const store::Event&)>;
  Following(std::vector<std::string> kinds, Fold fold)
      : kinds_(std::move(kinds)), fold_(std::move(fold)), shown_(std::make_shared<Value>()) {}

  const std::vector<std::string>& stream_kinds() const override { return kinds_; }

  void fold(const store::Event& event) override {
    if (!working_) working_ = std::make_shared<Value>(*shown());
    fold_(*working_, event);
  }

  void commit() override {
    if (!working_) return;
    const std::lock_guard lock(mutex_);
    shown_ = std::exchange(working_, nullptr);
  }

  void rollback() override { working_.reset(); }

  std::shared_ptr<const Value> shown() const {
    const std::lock_guard lock(mutex_);
    return shown_;
  }

  const Value& in_batch() const { return working_ ? *working_ : *shown_; }

 private:
  std::vector<std::string> kinds_;
  Fold fold_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Value> shown_;
  std::shared_ptr<Value> working_;
};

constexpr int kMostPasswordsWaiting = 512;

// A failure here (a read that the database could not do) ends this answer only.
void try_to_answer(const std::function<void()>& work, const std::function<void(const store::Failure&)>& otherwise) {
  try {
    work();
  } catch (const store::Failure& failure) {
    otherwise(failure);
  } catch (const std::exception& failure) {
    spdlog::error("an answer could not be made: {}", failure.what());
  }
}

std::vector<std::string> catalogue_kinds() {
  return {std::begin(catalog::kStreamKinds), std::end(catalog::kStreamKinds)};
}

}  // namespace

struct Record::Parts {
  Following<catalog::Catalog> catalog{catalogue_kinds(), [](catalog::Catalog& value, const store::Event& event) {
                                        value.fold(event.kind, event.version, event.at, event.payload);
                                      }};
  Following<Accounts> accounts{{"account"}, [](Accounts& value, const store::Event& event) {
                                 value.fold(event.stream, event.kind, event.payload);
                               }};
  boards::Dossiers dossiers;
  boards::Applicants applicants;
  boards::Directions directions;
  RecentIntakes recent_intakes;
  boost::asio::thread_pool answers{1};
  boost::asio::thread_pool passwords{2};
  std::atomic<int> passwords_waiting = 0;

  std::mutex index_mutex;
  std::shared_ptr<const catalog::SearchIndex> index;
  std::shared_ptr<const catalog::Catalog> indexed;
  base::LocalDate indexed_day;
};

Record::Record(const RecordOptions& options, const base::Clock& clock, base::RandomSource& random)
    : clock_(clock),
      random_(random),
      center_(options.center),
      throttles_(options.center),
      parts_(std::make_unique<Parts>()) {}

Record::~Record() {
  if (parts_) parts_->passwords.join();  // what they find out they still commit
  writer_.reset();                       // answers its commands first
  if (parts_) parts_->answers.join();
}

base::Result<std::unique_ptr<Record>> Record::open(const RecordOptions& options, const base::Clock& clock,
                                                   base::RandomSource& random) {
  std::unique_ptr<Record> record(new Record(options, clock, random));
  Parts& parts = *record->parts_;
  auto store =
      store::Store::open(options.location, {&parts.dossiers, &parts.applicants, &parts.directions}, clock, random);
  if (!store) return tl::unexpected(store.error());
  record->store_ = std::move(*store);
  record->writer_ =
      store::Writer::start(record->store_, {&parts.catalog, &parts.accounts}, clock, random, options.writer);
  return record;
}

std::shared_ptr<const catalog::Catalog> Record::catalog() const { return parts_->catalog.shown(); }
std::shared_ptr<const Accounts> Record::accounts() const { return parts_->accounts.shown(); }
const catalog::Catalog& Record::catalog_in_batch() const { return parts_->catalog.in_batch(); }
const Accounts& Record::accounts_in_batch() const { return parts_->accounts.in_batch(); }

std::shared_ptr<const catalog::SearchIndex> Record::search_index() {
  const auto now_shown = catalog();
  const base::LocalDate today = base::local_date(clock_.now());
  const std::lock_guard lock(parts_->index_mutex);
  if (parts_->indexed != now_shown || parts_->indexed_day != today) {
    parts_->index = std::make_shared<const catalog::SearchIndex>(*now_shown, today);
    parts_->indexed = now_shown;
    parts_->indexed_day = today;
  }
  return parts_->index;
}

RecentIntakes& Record::recent_intakes() { return parts_->recent_intakes; }

std::string Record::person_hash(std::string_view identity) const {
  return identity.empty() ? std::string() : vault().keyed_hash(boards::kPersonHash, identity);
}

void Record::answer_later(std::function<void()> work, Otherwise otherwise) {
  boost::asio::post(parts_->answers, [work = std::move(work), otherwise = std::move(otherwise)] {
    try_to_answer(work, [&otherwise](const store::Failure& failure) {
      otherwise({"commit_in_doubt", {{"cause", failure.what()}}, ""});
    });
  });
}

bool Record::password_later(std::function<void()> work, Otherwise otherwise) {
  std::atomic<int>& waiting = parts_->passwords_waiting;
  if (waiting.fetch_add(1) >= kMostPasswordsWaiting) {
    --waiting;
    return false;
  }
  boost::asio::post(parts_->passwords, [&waiting, work = std::move(work), otherwise = std::move(otherwise)] {
    --waiting;
    try_to_answer(work, [&otherwise](const store::Failure& failure) { otherwise(store::refusal_of(failure)); });
  });
  return true;
}

}  // namespace app
