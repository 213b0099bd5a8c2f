// Parts of request bodies that several resources read: papers, fees, the legal instant and its ground, typed lines.
// Each tells its first fault through the Members it reads from.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "calendar/members.h"
#include "catalog/competence.h"
#include "dossier/reception.h"

namespace api {

void allow_only(const base::Json& json, std::span<const std::string_view> known, calendar::Members& members);
// An optional line, NFC and cleaned; "" when absent. `required_line` fails field_missing when it is empty.
std::string typed_line(calendar::Members& members, std::string_view name, std::size_t most);
std::string required_line(calendar::Members& members, std::string_view name, std::size_t most);

// None when the member is absent.
std::optional<std::vector<dossier::PaperTaken>> read_papers(calendar::Members& body);
std::optional<std::vector<dossier::FeeTaken>> read_fees(calendar::Members& body);
// {"unit"} or {"old_unit"} or {"point": {"lat_microdegrees","lon_microdegrees"}}, exactly one; nothing when absent.
catalog::Place read_place(calendar::Members& body);
std::optional<base::Instant> read_instant(calendar::Members& body, std::string_view name);
base::Json read_ground(calendar::Members& body);  // null when absent

}  // namespace api
