// What a crawled record says of the time limit, without ever guessing (practice D): a bare number is no limit, several
// values are ambiguous and all kept, and a value that the record's own words contradict is doubtful.
#pragma once
#include <string_view>
#include <vector>

#include "catalog/portal_channels.h"
#include "catalog/portal_text.h"
#include "catalog/procedure.h"

namespace catalog {

// One case, id "1": the portal names no cases. `steps` is only compared with. Reports
//   limit_without_unit      a bare number ("1", or run together with the fee)
//   limit_missing           no information            limit_not_regulated   "Không quy định", "Không"
//   limit_fraction          "1.5 Ngày làm việc"       limit_unread          other words
//   limit_plain_day         "Ngày": taken as calendar days (Civil Code art. 147), doubtful
//   limit_day_kind_differs  table and text disagree on working days or days: the table's value, doubtful
//   limit_hour_kind         "Giờ" without a word on which hours: clock hours, doubtful
//   limit_several_in_channel, limit_differs_by_channel, limit_partly_stated    why it is ambiguous
//   limit_cutoff_in_text, limit_within_day_in_text    words a controller may make a value of
ExecutionCase read_limit(const std::vector<PrintedRow>& rows, std::string_view steps, ImportProblems& problems);

}  // namespace catalog
