#include "pages/search_box.h"

#include "pages/shell.h"

namespace pages {

Html search_box(std::string_view words, Language language) {
  Html html;
  html << "<form class=\"mc-search\" action=\"/procedures\" method=\"get\" role=\"search\">"
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
