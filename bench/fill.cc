// Makes a large record for benches: copies the dossiers that a record has (made by `motcua simulate`, so by the real
// decisions) again and again under new ids, codes, persons and days, as valid hashed events, without the boards, and
// fills the boards afterwards by a rebuild.
//   fill --data DIR | --database URL  --dossiers N [--events E] [--shared-items]
// --events: of each dossier at most the first E. --shared-items: the copies name the vault items of their pattern
// instead of their own, for a record of which only tracking is asked.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "boards/applicants.h"
#include "boards/dossiers.h"
#include "store/store.h"
#include "store/writer.h"

namespace {

constexpr std::int64_t kDossiersOfACommand = 200;
constexpr std::size_t kMostPatterns = 2000;
constexpr std::int64_t kFirstSerial = 1'000'000;                  // beyond any that a desk gives on one day
constexpr std::int64_t kEarliestInstant = 1'000'000'000'000'000;  // what is larger in a payload is an instant

struct Item {
  store::VaultItem item;
  std::string plaintext;
};

// A dossier of the record, to be copied.
struct Pattern {
  std::vector<store::Event> events;
  std::vector<Item> items;
  std::string code;
};

// What stands for what in a copy.
struct Replacing {
  std::map<std::string, std::string> texts;
  std::chrono::microseconds later{};
};

base::Json copy(const base::Json& json, const Replacing& by) {
  if (json.is_string()) {
    const auto found = by.texts.find(json.string());
    return found == by.texts.end() ? json : base::Json(found->second);
  }
  if (json.is_integer()) return json.integer() < kEarliestInstant ? json : json.integer() + by.later.count();
  base::Json made;
  if (json.is_array()) {
    base::JsonArray items;
    for (const base::Json& one : json.array()) items.push_back(copy(one, by));
    return items;
  }
  if (!json.is_object()) return json;
  base::JsonObject members;
  for (const auto& [name, value] : json.object()) members.emplace(name, copy(value, by));
  return members;
}

// Another person: the personal number's last nine digits are the copy's.
std::string another_person(std::string plaintext, std::int64_t serial) {
  static constexpr std::string_view kBefore = "\"number\":\"";
  const std::size_t at = plaintext.find(kBefore);
  if (at == std::string::npos || plaintext.size() < at + kBefore.size() + 13) return plaintext;
  std::string digits = std::to_string(serial % 1'000'000'000);
  digits.insert(0, 9 - digits.size(), '0');
  return plaintext.replace(at + kBefore.size() + 3, 9, digits);
}

std::vector<Pattern> patterns(store::Store& from, std::size_t most_events, bool with_items) {
  std::map<std::string, Pattern> found;
  from.each_event(0, {"dossier"}, [&](const store::Event& event) {
    if (!found.contains(event.stream) && found.size() == kMostPatterns) return;
    Pattern& pattern = found[event.stream];
    if (pattern.events.size() == most_events) return;
    if (const std::string code = event.payload.text("code"); !code.empty()) pattern.code = code;
    pattern.events.push_back(event);
  });
  const auto read = from.read();
  std::vector<Pattern> made;
  for (auto& [stream, pattern] : found) {
    if (pattern.code.empty() || pattern.events.size() < std::min<std::size_t>(most_events, 2)) continue;
    if (with_items) {
      using store::ColumnType::kText;
      for (const store::Row& row :
           read->rows("SELECT id, kind, media_type, retention, commitment FROM vault_items WHERE owner = :p1 AND"
                      " erased = 0",
                      {stream}, {kText, kText, kText, kText, kText})) {
        Item item;
        item.item.id = store::text(row, 0);
        item.item.kind = store::text(row, 1);
        item.item.media_type = store::text(row, 2);
        item.item.retention = store::text(row, 3);
        item.item.commitment = store::text(row, 4);
        item.plaintext = read->plaintext(item.item.id);
        pattern.items.push_back(std::move(item));
      }
    }
    made.push_back(std::move(pattern));
  }
  return made;
}

class Filling final : public store::Command {
 public:
  struct Source {
    const store::Vault& vault;
    const std::vector<Pattern>& patterns;
    base::RandomSource& random;
  };
  Filling(Source source, std::int64_t from, std::int64_t to) : source_(source), from_(from), to_(to) {}

  void decide(store::Batch& batch) override {
    const store::VaultKey key = source_.vault.new_key(batch.at(), source_.random);
    bool key_kept = false;
    for (std::int64_t i = from_; i < to_; ++i) {
      const Pattern& pattern = source_.patterns[static_cast<std::size_t>(i) % source_.patterns.size()];
      if (!pattern.items.empty() && !std::exchange(key_kept, true)) batch.keep(key);
      add(batch, pattern, key, i);
    }
  }
  void committed(std::int64_t) override {}
  void failed(const base::Refusal&) override {}

 private:
  void add(store::Batch& batch, const Pattern& pattern, const store::VaultKey& key, std::int64_t number) {
    const std::string stream = "dossier/" + base::uuid7(batch.at(), source_.random);
    Replacing by;
    const std::int64_t round = number / static_cast<std::int64_t>(source_.patterns.size());
    by.later = std::chrono::seconds(round % 86'400);
    by.texts[pattern.code] =
        pattern.code.substr(0, pattern.code.rfind('-') + 1) + std::to_string(kFirstSerial + number);
    for (const Item& item : pattern.items) {
      const store::VaultItem sealed =
          source_.vault.seal(key, stream, item.item.kind, item.item.media_type, item.item.retention,
                             another_person(item.plaintext, number), batch.at(), source_.random);
      by.texts[item.item.id] = sealed.id;
      by.texts[item.item.commitment] = sealed.commitment;
      batch.keep(sealed);
    }
    for (const store::Event& event : pattern.events) {
      batch.append({.stream = stream,
                    .kind = event.kind,
                    .schema = event.schema,
                    .occurred_at = {},
                    .ground = {},
                    .actor = event.actor,
                    .basis = event.basis,
                    .payload = copy(event.payload, by)});
    }
  }

  Source source_;
  std::int64_t from_;
  std::int64_t to_;
};

void say(const char* what, std::int64_t done, std::int64_t of) {
  if (::isatty(STDERR_FILENO) == 0) return;
  std::cerr << '\r' << what << ' ' << done << " of " << of << (done >= of ? "\n" : "");
}

int fail(const base::Refusal& refusal) {
  std::cerr << "fill: " << refusal.code << '\n';
  return 1;
}

struct Flags {
  store::Location location;
  std::int64_t dossiers = 0;
  std::size_t events = 100;
  bool shared_items = false;
};

int fill(const Flags& flags, const base::Clock& clock, base::RandomSource& random) {
  auto record = store::Store::open(flags.location, {}, clock, random);
  if (!record) return fail(record.error());
  const auto sources = patterns(**record, flags.events, !flags.shared_items);
  if (sources.empty()) {
    std::cerr << "fill: the record has no dossiers to copy; run motcua simulate first\n";
    return 1;
  }
  const auto writer = store::Writer::start(*record, {}, clock, random);
  for (std::int64_t from = 0; from < flags.dossiers; from += kDossiersOfACommand) {
    const std::int64_t to = std::min<std::int64_t>(flags.dossiers, from + kDossiersOfACommand);
    Filling command({(*record)->vault(), sources, random}, from, to);
    if (const auto done = writer->run(command); !done) return fail(done.error());
    say("dossiers", to, flags.dossiers);
  }
  return 0;
}

int rebuild(const Flags& flags, const base::Clock& clock, base::RandomSource& random) {
  const boards::Dossiers dossiers;
  const boards::Applicants applicants;
  auto record = store::Store::open(flags.location, {&dossiers, &applicants}, clock, random);
  if (!record) return fail(record.error());
  (*record)->rebuild([](std::int64_t done, std::int64_t of) { say("rebuilt", done, of); });
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App program("Makes a large record out of a small one");
  Flags flags;
  program.add_option("--data", flags.location.folder)->required();
  program.add_option("--database", flags.location.url);
  program.add_option("--dossiers", flags.dossiers)->required()->check(CLI::Range(1, 100'000'000));
  program.add_option("--events", flags.events)->check(CLI::Range(1, 1000));
  program.add_flag("--shared-items", flags.shared_items);
  CLI11_PARSE(program, argc, argv);
  const base::SystemClock clock;
  base::SystemRandom random;
  try {
    const int failed = fill(flags, clock, random);
    return failed != 0 ? failed : rebuild(flags, clock, random);
  } catch (const store::Failure& failure) {
    std::cerr << "fill: " << failure.what() << '\n';
    return 1;
  }
}
