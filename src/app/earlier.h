// "The same person again": what somebody gave at dossiers that were taken in before, so that the officer need not type
// it anew. Only with the person's paper on the desk; every look-up is logged before it is answered (practice C17).
#pragma once
#include <string>
#include <vector>

#include "app/record.h"
#include "base/json.h"
#include "dossier/applicant.h"

namespace app {

struct EarlierAsked {
  std::string point;
  dossier::Identity identity;
  bool paper_on_desk = false;
};

struct EarlierParticulars {
  base::Json person;  // as dossier::to_json(Person)
  base::LocalDate given_on;
};

inline constexpr std::size_t kMostEarlier = 3;

// The newest first, no two alike, at most kMostEarlier; from dossiers that were received, by whomever, while their
// particulars are still there. Logged in `read_log` with the purpose reception: one row per dossier that was read, or
// one without a dossier when nothing was found. Refuses point_unknown, forbidden, paper_not_shown, field_missing (no
// number), and too_many_tries with the seconds to wait: numbers that are not there are counted per account.
base::Result<std::vector<EarlierParticulars>> find_earlier(Record& record, const rights::Actor& actor,
                                                           const EarlierAsked& asked);

}  // namespace app
