#include "catalog/portal_standing.h"

#include <array>

#include "base/text.h"

namespace catalog {
namespace {

// Law 72/2025/QH15: local government has two levels from 2025-07-01; a district decides nothing any more.
constexpr std::array<std::string_view, 11> kDistrictWords{"cấp huyện",
                                                          "cấp Huyện",
                                                          "Công an huyện",
                                                          "Công an quận",
                                                          "Ủy ban nhân dân huyện",
                                                          "Ủy ban nhân dân quận",
                                                          "UBND huyện",
                                                          "UBND quận",
                                                          "quận, huyện",
                                                          "Chi cục thuế huyện",
                                                          "Ban chỉ huy quân sự huyện"};

std::string around(std::string_view text, std::size_t at, std::size_t bytes) {
  std::size_t begin = at > 60 ? at - 60 : 0;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) --begin;
  return one_line(excerpt(text.substr(begin), at - begin + bytes + 40));
}

std::string district_words(std::string_view text) {
  for (const std::string_view word : kDistrictWords) {
    const std::size_t at = text.find(word);
    if (at != std::string_view::npos) return around(text, at, word.size());
  }
  return {};
}

void set(ProcedureVersion& version, Standing standing, std::string reason, std::string_view code,
         ImportProblems& problems) {
  problems.add(code, reason);
  if (version.standing != Standing::kReceivable) return;
  version.standing = standing;
  version.standing_reason = std::move(reason);
}

bool is_announcement(std::string_view folded_name) {
  return folded_name.starts_with("cong bo danh muc") && contains(folded_name, "thu tuc hanh chinh");
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : "; ") + name;
  return text;
}

void read_names(const PrintedAgencies& printed, ProcedureVersion& version, ImportProblems& problems) {
  const AgencyList deciding = split_agencies(printed.deciding, problems);
  const AgencyList carrying = split_agencies(printed.carrying, problems);
  const bool decides = !stated_or_empty(printed.deciding).empty();
  const AgencyList& used = decides && !deciding.known.empty() ? deciding : carrying;
  version.agency_text = one_line(stated_or_empty(decides ? printed.deciding : printed.carrying));
  version.agencies = used.known;
  if (version.agency_text.empty()) problems.add("agency_missing", "");
  for (const AgencyList* list : {&deciding, &carrying}) {
    if (!list->foreign.empty()) problems.add("agency_foreign", joined(list->foreign));
    if (!list->abolished.empty()) problems.add("agency_abolished", joined(list->abolished));
    const bool only_foreign = !list->foreign.empty() && list->known.empty();
    if (only_foreign) set(version, Standing::kForeign, joined(list->foreign), "record_foreign", problems);
  }
  if (version.standing == Standing::kForeign) version.agencies.clear();
}

}  // namespace

void read_standing(const PrintedAgencies& printed, ProcedureVersion& version, ImportProblems& problems) {
  const std::string folded_name = base::fold(version.name);
  if (is_announcement(folded_name)) {
    set(version, Standing::kAnnouncement, version.name, "record_announcement", problems);
  }
  if (folded_name == "ho tro phat trien san xuat cong dong") problems.add("name_generic", version.name);
  read_names(printed, version, problems);
  for (const std::string_view text : {std::string_view(version.name), std::string_view(printed.deciding),
                                      std::string_view(printed.carrying), std::string_view(version.steps)}) {
    std::string words = district_words(text);
    if (words.empty()) continue;
    return set(version, Standing::kStale, std::move(words), "record_stale", problems);
  }
}

}  // namespace catalog
