// When the check of the papers at the counter ended: the reception counts from there and not from the printing of its
// receipt (practice C11). An officer's own word for the last minutes, so it needs no ground, unlike `occurred_at`.
#pragma once
#include "base/result.h"
#include "base/time.h"
#include "catalog/procedure.h"
#include "dossier/reception.h"

namespace dossier {

// Refuses checked_not_at_counter, checked_in_future, checked_on_another_day (the local days differ), and
// checked_too_long_ago (most_minutes: of the setting). `where` is /checked_at.
base::Done may_count_from_check(base::Instant checked_at, catalog::Channel channel, base::Instant now,
                                const ReceptionSettings& settings);

}  // namespace dossier
