// The words of the record for the enumerations of a procedure: one table each, read in both directions.
#pragma once
#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "catalog/procedure.h"

namespace catalog {

template <class Enum, std::size_t N>
using Words = std::array<std::pair<std::string_view, Enum>, N>;

inline constexpr Words<Level, 5> kLevelWords{{{"ministry", Level::kMinistry},
                                              {"province", Level::kProvince},
                                              {"district", Level::kDistrict},
                                              {"commune", Level::kCommune},
                                              {"other", Level::kOther}}};
inline constexpr Words<Channel, 3> kChannelWords{
    {{"counter", Channel::kCounter}, {"online", Channel::kOnline}, {"post", Channel::kPost}}};
inline constexpr Words<LimitKind, 5> kLimitKindWords{{{"stated", LimitKind::kStated},
                                                      {"not_stated", LimitKind::kNotStated},
                                                      {"ambiguous", LimitKind::kAmbiguous},
                                                      {"none_due", LimitKind::kNoneDue},
                                                      {"tied_to_event", LimitKind::kTiedToEvent}}};
inline constexpr Words<Trust, 4> kTrustWords{{{"confirmed", Trust::kConfirmed},
                                              {"assumed", Trust::kAssumed},
                                              {"doubtful", Trust::kDoubtful},
                                              {"unknown", Trust::kUnknown}}};
inline constexpr Words<Publicity, 3> kPublicityWords{
    {{"full", Publicity::kFull}, {"count_only", Publicity::kCountOnly}, {"none", Publicity::kNone}}};
inline constexpr Words<TakenAt, 5> kTakenAtWords{{{"own_unit", TakenAt::kOwnUnit},
                                                  {"any_point_in_city", TakenAt::kAnyPointInCity},
                                                  {"nationwide", TakenAt::kNationwide},
                                                  {"helped_online", TakenAt::kHelpedOnline},
                                                  {"not_here", TakenAt::kNotHere}}};
inline constexpr Words<Standing, 4> kStandingWords{{{"receivable", Standing::kReceivable},
                                                    {"stale", Standing::kStale},
                                                    {"foreign", Standing::kForeign},
                                                    {"announcement", Standing::kAnnouncement}}};
inline constexpr Words<FeeStatus, 3> kFeeStatusWords{
    {{"stated", FeeStatus::kStated}, {"free", FeeStatus::kFree}, {"unknown", FeeStatus::kUnknown}}};
inline constexpr Words<PaperGroupKind, 5> kPaperGroupKindWords{{{"case", PaperGroupKind::kCase},
                                                                {"submit", PaperGroupKind::kSubmit},
                                                                {"show", PaperGroupKind::kShow},
                                                                {"authority", PaperGroupKind::kAuthority},
                                                                {"note", PaperGroupKind::kNote}}};

template <class Enum, std::size_t N>
std::string_view word_of(const Words<Enum, N>& words, Enum value) {
  return std::find_if(words.begin(), words.end(), [&](const auto& word) { return word.second == value; })->first;
}

}  // namespace catalog
