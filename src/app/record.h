// The record as the use cases hold it: the store with its live boards, the one writer, and what follows the journal in
// memory (the catalogue and the accounts). Built once by `main`; shared by all threads.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "app/accounts.h"
#include "app/recent_intakes.h"
#include "app/throttle.h"
#include "base/environment.h"
#include "base/result.h"
#include "boards/applicants.h"
#include "boards/directions.h"
#include "boards/dossiers.h"
#include "catalog/catalog.h"
#include "catalog/search.h"
#include "dossier/reception.h"
#include "store/store.h"
#include "store/writer.h"

namespace app {

// What no verified source fixes ([K] and [I] of domain.md), read from the configuration.
struct CenterSettings {
  dossier::ReceptionSettings reception;
  rights::OccurredLimits occurred;
  int duplicate_days = 90;  // how far back a dossier of the same person and procedure is a possible duplicate
  std::string hotline = "1900 1009";
  std::string template_version = "03/2025";
  ThrottleSettings passwords;  // per login
  ThrottleSettings secrets;    // per code and address
  // Per address, over all codes: whoever tries them one after another. Far above what a busy office's people mistype.
  ThrottleSettings lookups{.free_tries = 100,
                           .first_wait = std::chrono::seconds(1),
                           .longest_wait = std::chrono::seconds(10),
                           .forgotten_after = std::chrono::hours(1)};
  // Per account: identity numbers looked up at the desk that nobody has given before. An officer who meets a new person
  // a minute never waits; who tries numbers one after another comes to six a minute, and is in the read log.
  ThrottleSettings numbers{.free_tries = 30,
                           .first_wait = std::chrono::seconds(1),
                           .longest_wait = std::chrono::seconds(10),
                           .forgotten_after = std::chrono::hours(1)};
  std::string public_url;  // before /tracking/… in the receipt's QR; empty: path only
};

struct Throttles {
  explicit Throttles(const CenterSettings& center)
      : passwords(center.passwords), secrets(center.secrets), lookups(center.lookups), numbers(center.numbers) {}
  Throttle passwords, secrets, lookups, numbers;
};

struct RecordOptions {
  store::Location location;
  store::WriterSettings writer;
  CenterSettings center;
};

class Record {
 public:
  // Opens, migrates, follows the journal to its head and starts the writer. Refuses what Store::open and Vault::open
  // do.
  static base::Result<std::unique_ptr<Record>> open(const RecordOptions& options, const base::Clock& clock,
                                                    base::RandomSource& random);
  ~Record();

  store::Store& store() { return *store_; }
  store::Writer& writer() { return *writer_; }
  const store::Vault& vault() const { return store_->vault(); }
  const base::Clock& clock() const { return clock_; }
  base::RandomSource& random() { return random_; }
  const CenterSettings& center() const { return center_; }
  Throttles& throttles() { return throttles_; }

  // The catalogue and the accounts as of the last commit.
  std::shared_ptr<const catalog::Catalog> catalog() const;
  std::shared_ptr<const Accounts> accounts() const;
  // The search index over the catalogue; built when the catalogue has changed or a day has begun.
  std::shared_ptr<const catalog::SearchIndex> search_index();
  // On the writer's thread, while a command decides: with what this batch has published.
  const catalog::Catalog& catalog_in_batch() const;
  const Accounts& accounts_in_batch() const;

  // On the writer's thread only.
  RecentIntakes& recent_intakes();

  std::string person_hash(std::string_view identity) const;
  using Otherwise = std::function<void(const base::Refusal&)>;
  // Runs later on a thread for answers, so that the writer's thread only commits. When the database fails under the
  // answer, `otherwise` is told commit_in_doubt: what was decided may stand.
  void answer_later(std::function<void()> work, Otherwise otherwise);
  // Runs later on one of the two threads for passwords, so that reads never wait for them; false: too many wait. When
  // the database fails under it, `otherwise` is told so.
  bool password_later(std::function<void()> work, Otherwise otherwise);

 private:
  struct Parts;
  Record(const RecordOptions& options, const base::Clock& clock, base::RandomSource& random);
  const base::Clock& clock_;
  base::RandomSource& random_;
  CenterSettings center_;
  Throttles throttles_;
  std::unique_ptr<Parts> parts_;
  std::shared_ptr<store::Store> store_;
  std::unique_ptr<store::Writer> writer_;
};

}  // namespace app
