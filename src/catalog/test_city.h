// A small Hanoi for tests: five communes of 2025-07-01 with their desks, four of the communes before them, two
// departments, the zones' board, the land office and the centre. Ids and codes are those of the shipped data.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.h"

namespace catalog::test {

using namespace std::chrono_literals;

inline constexpr base::LocalDate kReform{2025y, std::chrono::July, 1d};
inline constexpr base::LocalDate kDay{2026y, std::chrono::August, 20d};
inline constexpr base::LocalDate kBefore{2025y, std::chrono::June, 30d};

inline Unit commune(std::string id, std::string name, std::string code) {
  Unit unit;
  unit.id = std::move(id);
  unit.name = std::move(name);
  unit.official_code = std::move(code);
  unit.valid_from = kReform;
  return unit;
}

inline Unit old_commune(std::string id, std::string name, std::string code, std::vector<Successor> successors) {
  Unit unit = commune(std::move(id), std::move(name), std::move(code));
  unit.valid_from = std::nullopt;
  unit.valid_to = kReform;
  unit.successors = std::move(successors);
  return unit;
}

inline Unit body(std::string id, UnitKind kind, std::string name) {
  Unit unit;
  unit.id = std::move(id);
  unit.kind = kind;
  unit.name = std::move(name);
  return unit;
}

class City {
 public:
  City() {
    communes();
    bodies();
    point("H26.local.point-00004", "H26.local.ward-00004", "Điểm phục vụ phường Ba Đình", "Số 2, phố Trúc Bạch");
    point("H26.local.point-00082", "H26.local.ward-00082", "Điểm phục vụ phường Cửa Nam", "Số 1, phố thử nghiệm");
    point("H26.local.point-00454", "H26.local.commune-00454", "Điểm phục vụ xã Đông Anh", "");
    point("H26.local.point-centre", "H26.local.centre", "Trụ sở Trung tâm", "");
  }

  void publish(const Unit& unit) { fold("UnitPublished", to_json(unit)); }
  void publish(const Delegation& delegation) { fold("DelegationPublished", to_json(delegation)); }
  void publish(const Area& area) { fold("AreaPublished", to_json(area)); }
  void publish(const Serves& serves) { fold("ServesPublished", to_json(serves)); }
  void publish(const ProcedureVersion& procedure) { fold("ProcedurePublished", to_json(procedure)); }
  void publish(const std::string& procedure, std::vector<CompetenceRule> rules) {
    base::JsonArray list;
    for (CompetenceRule& rule : rules) {
      rule.procedure = procedure;
      list.push_back(to_json(rule));
    }
    base::Json payload;
    payload.set("procedure", procedure).set("rules", std::move(list));
    fold("CompetencePublished", payload);
  }
  void serve(const std::string& unit, const std::string& authority, const std::string& area = "") {
    publish(Serves{unit + "." + authority, unit, authority, "", area, {}, {}, "test"});
  }

  void fold(std::string_view kind, const base::Json& payload) {
    catalog.fold(kind, ++version_, base::at_local(kReform, 0), payload);
  }

  Catalog catalog;

 private:
  void communes() {
    publish(commune("H26.local.ward-00004", "Phường Ba Đình", "00004"));
    publish(commune("H26.local.ward-00070", "Phường Hoàn Kiếm", "00070"));
    publish(commune("H26.local.ward-00082", "Phường Cửa Nam", "00082"));
    publish(commune("H26.local.ward-00226", "Phường Văn Miếu - Quốc Tử Giám", "00226"));
    publish(commune("H26.local.commune-00454", "Xã Đông Anh", "00454"));
    for (const Unit* unit : catalog.units()) {
      serve(unit->id, "commune_pc", unit->id);
      serve(unit->id, "commune_chair", unit->id);
    }
    publish(old_commune("H26.local.commune526-00004", "Phường Trúc Bạch", "00004", {{"H26.local.ward-00004", true}}));
    publish(old_commune("H26.local.commune526-00073", "Phường Cửa Nam", "00073",
                        {{"H26.local.ward-00004", false},
                         {"H26.local.ward-00070", false},
                         {"H26.local.ward-00082", false},
                         {"H26.local.ward-00226", false}}));
  }
  void bodies() {
    publish(body("H26.local.department-construction", UnitKind::kDepartment, "Sở Xây dựng"));
    publish(body("H26.local.department-justice", UnitKind::kDepartment, "Sở Tư pháp"));
    publish(body("H26.local.zone-board", UnitKind::kOtherAuthority,
                 "Ban Quản lý các khu công nghệ cao và khu công nghiệp"));
    publish(body("H26.local.province-chair", UnitKind::kOtherAuthority, "Chủ tịch Ủy ban nhân dân thành phố"));
    publish(body("H26.local.centre", UnitKind::kCentre, "Trung tâm Phục vụ hành chính công"));
    serve("H26.local.department-construction", "department:construction");
    serve("H26.local.department-justice", "department:justice");
    serve("H26.local.zone-board", "zone_board");
    serve("H26.local.province-chair", "province_chair");
  }
  void point(const char* id, const char* unit, const char* name, const char* address) {
    Point point;
    point.id = id;
    point.unit = unit;
    point.name = name;
    point.address = address;
    point.valid_from = kReform;
    fold("PointPublished", to_json(point));
  }

  std::int64_t version_ = 0;
};

inline CompetenceRule rule(std::string id, std::string authority, std::string place_kind) {
  CompetenceRule made;
  made.id = std::move(id);
  made.procedure = "1.013225";
  made.authority = std::move(authority);
  made.find = place_kind == "none" ? "single" : "by_area";
  made.place_kind = std::move(place_kind);
  made.source = "test";
  return made;
}

inline ProcedureVersion procedure(std::string code, std::string name, std::string field = "Hộ tịch") {
  ProcedureVersion version;
  version.code = std::move(code);
  version.name = std::move(name);
  version.field = std::move(field);
  version.levels = {Level::kCommune};
  version.source = "portal-2026";
  version.cases.push_back({"1", "Thông thường", {}, {}, "complete"});
  return version;
}

}  // namespace catalog::test
