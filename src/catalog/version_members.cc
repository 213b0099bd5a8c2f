#include "catalog/version_members.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

#include "calendar/members.h"

namespace catalog {
namespace {

struct Place {
  std::string_view path;  // member names from the version down; lists count as their elements
  std::span<const std::string_view> members;
};

constexpr std::array<std::string_view, 3> kChannel{"channel", "limit_text", "note"};
constexpr std::array<std::string_view, 5> kCase{"id", "name", "limit", "cutoff", "start"};
constexpr std::array<std::string_view, 6> kLimit{"kind", "trust", "limit", "text", "basis", "found"};
constexpr std::array<std::string_view, 13> kFee{"id",        "label", "status",  "amount_minor", "currency",
                                                "per",       "tier",  "channel", "cap_minor",    "case_id",
                                                "exemption", "text",  "trust"};
constexpr std::array<std::string_view, 3> kPaperGroup{"heading", "kind", "papers"};
constexpr std::array<std::string_view, 6> kPaper{"id", "name", "originals", "copies", "form", "note"};
constexpr std::array<std::string_view, 2> kResult{"code", "name"};
constexpr std::array<std::string_view, 18> kRule{
    "id",       "procedure",  "case",   "applicant_kind", "place_kind",        "place_alternatives",
    "when",     "authority",  "find",   "taken_at",       "direction_vi",      "direction_en",
    "valid_to", "valid_from", "source", "trust",          "place_question_vi", "place_question_en"};
constexpr std::array<std::string_view, 3> kCondition{"fact", "op", "values"};

constexpr std::array<Place, 9> kPlaces{{{"/channels", kChannel},
                                        {"/cases", kCase},
                                        {"/cases/limit", kLimit},
                                        {"/fees", kFee},
                                        {"/papers", kPaperGroup},
                                        {"/papers/papers", kPaper},
                                        {"/results", kResult},
                                        {"/competence", kRule},
                                        {"/competence/when", kCondition}}};

base::Done check(const base::Json& json, const std::string& path, const std::string& where);

base::Done check_elements(const base::JsonArray& list, const std::string& path, const std::string& where) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (auto known = check(list[i], path, fmt::format("{}/{}", where, i)); !known) return known;
  }
  return std::monostate{};
}

base::Done check(const base::Json& json, const std::string& path, const std::string& where) {
  if (json.is_array()) return check_elements(json.array(), path, where);
  const auto place = std::ranges::find(kPlaces, path, &Place::path);
  if (!json.is_object() || (place == kPlaces.end() && !path.empty())) return std::monostate{};
  for (const auto& [name, value] : json.object()) {
    const std::string at = where + "/" + calendar::escape_pointer(name);
    if (place != kPlaces.end() && std::ranges::find(place->members, name) == place->members.end()) {
      return base::refuse("field_unknown", {{"field", name}}, at);
    }
    if (auto known = check(value, path + "/" + name, at); !known) return known;
  }
  return std::monostate{};
}

}  // namespace

base::Done only_known_members(const base::Json& body) { return check(body, "", ""); }

}  // namespace catalog
