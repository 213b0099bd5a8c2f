#include "pages/search_box.h"

#include "pages/shell.h"

namespace pages {

Html search_box(std::string_view words, Language language) {
  Html html;
  html << "<form class=\"mc-search\" action=\"/procedures\" method=\"get\" role=\"search\" "
       << "data-suggest=\"/api/v1/procedures\" data-label=\"" << say(language, "Gợi ý", "Suggestions")
       << "\" data-none=\"" << say(language, "Không có gợi ý.", "No suggestions.") << "\" data-some=\""
       << say(language, "Có {n} gợi ý; dùng phím mũi tên để chọn.", "{n} suggestions; use the arrow keys.") << "\">"
       << "<label class=\"govuk-label\" for=\"q\">"
       << say(language, "Ví dụ: khai sinh, chứng thực bản sao",
              "For example: khai sinh (birth), chứng thực (certified copy)")
       << "</label><input class=\"govuk-input\" id=\"q\" name=\"q\" type=\"search\" maxlength=\"200\" "
          "autocomplete=\"off\""
       << " value=\"" << Text(words) << "\"><button class=\"govuk-button\" type=\"submit\">"
       << say(language, "Tìm thủ tục", "Find a procedure") << "</button></form>";
  return html;
}

}  // namespace pages
