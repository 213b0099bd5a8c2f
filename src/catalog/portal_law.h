// Document numbers of the legal basis ("123/2015/NĐ-CP") and the results with their codes ("KQ.G15.000033"), out of
// run-together text.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "catalog/portal_text.h"
#include "catalog/procedure.h"

namespace catalog {

// The number that closes each row; numbers that a title merely mentions are not of the basis. Reports
// legal_basis_unread when the text has none.
std::vector<std::string> split_legal_basis(std::string_view text, ImportProblems& problems);

// The first document number in a text; empty when there is none.
std::string document_number_in(std::string_view text);

// Cuts off the rest of the web page ("Từ khóa … Chọn cơ quan thực hiện … Nộp hồ sơ"). Reports web_page_text,
// result_missing.
std::vector<ResultKind> split_results(std::string_view text, ImportProblems& problems);

// "Quyết định số 6225/QĐ-BQP" and "SỐ 12/QĐ-NHNN" as their number. Reports decision_number_odd for what is none
// ("QĐ/0001-BTP", "Demo/QĐ-BCA").
std::string decision_number(std::string_view text, ImportProblems& problems);

}  // namespace catalog
