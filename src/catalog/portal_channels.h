// The rows of a record's table "Cách thức thực hiện": way of handing in, time, fee and description. In the crawled
// records the cells of the whole table are one text without separators; a row is recognised by a way's name that is
// followed by a time and a fee.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "catalog/portal_text.h"
#include "catalog/procedure.h"

namespace catalog {

struct PrintedFee {
  std::string label;   // "Lệ phí"; empty when the source has none
  std::string amount;  // "Miễn phí", "140,000 Việt Nam Đồng", "" for no information
  std::string text;    // what stands in parentheses behind it
};

struct PrintedRow {
  Channel channel = Channel::kCounter;
  std::string time;  // "7 Ngày làm việc", "1", "" for no information
  // Time and fee are one run of digits ("1100 VNĐ" is a "1" and a fee of 100, or not): neither can be read.
  bool time_and_fee_run_together = false;
  std::vector<PrintedFee> fees;
  std::string note;  // description
};

// Reports channel_text_unread (words before or instead of the rows), fee_text_unclosed, channel_missing (no row).
std::vector<PrintedRow> split_channels(std::string_view text, ImportProblems& problems);

// The same from a table with real cells: "Trực tiếp", "07 Ngày", "Phí : 0 Đồng\nLệ phí : 2 USD (…)". Reports
// channel_unknown.
void add_structured_row(std::string_view way, std::string_view time, std::string_view fees, std::string_view note,
                        std::vector<PrintedRow>& rows, ImportProblems& problems);

}  // namespace catalog
