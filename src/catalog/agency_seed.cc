#include "catalog/agency_seed.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "catalog/agency_names.h"

namespace catalog {
namespace {

struct PlaceQuestion {
  std::string_view kind, vi, en;
};

constexpr std::array kQuestions = {
    PlaceQuestion{"land", "Thửa đất ở phường, xã nào?", "In which ward or commune is the land?"},
    PlaceQuestion{"site", "Công trình ở phường, xã nào?", "In which ward or commune is the building site?"},
    PlaceQuestion{"residence_subject", "Người được đăng ký cư trú ở phường, xã nào?",
                  "In which ward or commune does the person concerned live?"},
    PlaceQuestion{"seat", "Trụ sở ở phường, xã nào?", "In which ward or commune is the seat?"},
    PlaceQuestion{"event_place", "Vụ việc thuộc địa bàn phường, xã nào?",
                  "Which ward or commune does the matter belong to?"},
};

// Where the matter of a field lies. Fields that are not named ask the neutral question.
struct FieldPlace {
  std::string_view field, kind;
};

constexpr std::array kFieldPlaces = {
    FieldPlace{"Hộ tịch", "residence_subject"},
    FieldPlace{"Nuôi con nuôi", "residence_subject"},
    FieldPlace{"Đất đai", "land"},
    FieldPlace{"Hoạt động xây dựng", "site"},
    FieldPlace{"Nhà ở", "site"},
    FieldPlace{"Quy hoạch xây dựng, kiến trúc", "site"},
    FieldPlace{"Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)", "seat"},
};

// Fields whose records often name no agency; only where the record is one of that level, if one is named.
struct FieldDefault {
  std::string_view field;
  std::optional<Level> level;
  std::string_view authority;
};

constexpr std::array kFieldDefaults = {
    FieldDefault{"Hộ tịch", Level::kCommune, "commune_pc"},
    FieldDefault{"Chứng thực", Level::kCommune, "commune_pc"},
    FieldDefault{"Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)", Level::kCommune, "commune_pc"},
    FieldDefault{"Đăng ký, quản lý cư trú", Level::kCommune, "commune_police"},
    FieldDefault{"Cấp, quản lý căn cước", Level::kCommune, "commune_police"},
    FieldDefault{"Thuế", std::nullopt, "tax"},
    FieldDefault{"Hải quan", std::nullopt, "customs"},
};

bool same(std::string_view one, std::string_view other) { return base::fold(one) == base::fold(other); }

std::string_view place_kind_of(std::string_view field) {
  for (const FieldPlace& known : kFieldPlaces) {
    if (same(known.field, field)) return known.kind;
  }
  return "event_place";
}

void ask(CompetenceRule& rule, std::string_view kind) {
  rule.place_kind = kind;
  for (const PlaceQuestion& question : kQuestions) {
    if (question.kind != kind) continue;
    rule.place_question_vi = question.vi;
    rule.place_question_en = question.en;
  }
}

CompetenceRule assumed(const ProcedureVersion& version, std::string id, std::string_view authority,
                       std::string source) {
  CompetenceRule rule;
  rule.id = std::move(id);
  rule.procedure = version.code;
  rule.authority = authority;
  rule.source = std::move(source);
  rule.trust = Trust::kAssumed;
  return rule;
}

std::string printed_names(const ProcedureVersion& version) {
  std::string names;
  for (const std::string& name : version.agencies) names += (names.empty() ? "" : "; ") + name;
  return names.empty() ? version.field : names;
}

// Customs, tax, police, ministries: the record can be read here and says where to go (practice E: 1.000005). Several
// such bodies need no choice between them here: the person goes to one of those that the record names.
CompetenceRule elsewhere(const ProcedureVersion& version, std::string_view authority, std::string source) {
  CompetenceRule rule = assumed(version, "seed-1", authority, std::move(source));
  const std::string names = printed_names(version);
  const std::string link = version.portal_url.empty() ? "" : "; " + version.portal_url;
  rule.find = "single";
  rule.taken_at = TakenAt::kNotHere;
  rule.direction_vi = std::string(direction_vi(authority)) + " (" + names + ")" + link;
  rule.direction_en = std::string(direction_en(authority)) + " (" + names + ")" + link;
  return rule;
}

bool of_commune(std::string_view authority) { return authority.starts_with("commune_"); }

CompetenceRule in_city(const ProcedureVersion& version, std::string_view authority, std::string source) {
  CompetenceRule rule = assumed(version, "seed-1", authority, std::move(source));
  if (!of_commune(authority) && authority != "land_branch") {
    rule.find = "single";
  } else if (same(version.field, "Chứng thực")) {
    rule.find = "applicant_chooses";  // certification knows no territory but for land (Decree 23/2015 art 5)
    rule.place_question_vi = "Ông/bà chọn phường, xã nào?";
    rule.place_question_en = "Which ward or commune do you choose?";
  } else {
    ask(rule, authority == "land_branch" ? "land" : place_kind_of(version.field));
  }
  return rule;
}

// 1.013992: persons at the branch of the land's place, organisations at the city's land registration office.
std::vector<CompetenceRule> land_registration(const ProcedureVersion& version, const std::string& source) {
  CompetenceRule person = in_city(version, "land_branch", source);
  person.applicant_kind = "person";
  CompetenceRule organisation = in_city(version, "land_office", source);
  organisation.id = "seed-2";
  organisation.applicant_kind = "organisation";
  return {person, organisation};
}

struct Reading {
  std::set<std::string_view> city, elsewhere;
  bool unknown = false;
};

Reading read_agencies(const ProcedureVersion& version) {
  Reading reading;
  for (const std::string& name : version.agencies) {
    const auto agency = agency_named(name);
    if (!agency) {
      reading.unknown = true;
    } else if (agency->reach == AgencyReach::kCity) {
      reading.city.insert(agency->authority);
    } else if (agency->reach == AgencyReach::kElsewhere) {
      reading.elsewhere.insert(agency->authority);
    }
  }
  return reading;
}

bool of_level(const ProcedureVersion& version, const std::optional<Level>& level) {
  return !level || std::ranges::find(version.levels, *level) != version.levels.end();
}

std::vector<CompetenceRule> by_field(const ProcedureVersion& version) {
  for (const FieldDefault& known : kFieldDefaults) {
    if (!same(known.field, version.field) || !of_level(version, known.level)) continue;
    std::string source = "Lĩnh vực: " + version.field;
    const bool here = direction_vi(known.authority).empty();
    return {here ? in_city(version, known.authority, source) : elsewhere(version, known.authority, source)};
  }
  return {};
}

std::string_view outside(const std::set<std::string_view>& authorities) {
  return authorities.size() == 1 ? *authorities.begin() : std::string_view("elsewhere");
}

}  // namespace

std::vector<CompetenceRule> seed_rules(const ProcedureVersion& version) {
  const Reading reading = read_agencies(version);
  const std::string source = "Cơ quan thực hiện: " + version.agency_text;
  if (reading.city.empty() && reading.elsewhere.empty()) return by_field(version);
  if (reading.unknown) return {};
  if (reading.city.empty()) return {elsewhere(version, outside(reading.elsewhere), source)};
  if (!reading.elsewhere.empty()) return {};
  if (reading.city == std::set<std::string_view>{"land_branch", "land_office"}) {
    return land_registration(version, source);
  }
  if (reading.city.size() > 1) return {};
  return {in_city(version, *reading.city.begin(), source)};
}

}  // namespace catalog
