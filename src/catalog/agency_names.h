// The dictionary of agency names as records print them, in any spelling, to the authority they mean. Names of other
// provinces' bodies and anything else unknown mean nothing here: an unknown text never becomes a unit (practice D).
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace catalog {

enum class AgencyReach {
  kCity,       // decides in the city: has, or may have, units that serve
  kElsewhere,  // a vertical or central body: handed in there, never at the city's desks
  kBeside,     // may do the same work beside the city's units (notaries, missions abroad); decides nothing here
};

struct Agency {
  std::string_view authority;  // "commune_pc", "department:construction", "customs", "ministry"
  AgencyReach reach = AgencyReach::kCity;
};

// The authority that a name means: "Uỷ ban Nhân dân cấp xã, phường, thị trấn" is commune_pc.
std::optional<Agency> agency_named(std::string_view name);

// Where to go with a matter of an authority whose reach is kElsewhere; empty when it is not one.
std::string_view direction_vi(std::string_view authority);
std::string_view direction_en(std::string_view authority);

}  // namespace catalog
