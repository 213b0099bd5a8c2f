#include "simulation/mix.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace simulation {
namespace {

constexpr std::size_t kMostPapers = 5;
constexpr std::int64_t kTail = 12'000;  // the first of the tail; the n-th has a n-th of it

// What a ward does all day, in parts of a hundred thousand. Certified copies lead (40,000 of 55,000 dossiers of one
// ward, domain §7.6); we stay below that, so that the other screens are not empty. The rest is an assumption.
struct Daily {
  std::string_view procedure;
  std::int64_t weight;
};
constexpr std::array<Daily, 12> kDailies{{{"2.000815", 34'000},
                                          {"2.000884", 12'000},
                                          {"1.004873", 7'000},
                                          {"1.001193", 6'500},
                                          {"2.000635", 5'000},
                                          {"1.010041", 4'500},
                                          {"1.004222", 4'000},
                                          {"1.001612", 3'500},
                                          {"1.000894", 3'000},
                                          {"1.000656", 2'500},
                                          {"1.004194", 2'500},
                                          {"2.000720", 1'500}}};

std::int64_t daily_weight(std::string_view procedure) {
  const auto found = std::ranges::find(kDailies, procedure, &Daily::procedure);
  return found == kDailies.end() ? 0 : found->weight;
}

std::vector<std::string> papers_of(const catalog::ProcedureVersion& version) {
  std::vector<std::string> papers;
  for (const auto& group : version.papers) {
    if (group.kind != catalog::PaperGroupKind::kSubmit) continue;
    for (const auto& paper : group.papers) {
      if (!paper.note && papers.size() < kMostPapers) papers.push_back(paper.id);
    }
  }
  return papers;
}

std::string fee_of(const catalog::ProcedureVersion& version) {
  const auto found = std::ranges::find_if(version.fees, [](const catalog::FeeLine& fee) {
    return fee.status == catalog::FeeStatus::kStated && fee.case_id.empty() && !fee.channel;
  });
  return found == version.fees.end() ? std::string() : found->id;
}

}  // namespace

Mix::Mix(const catalog::Catalog& catalog, const catalog::Point& point, base::Instant at,
         const dossier::ReceptionSettings& settings) {
  std::int64_t rank = 0;
  for (const catalog::PublishedProcedure* published : catalog.procedures(base::local_date(at))) {
    const catalog::ProcedureVersion& version = published->procedure;
    Wish wish{version.code, {}, {}, papers_of(version), fee_of(version)};
    dossier::ReceptionRequest request;
    request.procedure = version.code;
    request.point = point.id;
    request.place = {catalog::PlaceGiven::kUnit, point.unit, {}};
    request.applicant_kind = "person";
    request.delivery_way = "desk";
    for (const auto& one : version.cases) {
      request.case_id = one.id;
      const auto terms = dossier::terms_of_reception(catalog, request, at, settings);
      // Every ward's desk must be able to take it; what only a department decides is left to the departments.
      if (terms && terms->competence.deciding_unit == point.unit) wish.cases.push_back(one.id);
    }
    if (wish.cases.empty()) continue;
    for (const auto& rule : version.channels) {
      if (rule.channel != catalog::Channel::kCounter) wish.channels.push_back(rule.channel);
    }
    const std::int64_t daily = daily_weight(version.code);
    weights_.push_back(daily > 0 ? daily : std::max<std::int64_t>(1, kTail / ++rank));
    wishes_.push_back(std::move(wish));
  }
}

}  // namespace simulation
