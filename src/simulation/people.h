// Applicants who visibly do not exist: names of birds and flowers marked "(giả định)", personal numbers whose province
// code 999 no province ever had, addresses in a lane that is nowhere, mail at example.com (RFC 2606), no telephone
// (there is no range of numbers for invented people).
#pragma once
#include <cstdint>
#include <string>

#include "base/json.h"
#include "base/time.h"
#include "simulation/chance.h"

namespace simulation {

// The applicant as the counter types it: what dossier::check_person reads. `serial` makes the number unique.
base::Json invented_person(Chance& chance, std::int64_t serial, const std::string& ward, base::LocalDate today);
std::string invented_address(Chance& chance, const std::string& ward);

}  // namespace simulation
