// The fees of a crawled record: an amount is only what the record says without contradiction. "Miễn phí" with a text
// behind it is not free but unknown, small numbers of đồng are thousands or not, and amounts in other currencies stay
// in theirs (practice D).
#pragma once
#include <vector>

#include "catalog/portal_channels.h"
#include "catalog/portal_text.h"
#include "catalog/procedure.h"

namespace catalog {

// One line for each different fee; a line that is the same over all ways of handing in names none. Reports
//   fee_not_stated         no information
//   fee_free_with_text     "Miễn phí(…)": unknown until set
//   fee_left_to_council    the text leaves the amount to the People's Council
//   fee_run_together       time and fee are one run of digits
//   fee_in_thousands       an amount below 1,000 đồng ("20 VNĐ" for 20.000)
//   fee_text_disagrees     the text names other amounts: doubtful
//   fee_percent            the text counts by percent: doubtful
//   fee_unread             other words
std::vector<FeeLine> read_fees(const std::vector<PrintedRow>& rows, ImportProblems& problems);

}  // namespace catalog
