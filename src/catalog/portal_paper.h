// The papers (thành phần hồ sơ) of a crawled record: groups under headings, rows of name, form and quantity, all run
// together into one text. A row without original and copy is a remark and never on the checklist; a group "phải xuất
// trình" is shown and never demanded as copies (practice D).
#pragma once
#include <string_view>
#include <vector>

#include "catalog/portal_text.h"
#include "catalog/procedure.h"

namespace catalog {

// Reports papers_missing (no table), papers_unread (words that belong to no row), paper_quantity_unclear (the name ends
// in digits that run into the quantity), form_name_unclear (a form's file name could not be told from the name).
std::vector<PaperGroup> split_papers(std::string_view text, ImportProblems& problems);

// The same from a table with real cells, where the form's file name stands in the quantity column and the quantity in
// the note ("Bản chính: 1\nBản sao: 0"). Reports paper_quantity_unclear.
void add_structured_paper(std::string_view name, std::string_view quantity, std::string_view note, PaperGroup& group,
                          ImportProblems& problems);

}  // namespace catalog
