#include "app/look.h"

#include <sodium.h>

#include <algorithm>

#include "app/act.h"
#include "app/commit.h"
#include "store/plain_tables.h"

namespace app {
namespace {

base::LocalDate today(const Record& record) { return base::local_date(record.clock().now()); }

base::Result<DossierFile> load(Record& record, std::string_view code) {
  const auto read = record.store().read();
  const auto found = boards::find_dossier(*read, code);
  if (!found) return base::refuse("not_found");
  DossierFile file{found->stream, {}, read->stream(found->stream)};
  file.state = fold(file.events);
  return file;
}

// Words that were sealed as JSON; null when they were erased.
base::Json words_of(store::Read& read, std::string_view item) {
  const std::string text = read.plaintext(item);
  if (text.empty()) return {};
  auto words = base::parse_json(text);
  if (!words) throw store::Corrupt("a vault item is not JSON: " + std::string(item));
  return std::move(*words);
}

// Secrets are compared in constant time and without regard to case: people read them off paper.
bool same_secret(std::string_view given, const std::string& kept) {
  std::string upper(given);
  std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return !kept.empty() && upper.size() == kept.size() && sodium_memcmp(upper.data(), kept.data(), kept.size()) == 0;
}

base::Done log_read(Record& record, const rights::Actor& actor, const rights::Right& right, std::string_view purpose,
                    const std::string& stream, std::string_view what) {
  const base::Instant now = record.clock().now();
  const std::string id = base::uuid7(now, record.random());
  return commit_and_wait<std::monostate>(record.writer(), {}, [&](store::Batch& batch) -> base::Done {
    batch.put(store::kReadLog,
              {id, base::to_micros(batch.at()), actor.account, std::string(rights::to_text(right.role)), right.unit,
               std::string(purpose), stream, std::string(what)});
    return std::monostate{};
  });
}

}  // namespace

base::Result<DossierFile> look_at_dossier(Record& record, const rights::Actor& actor, std::string_view code) {
  auto file = load(record, code);
  if (!file) return file;
  if (auto right = rights::may_see(actor, file->state, today(record)); !right) return tl::unexpected(right.error());
  return file;
}

base::Result<Particulars> look_at_particulars(Record& record, const rights::Actor& actor, std::string_view code,
                                              std::string_view purpose) {
  const auto file = load(record, code);
  if (!file) return tl::unexpected(file.error());
  const auto right = rights::may_see_particulars(actor, file->state, purpose, today(record));
  if (!right) return tl::unexpected(right.error());
  if (auto logged = log_read(record, actor, *right, purpose, file->stream, "particulars"); !logged) {
    return tl::unexpected(logged.error());
  }
  return Particulars{words_of(*record.store().read(), file->state.particulars)};
}

base::Result<Tracked> track(Record& record, std::string_view code, std::optional<std::string_view> secret) {
  const auto read = record.store().read();
  const auto found = boards::find_dossier(*read, code);
  if (!found) return base::refuse("not_found");
  Tracked tracked;
  tracked.state = found->state;
  if (!secret) return tracked;
  if (!same_secret(*secret, read->plaintext(found->state.secret))) return base::refuse("secret_wrong", {}, "secret");
  tracked.personal = true;
  tracked.events = read->stream(found->stream);
  tracked.state = fold(tracked.events);
  tracked.particulars = words_of(*read, tracked.state.particulars);
  for (const auto& result : tracked.state.results) tracked.results.push_back(words_of(*read, result.id));
  for (const store::Event& event : tracked.events) {
    if (const base::Json* reason = event.payload.find("reason")) {
      tracked.reason = read->plaintext(reason->text("item"));
      tracked.basis = event.payload.text("basis");
    }
  }
  return tracked;
}

}  // namespace app
