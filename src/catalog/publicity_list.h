// Which procedures may not stand in the open register, or only as a number (practice B15): the name of the procedure,
// the ward and the day already say who is meant in a small ward. A dated list with its grounds; every value is assumed
// until a controller confirms it.
#pragma once
#include <string>
#include <string_view>

#include "catalog/procedure.h"

namespace catalog {

inline constexpr std::string_view kPublicityListDate = "2026-11-25";

struct AssumedPublicity {
  Publicity publicity = Publicity::kFull;
  std::string_view basis;  // empty with kFull
};

AssumedPublicity assumed_publicity(std::string_view code, std::string_view name, std::string_view field);

}  // namespace catalog
