#include "api/bodies.h"

#include <algorithm>
#include <array>

#include "app/take_in.h"
#include "base/text.h"

namespace api {
namespace {

using calendar::Members;

constexpr std::array<std::string_view, 3> kPaperMembers = {"paper", "kind", "quantity"};
constexpr std::array<std::string_view, 3> kFeeMembers = {"line", "quantity", "paid"};
constexpr std::array<std::string_view, 4> kPaperKinds = {"original", "copy", "electronic", "shown"};

// Reads each element with Members of its own that tell into the body's failure.
template <class Item, class Read>
std::optional<std::vector<Item>> read_list(Members& body, std::string_view name, std::size_t most, Read read) {
  const base::Json* list = body.find(name);
  if (list == nullptr) return std::nullopt;
  std::vector<Item> items;
  std::optional<base::Refusal> failure;
  body.each(name, [&](const base::Json& json, const std::string& where) {
    Members members(json, where, failure);
    items.push_back(read(json, members));
  });
  if (failure) body.fail(failure->code, failure->facts, failure->where);
  if (items.size() > most)
    body.fail("value_out_of_range", {{"least", "0"}, {"most", std::to_string(most)}}, body.where(name));
  return items;
}

}  // namespace

void allow_only(const base::Json& json, std::span<const std::string_view> known, Members& members) {
  if (!json.is_object()) return;
  for (const auto& [name, value] : json.object()) {
    if (std::ranges::find(known, name) == known.end()) {
      members.fail("field_unknown", {{"field", name}}, members.where(name));
    }
  }
}

std::string typed_line(Members& members, std::string_view name, std::size_t most) {
  auto cleaned = base::clean_line(members.text_or(name, ""), most);
  if (cleaned) return std::move(*cleaned);
  members.fail(cleaned.error().code, cleaned.error().facts, members.where(name));
  return {};
}

std::string required_line(Members& members, std::string_view name, std::size_t most) {
  std::string line = typed_line(members, name, most);
  if (line.empty()) members.fail("field_missing", {{"field", std::string(name)}}, members.where(name));
  return line;
}

std::optional<std::vector<dossier::PaperTaken>> read_papers(Members& body) {
  return read_list<dossier::PaperTaken>(body, "papers", 200, [](const base::Json& json, Members& members) {
    allow_only(json, kPaperMembers, members);
    dossier::PaperTaken paper{members.text("paper"), members.text("kind"), members.integer_or("quantity", 1)};
    if (!members.failed() && std::ranges::find(kPaperKinds, paper.kind) == kPaperKinds.end()) {
      members.fail("value_unknown", {{"value", paper.kind}}, members.where("kind"));
    }
    return paper;
  });
}

std::optional<std::vector<dossier::FeeTaken>> read_fees(Members& body) {
  return read_list<dossier::FeeTaken>(body, "fees", 100, [](const base::Json& json, Members& members) {
    allow_only(json, kFeeMembers, members);
    return dossier::FeeTaken{members.text("line"), members.integer_or("quantity", 1), members.flag_or("paid", false)};
  });
}

catalog::Place read_place(Members& body) {
  const base::Json* json = body.find("place");
  if (json == nullptr) return {};
  if (!json->is_object() || json->object().size() != 1) {
    body.fail("field_wrong_type", {{"expected", "unit | old_unit | point"}}, "/place");
    return {};
  }
  const auto& [kind, value] = *json->object().begin();
  if (kind == "unit" && value.is_string()) return {catalog::PlaceGiven::kUnit, value.string(), {}};
  if (kind == "old_unit" && value.is_string()) return {catalog::PlaceGiven::kOldUnit, value.string(), {}};
  if (kind == "point") {
    const base::Json* lat = value.find("lat_microdegrees");
    const base::Json* lon = value.find("lon_microdegrees");
    if (lat != nullptr && lon != nullptr && lat->is_integer() && lon->is_integer()) {
      return {catalog::PlaceGiven::kPosition, "", {lat->integer(), lon->integer()}};
    }
  }
  const bool known = kind == "unit" || kind == "old_unit" || kind == "point";
  body.fail(known ? "field_wrong_type" : "field_unknown", {{"field", kind}, {"expected", "string"}}, "/place/" + kind);
  return {};
}

std::optional<base::Instant> read_instant(Members& body, std::string_view name) {
  const std::string text = body.text_or(name, "");
  if (text.empty()) return std::nullopt;
  const auto at = base::parse_instant(text);
  if (at) return *at;
  body.fail(at.error().code, at.error().facts, body.where(name));
  return std::nullopt;
}

base::Json read_ground(Members& body) {
  const std::string text = body.text_or("ground", "");
  if (text.empty()) return {};
  auto ground = app::ground_from_text(text);
  if (ground) return std::move(*ground);
  body.fail(ground.error().code, ground.error().facts, "/ground");
  return {};
}

}  // namespace api
