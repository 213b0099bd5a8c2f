#include "catalog/agency_names.h"

#include <array>
#include <map>
#include <vector>

#include "base/text.h"

namespace catalog {
namespace {

struct Entry {
  std::string_view name;  // as printed; compared folded
  Agency agency;
};

constexpr AgencyReach kCity = AgencyReach::kCity;
constexpr AgencyReach kElsewhere = AgencyReach::kElsewhere;
constexpr AgencyReach kBeside = AgencyReach::kBeside;

// Whole names, after the city's own name and "the provinces and cities" are cut off at the end.
constexpr std::array kWhole = {
    Entry{"Ủy ban nhân dân cấp xã", {"commune_pc", kCity}},
    Entry{"UBND cấp xã", {"commune_pc", kCity}},
    Entry{"Ủy ban nhân dân xã, phường, thị trấn", {"commune_pc", kCity}},
    Entry{"Ủy ban nhân dân cấp xã, phường, thị trấn", {"commune_pc", kCity}},
    Entry{"Ủy ban nhân dân xã, phường", {"commune_pc", kCity}},
    Entry{"Ủy ban nhân dân phường, xã", {"commune_pc", kCity}},
    Entry{"Cơ quan chuyên môn về nông nghiệp và môi trường thuộc UBND cấp xã", {"commune_pc", kCity}},
    Entry{"Cơ quan đăng ký kinh doanh cấp xã", {"commune_pc", kCity}},
    Entry{"Chủ tịch Ủy ban nhân dân xã", {"commune_chair", kCity}},
    Entry{"Chủ tịch Ủy ban nhân dân cấp xã", {"commune_chair", kCity}},
    Entry{"Chủ tịch UBND cấp xã", {"commune_chair", kCity}},
    Entry{"Chủ tịch Ủy ban nhân dân xã, phường, thị trấn", {"commune_chair", kCity}},
    Entry{"Ủy ban nhân dân cấp tỉnh", {"province_pc", kCity}},
    Entry{"Ủy ban nhân dân tỉnh, thành phố", {"province_pc", kCity}},
    Entry{"Ủy ban nhân dân tỉnh, thành phố trực thuộc trung ương", {"province_pc", kCity}},
    Entry{"UBND cấp tỉnh", {"province_pc", kCity}},
    Entry{"Ủy ban nhân dân tỉnh", {"province_pc", kCity}},
    Entry{"Ủy ban nhân dân thành phố", {"province_pc", kCity}},
    Entry{"Ủy ban nhân dân tỉnh và thành phố trực thuộc trung ương", {"province_pc", kCity}},
    Entry{"Chủ tịch Ủy ban nhân dân cấp tỉnh", {"province_chair", kCity}},
    Entry{"Chủ tịch UBND cấp tỉnh", {"province_chair", kCity}},
    Entry{"Chủ tịch Ủy ban nhân dân thành phố", {"province_chair", kCity}},
    Entry{"Chủ tịch Ủy ban nhân dân tỉnh, thành phố trực thuộc trung ương", {"province_chair", kCity}},
    Entry{"Giám đốc Sở Tư pháp", {"department:justice", kCity}},
    Entry{"Sở Tư pháp", {"department:justice", kCity}},
    Entry{"Sở Xây dựng", {"department:construction", kCity}},
    Entry{"Văn phòng Sở Xây dựng", {"department:construction", kCity}},
    Entry{"Sở Tài chính", {"department:finance", kCity}},
    Entry{"Sở Nông nghiệp và Môi trường", {"department:agriculture-environment", kCity}},
    Entry{"Sở Công Thương", {"department:industry-trade", kCity}},
    Entry{"Sở Nội vụ", {"department:home-affairs", kCity}},
    Entry{"Sở Y tế", {"department:health", kCity}},
    Entry{"Sở Giáo dục và Đào tạo", {"department:education-training", kCity}},
    Entry{"Sở Khoa học và Công nghệ", {"department:science-technology", kCity}},
    Entry{"Sở Văn hóa và Thể thao", {"department:culture-sports", kCity}},
    Entry{"Sở Du lịch", {"department:tourism", kCity}},
    Entry{"Sở Quy hoạch - Kiến trúc", {"department:planning-architecture", kCity}},
    Entry{"Sở Dân tộc và Tôn giáo", {"department:ethnic-religion", kCity}},
    Entry{"Sở Ngoại vụ", {"department:foreign-affairs", kCity}},
    Entry{"Văn phòng đăng ký đất đai", {"land_office", kCity}},
    Entry{"Chi nhánh Văn phòng đăng ký đất đai", {"land_branch", kCity}},
    Entry{"Ban quản lý khu công nghiệp, khu kinh tế, khu chế xuất, khu công nghệ cao", {"zone_board", kCity}},
    Entry{"Ban Quản lý các khu công nghiệp", {"zone_board", kCity}},
    Entry{"Tổ chức hành nghề công chứng", {"notary", kBeside}},
    Entry{"Phòng công chứng", {"notary", kBeside}},
    Entry{"Văn phòng công chứng", {"notary", kBeside}},
    Entry{"Cơ quan đại diện có thẩm quyền", {"mission_abroad", kBeside}},
    Entry{"Cơ quan đại diện", {"mission_abroad", kBeside}},
    // They prepare what the chair of the committee decides.
    Entry{"Cơ quan có chức năng quản lý đất đai cấp tỉnh", {"land_agency", kBeside}},
    Entry{"Cơ quan quản lý đất đai cấp xã", {"land_agency", kBeside}},
    Entry{"Thủ tướng Chính phủ", {"ministry", kElsewhere}},
    Entry{"Thi hành án dân sự tỉnh, thành phố", {"judgment_enforcement", kElsewhere}},
};

// Families of vertical and central bodies, by how their names begin; the longest beginning counts.
constexpr std::array kBeginnings = {
    Entry{"Chi cục Hải quan", {"customs", kElsewhere}},
    Entry{"Cục Hải quan", {"customs", kElsewhere}},
    Entry{"Hải quan", {"customs", kElsewhere}},
    Entry{"Cục Thuế", {"tax", kElsewhere}},
    Entry{"Chi cục Thuế", {"tax", kElsewhere}},
    Entry{"Cơ quan thuế", {"tax", kElsewhere}},
    Entry{"Thuế tỉnh, thành phố", {"tax", kElsewhere}},
    Entry{"Thuế cơ sở", {"tax", kElsewhere}},
    Entry{"Thuế thành phố Hà Nội", {"tax", kElsewhere}},
    Entry{"Công an cấp xã", {"commune_police", kElsewhere}},
    Entry{"Công an phường", {"commune_police", kElsewhere}},
    Entry{"Công an xã", {"commune_police", kElsewhere}},
    Entry{"Công an tỉnh", {"police", kElsewhere}},
    Entry{"Công an cấp tỉnh", {"police", kElsewhere}},
    Entry{"Công an thành phố Hà Nội", {"police", kElsewhere}},
    Entry{"Phòng Cảnh sát", {"police", kElsewhere}},
    Entry{"Phòng Xuất nhập cảnh", {"police", kElsewhere}},
    Entry{"Phòng quản lý xuất nhập cảnh", {"police", kElsewhere}},
    Entry{"Cục Cảnh sát", {"police", kElsewhere}},
    Entry{"Cục Quản lý xuất nhập cảnh", {"police", kElsewhere}},
    Entry{"Cục An ninh mạng", {"police", kElsewhere}},
    Entry{"Bộ Công an", {"police", kElsewhere}},
    Entry{"Bảo hiểm xã hội", {"social_insurance", kElsewhere}},
    Entry{"Kho bạc nhà nước", {"treasury", kElsewhere}},
    Entry{"Ngân hàng Nhà nước", {"state_bank", kElsewhere}},
    Entry{"Bộ Quốc phòng", {"military", kElsewhere}},
    Entry{"Bộ Tổng Tham mưu", {"military", kElsewhere}},
    Entry{"Bộ Tư lệnh", {"military", kElsewhere}},
    Entry{"Ban chỉ huy quân sự cấp xã", {"military", kElsewhere}},
    Entry{"Bộ chỉ huy quân sự", {"military", kElsewhere}},
    Entry{"Bộ đội Biên phòng", {"military", kElsewhere}},
    Entry{"Biên phòng", {"military", kElsewhere}},
    Entry{"Tòa án nhân dân", {"court", kElsewhere}},
    Entry{"Ủy ban Chứng khoán Nhà nước", {"ministry", kElsewhere}},
    Entry{"Cảng vụ", {"ministry", kElsewhere}},
    Entry{"Ban Cơ yếu Chính phủ", {"ministry", kElsewhere}},
    Entry{"Bộ phận", {"desk", kBeside}},  // "Bộ phận Một cửa …" receives, and decides nothing
    Entry{"Bộ", {"ministry", kElsewhere}},
    Entry{"Cục", {"ministry", kElsewhere}},
    Entry{"Tổng cục", {"ministry", kElsewhere}},
    Entry{"Vụ", {"ministry", kElsewhere}},
};

// What may follow a name without changing whose it is: the city, or "of the provinces and cities".
constexpr std::array kEndings = {std::string_view("Thành phố Hà Nội"), std::string_view("TP Hà Nội"),
                                 std::string_view("Hà Nội"), std::string_view("các tỉnh, thành phố"),
                                 std::string_view("tỉnh, thành phố trực thuộc trung ương")};

struct Direction {
  std::string_view authority, vi, en;
};

constexpr std::array kDirections = {
    Direction{"customs",
              "Nộp tại cơ quan hải quan (Chi cục Hải quan khu vực) hoặc Cổng thông tin một cửa quốc gia vnsw.gov.vn",
              "Hand in at the customs office (Regional Customs Branch) or at vnsw.gov.vn"},
    Direction{"tax", "Nộp tại cơ quan thuế quản lý trực tiếp hoặc Cổng thuế điện tử thuedientu.gdt.gov.vn",
              "Hand in at the tax office in charge or at thuedientu.gdt.gov.vn"},
    Direction{"commune_police",
              "Nộp tại Công an phường, xã hoặc Cổng dịch vụ công Bộ Công an dichvucong.bocongan.gov.vn",
              "Hand in at the ward or commune police or at dichvucong.bocongan.gov.vn"},
    Direction{"police", "Nộp tại Công an thành phố hoặc Cổng dịch vụ công Bộ Công an dichvucong.bocongan.gov.vn",
              "Hand in at the city police or at dichvucong.bocongan.gov.vn"},
    Direction{"social_insurance", "Nộp tại cơ quan Bảo hiểm xã hội hoặc dichvucong.baohiemxahoi.gov.vn",
              "Hand in at the social insurance office or at dichvucong.baohiemxahoi.gov.vn"},
    Direction{"treasury", "Nộp tại Kho bạc Nhà nước nơi giao dịch",
              "Hand in at the State Treasury office you deal with"},
    Direction{"state_bank", "Nộp tại Ngân hàng Nhà nước (trung ương hoặc khu vực)",
              "Hand in at the State Bank of Vietnam (head or regional office)"},
    Direction{"military", "Nộp tại cơ quan quân sự có thẩm quyền", "Hand in at the competent military authority"},
    Direction{"court", "Nộp tại Tòa án nhân dân có thẩm quyền", "Hand in at the competent People's Court"},
    Direction{"judgment_enforcement", "Nộp tại cơ quan thi hành án dân sự có thẩm quyền",
              "Hand in at the competent civil judgment enforcement agency"},
    Direction{"elsewhere", "Nộp tại cơ quan có thẩm quyền", "Hand in at the competent body"},
    Direction{"ministry",
              "Nộp tại bộ, cơ quan trung ương có thẩm quyền hoặc Cổng dịch vụ công quốc gia dichvucong.gov.vn",
              "Hand in at the competent ministry or central agency or at dichvucong.gov.vn"},
};

std::string without_ending(std::string folded) {
  static const std::vector<std::string> kFolded = [] {
    std::vector<std::string> folded_endings;
    folded_endings.reserve(kEndings.size());
    for (const std::string_view ending : kEndings) folded_endings.push_back(" " + base::fold(ending));
    return folded_endings;
  }();
  for (const std::string& ending : kFolded) {
    if (folded.ends_with(ending)) return folded.substr(0, folded.size() - ending.size());
  }
  return folded;
}

using Names = std::map<std::string, Agency, std::less<>>;

template <std::size_t N>
Names folded_names(const std::array<Entry, N>& entries) {
  Names names;
  for (const Entry& entry : entries) names.emplace(base::fold(entry.name), entry.agency);
  return names;
}

std::optional<Agency> by_beginning(std::string_view folded) {
  static const Names kNames = folded_names(kBeginnings);
  const Agency* best = nullptr;
  std::size_t longest = 0;
  for (const auto& [beginning, agency] : kNames) {
    const bool begins = folded == beginning || folded.starts_with(beginning + " ");
    if (!begins || beginning.size() < longest) continue;
    longest = beginning.size();
    best = &agency;
  }
  return best ? std::optional(*best) : std::nullopt;
}

const Direction* direction_of(std::string_view authority) {
  for (const Direction& direction : kDirections) {
    if (direction.authority == authority) return &direction;
  }
  return nullptr;
}

}  // namespace

std::optional<Agency> agency_named(std::string_view name) {
  static const Names kNames = folded_names(kWhole);
  const std::string folded = base::fold(name);
  auto found = kNames.find(folded);
  if (found == kNames.end()) found = kNames.find(without_ending(folded));
  if (found != kNames.end()) return found->second;
  return by_beginning(folded);
}

std::string_view direction_vi(std::string_view authority) {
  const Direction* direction = direction_of(authority);
  return direction ? direction->vi : std::string_view();
}

std::string_view direction_en(std::string_view authority) {
  const Direction* direction = direction_of(authority);
  return direction ? direction->en : std::string_view();
}

}  // namespace catalog
