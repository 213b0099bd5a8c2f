// The agencies that a crawled record names. The portal prints them with commas between, and names hold commas
// themselves ("Sở Tài chính các tỉnh, thành phố"): they are told apart by the dictionary, never by a naive split, and
// words that no dictionary knows never become an agency (practice D).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "catalog/portal_text.h"

namespace catalog {

struct AgencyList {
  std::vector<std::string> known;      // as printed, one name each, in order
  std::vector<std::string> foreign;    // of other provinces
  std::vector<std::string> abolished;  // of districts
};

// Reports agency_unknown with the words that are left. Nothing is reported for an empty text.
AgencyList split_agencies(std::string_view text, ImportProblems& problems);

}  // namespace catalog
