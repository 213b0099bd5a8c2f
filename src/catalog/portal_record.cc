#include "catalog/portal_record.h"

#include <algorithm>
#include <array>

#include "catalog/portal_channels.h"
#include "catalog/portal_fee.h"
#include "catalog/portal_law.h"
#include "catalog/portal_limit.h"
#include "catalog/portal_paper.h"
#include "catalog/portal_standing.h"
#include "catalog/publicity_list.h"

namespace catalog {
namespace {

constexpr std::array<std::pair<std::string_view, Level>, 9> kLevels{{{"Cấp bộ", Level::kMinistry},
                                                                     {"Cấp Bộ", Level::kMinistry},
                                                                     {"Cấp tỉnh", Level::kProvince},
                                                                     {"Cấp Tỉnh", Level::kProvince},
                                                                     {"Cấp huyện", Level::kDistrict},
                                                                     {"Cấp Huyện", Level::kDistrict},
                                                                     {"Cấp xã", Level::kCommune},
                                                                     {"Cấp Xã", Level::kCommune},
                                                                     {"Cơ quan khác", Level::kOther}}};

// Groups of applicants whose names hold commas stand first.
constexpr std::array<std::string_view, 16> kAudience{"Tổ chức (không bao gồm doanh nghiệp, HTX)",
                                                     "Cán bộ, công chức, viên chức",
                                                     "Doanh nghiệp có vốn đầu tư nước ngoài",
                                                     "Doanh nghiệp Việt Nam",
                                                     "Doanh nghiệp",
                                                     "Công dân Việt Nam",
                                                     "Hợp tác xã",
                                                     "Tổ chức nước ngoài",
                                                     "Người nước ngoài cư trú tại Việt Nam",
                                                     "Người nước ngoài",
                                                     "Người Việt Nam định cư ở nước ngoài",
                                                     "Đảng viên",
                                                     "Tổ chức Đảng",
                                                     "Tổ chức",
                                                     "Cá nhân",
                                                     "Hộ kinh doanh"};

// The members of one object of the record, cleaned.
class Fields {
 public:
  Fields(const base::Json& json, ImportProblems& problems) : json_(json), problems_(problems) {}

  std::string operator()(std::string_view name) {
    const base::Json* value = json_.find(name);
    if (!value || value->is_null()) return {};
    if (!value->is_string()) {
      if (wrong_.empty()) wrong_ = name;
      return {};
    }
    return clean_text(value->string(), name, problems_);
  }
  const std::string& wrong() const { return wrong_; }  // the first field that is not a text

 private:
  const base::Json& json_;
  ImportProblems& problems_;
  std::string wrong_;
};

bool is_portal_code(std::string_view code) {
  const std::size_t first = digits_at(code);
  if (first == 0 || first > 2 || !code.substr(first).starts_with('.')) return false;
  const std::size_t second = digits_at(code.substr(first + 1));
  return second >= 3 && second <= 9 && first + 1 + second == code.size();
}

void add_level(std::string_view word, ProcedureVersion& version, ImportProblems& problems) {
  for (const auto& [known, level] : kLevels) {
    if (known == word) return version.levels.push_back(level);
  }
  problems.add("level_unknown", word);
}

void read_levels(std::string_view text, ProcedureVersion& version, ImportProblems& problems) {
  text = stated_or_empty(text);
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view word = trimmed(text.substr(0, comma));
    if (!word.empty()) add_level(word, version, problems);
    text = comma < text.size() ? text.substr(comma + 1) : std::string_view();
  }
  if (version.levels.empty()) problems.add("level_missing", "");
}

void read_audience(std::string_view text, ProcedureVersion& version, ImportProblems& problems) {
  text = stated_or_empty(text);
  while (!text.empty()) {
    std::size_t bytes = 0;
    for (const std::string_view group : kAudience) {
      if (bytes == 0 && text.starts_with(group)) bytes = group.size();
    }
    if (bytes == 0) {
      bytes = std::min(text.find(','), text.size());
      problems.add("audience_unknown", text.substr(0, bytes));
    } else {
      version.audience.emplace_back(text.substr(0, bytes));
    }
    const std::size_t next = text.find_first_not_of(", ", bytes);
    text = next == std::string_view::npos ? std::string_view() : text.substr(next);
  }
}

void read_rows(const std::vector<PrintedRow>& rows, ProcedureVersion& version, ImportProblems& problems) {
  version.cases.push_back(read_limit(rows, version.steps, problems));
  version.fees = read_fees(rows, problems);
  for (const PrintedRow& row : rows) {
    const bool known = std::ranges::any_of(version.channels, [&](const ChannelRule& rule) {
      return rule.channel == row.channel && rule.limit_text == row.time && rule.note == row.note;
    });
    if (!known) version.channels.push_back({row.channel, row.time, row.note});
  }
}

void read_publicity(ProcedureVersion& version, ImportProblems& problems) {
  const AssumedPublicity assumed = assumed_publicity(version.code, version.name, version.field);
  version.publicity = assumed.publicity;
  version.publicity_trust = Trust::kAssumed;
  if (!assumed.basis.empty()) problems.add("publicity_assumed", assumed.basis);
}

// Repaired and done with: they stand in the report and not in the version.
bool remains(const ImportProblem& problem) {
  static const std::vector<std::string_view> kRepaired{"text_not_nfc",      "no_break_space",        "direction_mark",
                                                       "control_character", "private_use_character", "web_page_text"};
  return std::ranges::find(kRepaired, problem.code) == kRepaired.end();
}

ImportedProcedure finished(ProcedureVersion version, const ImportProblems& problems) {
  version.source = "portal-2026";
  for (const ImportProblem& problem : problems.all()) {
    if (remains(problem)) version.problems.push_back(problem.code);
  }
  return {std::move(version), problems.all()};
}

base::Done check_identity(const ProcedureVersion& version) {
  if (version.code.empty()) return base::refuse("record_without_code");
  if (!is_portal_code(version.code)) {
    return base::refuse("procedure_code_malformed", {{"code", excerpt(version.code, 40)}});
  }
  if (version.name.empty()) return base::refuse("record_without_name", {{"code", version.code}});
  return {};
}

std::vector<PrintedRow> table_rows(const base::Json& tables, ImportProblems& problems) {
  std::vector<PrintedRow> rows;
  for (const base::Json& json : tables.list("hinh_thuc_nop")) {
    Fields row(json, problems);
    add_structured_row(row("hinh_thuc"), row("thoi_han_giai_quyet"), row("phi_le_phi"), row("mo_ta"), rows, problems);
  }
  if (rows.empty()) problems.add("channel_missing", "");
  return rows;
}

void read_table_papers(const base::Json& tables, ProcedureVersion& version, ImportProblems& problems) {
  PaperGroup group;
  for (const base::Json& json : tables.list("thanh_phan_ho_so")) {
    Fields row(json, problems);
    add_structured_paper(row("ten_giay_to"), row("so_luong"), row("ghi_chu"), group, problems);
  }
  if (group.papers.empty()) return problems.add("papers_missing", "");
  version.papers.push_back(std::move(group));
}

// The number's column is often cut ("12" for "12/2021/QĐ-TTg"): the whole number then stands in the title.
void read_table_laws(const base::Json& tables, ProcedureVersion& version, ImportProblems& problems) {
  for (const base::Json& json : tables.list("can_cu_phap_ly")) {
    Fields row(json, problems);
    const std::string number = one_line(row("so_ky_hieu"));
    const std::string title = row("trich_yeu");
    std::string whole = document_number_in(number);
    if (whole.empty()) whole = document_number_in(title);
    if (whole.empty() || (!number.empty() && !contains(whole, number) && !contains(number, whole))) {
      problems.add("legal_basis_unread", number.empty() ? excerpt(title, 120) : number);
      continue;
    }
    if (std::ranges::find(version.legal_basis, whole) == version.legal_basis.end()) {
      version.legal_basis.push_back(std::move(whole));
    }
  }
}

}  // namespace

bool is_page_record(const base::Json& json) { return json.find("ma_thu_tuc") != nullptr; }
bool is_table_record(const base::Json& json) { return json.find("thu_tuc_id") != nullptr; }

base::Result<ImportedProcedure> read_page_record(const base::Json& json, std::optional<base::LocalDate> seen_from) {
  ImportProblems problems;
  Fields field(json, problems);
  ProcedureVersion version;
  version.code = field("ma_thu_tuc");
  version.name = one_line(field("ten_thu_tuc"));
  version.field = one_line(field("linh_vuc"));
  version.steps = stated_or_empty(field("trinh_tu_thuc_hien"));
  version.conditions = stated_or_empty(field("yeu_cau_dieu_kien"));
  version.portal_url = one_line(field("detail_url"));
  version.seen_from = seen_from;
  const PrintedAgencies agencies{field("co_quan_co_tham_quyen"), field("co_quan_thuc_hien")};
  const std::string levels = field("cap_thuc_hien"), audience = field("doi_tuong_thuc_hien");
  const std::string channels = field("cach_thuc_thuc_hien"), papers = field("thanh_phan_ho_so");
  const std::string laws = field("can_cu_phap_ly"), results = field("ket_qua_xu_ly");
  const std::string decision = field("so_quyet_dinh");
  if (!field.wrong().empty())
    return base::refuse("field_wrong_type", {{"field", field.wrong()}, {"expected", "text"}}, "/" + field.wrong());
  if (auto known = check_identity(version); !known) return tl::unexpected(known.error());
  read_levels(levels, version, problems);
  read_audience(audience, version, problems);
  read_rows(split_channels(channels, problems), version, problems);
  version.papers = split_papers(papers, problems);
  version.legal_basis = split_legal_basis(laws, problems);
  version.results = split_results(results, problems);
  version.decision_no = decision_number(decision, problems);
  read_standing(agencies, version, problems);
  read_publicity(version, problems);
  return finished(std::move(version), problems);
}

base::Result<ImportedProcedure> read_table_record(const base::Json& json) {
  static const base::Json kNone;
  const auto part = [&](std::string_view name) -> const base::Json& {
    const base::Json* found = json.find(name);
    return found ? *found : kNone;
  };
  ImportProblems problems;
  Fields head(json, problems), meta(part("metadata"), problems), content(part("content"), problems);
  ProcedureVersion version;
  version.code = head("thu_tuc_id");
  version.name = one_line(meta("tên_thủ_tục"));
  version.field = one_line(meta("lĩnh_vực"));
  version.steps = stated_or_empty(content("trình_tự_thực_hiện"));
  version.conditions = stated_or_empty(content("yêu_cầu_điều_kiện_thực_hiện"));
  if (auto known = check_identity(version); !known) return tl::unexpected(known.error());
  read_levels(meta("cấp_thực_hiện"), version, problems);
  read_audience(content("đối_tượng_thực_hiện"), version, problems);
  const base::Json& tables = part("tables");
  read_rows(table_rows(tables, problems), version, problems);
  read_table_papers(tables, version, problems);
  read_table_laws(tables, version, problems);
  const std::string result = one_line(stated_or_empty(content("kết_quả_thực_hiện")));
  if (!result.empty()) version.results.push_back({{}, result});
  version.decision_no = decision_number(meta("số_quyết_định"), problems);
  read_standing({content("cơ_quan_có_thẩm_quyền"), content("cơ_quan_thực_hiện")}, version, problems);
  read_publicity(version, problems);
  for (const Fields* fields : {&head, &meta, &content}) {
    if (!fields->wrong().empty())
      return base::refuse("field_wrong_type", {{"field", fields->wrong()}, {"expected", "text"}});
  }
  return finished(std::move(version), problems);
}

}  // namespace catalog
