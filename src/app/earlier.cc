#include "app/earlier.h"

#include <algorithm>

#include "app/read_log.h"

namespace app {
namespace {

// So many dossiers of one person are looked through for particulars that differ.
constexpr int kMostLookedThrough = 20;

// The board finds kind and number; a passport's number may stand in two countries' passports.
bool is_of(const base::Json& person, const dossier::Identity& identity) {
  const base::Json* kept = person.find("identity");
  if (kept == nullptr) return false;
  const std::string country = kept->text("country");
  return country.empty() || identity.country.empty() || country == identity.country;
}

bool has(const std::vector<EarlierParticulars>& found, const base::Json& person) {
  return std::ranges::any_of(found, [&](const EarlierParticulars& one) { return one.person == person; });
}

struct Found {
  std::vector<EarlierParticulars> items;
  std::vector<std::string> streams;  // of all that was opened
};

Found look_through(Record& record, const dossier::Identity& identity) {
  const std::string text = std::string(dossier::word(identity.kind)) + ":" + identity.number;
  const auto read = record.store().read();
  Found found;
  for (const auto& dossier : boards::received_from(*read, record.person_hash(text), kMostLookedThrough)) {
    const auto words = base::parse_json(read->plaintext(dossier.particulars_item), store::kKept);
    const base::Json* person = words ? words->find("applicant") : nullptr;
    if (person == nullptr || !is_of(*person, identity)) continue;
    found.streams.push_back(dossier.stream);
    if (has(found.items, *person)) continue;
    found.items.push_back({*person, base::local_date(dossier.received_at)});
    if (found.items.size() == kMostEarlier) break;
  }
  return found;
}

base::Done log(Record& record, const rights::Actor& actor, const rights::Right& right,
               const std::vector<std::string>& streams) {
  const LookedAt look{actor.account,
                      std::string(rights::to_text(right.role)),
                      right.unit,
                      std::string(rights::to_text(rights::Purpose::kReception)),
                      "",
                      "earlier particulars"};
  std::vector<LookedAt> looks;
  for (const std::string& stream : streams) {
    looks.push_back(look);
    looks.back().stream = stream;
  }
  if (looks.empty()) looks.push_back(look);
  return log_looks(record, looks);
}

}  // namespace

base::Result<std::vector<EarlierParticulars>> find_earlier(Record& record, const rights::Actor& actor,
                                                           const EarlierAsked& asked) {
  const auto catalog = record.catalog();
  const catalog::Point* point = catalog->point(asked.point);
  if (point == nullptr) return base::refuse("point_unknown", {{"point", asked.point}}, "/point");
  const auto right = rights::may_serve_at(actor, point->id, point->unit, base::local_date(record.clock().now()));
  if (!right) return tl::unexpected(right.error());
  if (!asked.paper_on_desk) return base::refuse("paper_not_shown", {}, "/paper_on_desk");
  if (asked.identity.number.empty()) {
    return base::refuse("field_missing", {{"field", "number"}}, "/identity/number");
  }
  Throttle& throttle = record.throttles().numbers;
  const Throttle::Moment now = record.clock().steady();
  if (const auto wait = throttle.wait(actor.account, now); wait.count() > 0) {
    return base::refuse("too_many_tries", {{"seconds", std::to_string(wait.count())}});
  }
  Found found = look_through(record, asked.identity);
  if (found.items.empty()) throttle.wrong(actor.account, now);
  if (auto logged = log(record, actor, *right, found.streams); !logged) return tl::unexpected(logged.error());
  return std::move(found.items);
}

}  // namespace app
