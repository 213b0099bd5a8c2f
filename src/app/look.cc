#include "app/look.h"

#include <sodium.h>

#include <algorithm>

#include "app/act.h"
#include "app/commit.h"
#include "app/facts.h"
#include "app/read_log.h"
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
  auto words = base::parse_json(text, store::kKept);
  if (!words) throw store::Corrupt("a vault item is not JSON: " + std::string(item));
  return std::move(*words);
}

// Secrets are compared in constant time and without regard to case: people read them off paper.
bool same_secret(std::string_view given, const std::string& kept) {
  std::string upper(given);
  std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return !kept.empty() && upper.size() == kept.size() && sodium_memcmp(upper.data(), kept.data(), kept.size()) == 0;
}

// Counts wrong secrets per code and address, and wrong codes and secrets per address.
class Guesser {
 public:
  Guesser(Record& record, std::string_view code, const std::string& address)
      : throttles_(record.throttles()), now_(record.clock().steady()), address_(network_of(address)) {
    pair_ = std::string(code) + " " + address_;
  }

  base::Done may_try(bool with_secret) const {
    const auto lookup = throttles_.lookups.wait(address_, now_);
    const auto wait = with_secret ? std::max(lookup, throttles_.secrets.wait(pair_, now_)) : lookup;
    if (wait.count() == 0) return std::monostate{};
    return base::refuse("too_many_tries", {{"seconds", std::to_string(wait.count())}});
  }

  tl::unexpected<base::Refusal> wrong(tl::unexpected<base::Refusal> refusal, bool secret) const {
    throttles_.lookups.wrong(address_, now_);
    if (secret) throttles_.secrets.wrong(pair_, now_);
    return refusal;
  }

  void right() const { throttles_.secrets.right(pair_); }

 private:
  Throttles& throttles_;
  Throttle::Moment now_;
  std::string address_;
  std::string pair_;
};

}  // namespace

void note_refused_look(Record& record, const std::string& account, const std::string& stream) {
  if (account.empty()) return;
  commit<std::monostate>(
      record.writer(), {},
      [&record, account, stream](store::Batch& batch) -> base::Done {
        batch.put(store::kReadLog, read_log_row(record, batch, {account, "", "", "", stream, "refused"}));
        return std::monostate{};
      },
      [](const base::Done&, std::int64_t) {});
}

base::Result<DossierFile> look_at_dossier(Record& record, const rights::Actor& actor, std::string_view code) {
  auto file = load(record, code);
  if (!file) return file;
  const auto right = rights::may_see(actor, facts_of(*record.catalog(), file->state), today(record));
  if (right) return file;
  note_refused_look(record, actor.account, file->stream);
  return tl::unexpected(right.error());
}

base::Result<Particulars> look_at_particulars(Record& record, const rights::Actor& actor, std::string_view code,
                                              rights::Purpose purpose, std::string_view reference) {
  const auto file = look_at_dossier(record, actor, code);
  if (!file) return tl::unexpected(file.error());
  const rights::Facts facts = facts_of(*record.catalog(), file->state);
  const auto right = rights::may_see_particulars(actor, facts, purpose, reference, today(record));
  if (!right) return tl::unexpected(right.error());
  std::string why(rights::to_text(purpose));
  if (!reference.empty()) why.append(" ").append(reference);
  const LookedAt look{actor.account, std::string(rights::to_text(right->role)), right->unit, why, file->stream,
                      "particulars"};
  if (auto logged = log_looks(record, {look}); !logged) return tl::unexpected(logged.error());
  return Particulars{words_of(*record.store().read(), file->state.particulars)};
}

base::Result<Tracked> track(Record& record, std::string_view code, std::optional<std::string_view> secret,
                            const std::string& address) {
  const Guesser guesser(record, code, address);
  if (auto may = guesser.may_try(secret.has_value()); !may) return tl::unexpected(may.error());
  const auto read = record.store().read();
  const auto found = boards::find_dossier(*read, code);
  if (!found) return guesser.wrong(base::refuse("not_found"), false);
  Tracked tracked;
  tracked.state = found->state;
  if (!secret) return tracked;
  if (!same_secret(*secret, read->plaintext(found->state.secret))) {
    return guesser.wrong(base::refuse("secret_wrong", {}, "secret"), true);
  }
  guesser.right();
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
