#include "catalog/portal_agency.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "catalog/agency_names.h"

namespace catalog {
namespace {

constexpr std::size_t kMostNameBytes = 260;  // longer text is prose

// Names that hold ", ": taken as one wherever they stand. Longer ones first where one begins the other.
constexpr std::array<std::string_view, 35> kWithCommas{
    "Ban quản lý khu công nghiệp, khu kinh tế, khu chế xuất, khu công nghệ cao các tỉnh, thành phố",
    "Ban quản lý khu công nghiệp, khu kinh tế, khu chế xuất, khu công nghệ cao",
    "Sở Tài chính các tỉnh, thành phố",
    "Ủy ban nhân dân cấp xã, phường, thị trấn",
    "Ủy ban nhân dân xã, phường, thị trấn",
    "Chủ tịch Ủy ban nhân dân xã, phường, thị trấn",
    "Chủ tịch Ủy ban nhân dân tỉnh, thành phố trực thuộc trung ương",
    "Ủy ban nhân dân tỉnh, thành phố trực thuộc trung ương",
    "Ủy ban nhân dân tỉnh, thành phố",
    "Cục cảnh sát quản lý hành chính về trật tự, xã hội",
    "Cục an ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao",
    "Cục cảnh sát phòng cháy, chữa cháy và cứu nạn cứu hộ",
    "Cục cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ",
    "Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ TP HCM",
    "Cục Hải quan tỉnh, thành phố",
    "Thuế tỉnh, thành phố",
    "Thi hành án dân sự tỉnh, thành phố",
    "Bảo hiểm xã hội tỉnh, thành phố",
    "Kho bạc Nhà nước tỉnh, thành phố",
    "Cục Đo đạc, Bản đồ và Thông tin địa lý VN- Bộ NN và MT",
    "Cục Chất lượng, Chế biến và Phát triển thị trường - Bộ NN và MT",
    "Cục Quản lý Đê điều và Phòng, Chống thiên tai - Bộ NN và MT",
    "Bộ Văn hóa, Thể thao và Du lịch",
    "Cục khoa học, chiến lược và lịch sử Công an",
    "Bộ, cơ quan ngang Bộ, cơ quan thuộc Chính phủ",
    "Cơ sở đăng kiểm (xe cơ giới, xe máy chuyên dùng)",
    "Trung tâm Đăng ký giao dịch, tài sản",
    "Văn phòng Ủy ban Quốc gia Ứng phó sự cố, thiên tai và Tìm kiếm cứu nạn",
    "Ủy ban Quốc gia Ứng phó sự cố, thiên tai và Tìm kiếm cứu nạn",
    "Trung tâm Chất lượng, Chế biến và Phát triển thị trường vùng 1",
    "Trung tâm Chất lượng, Chế biến và Phát triển thị trường vùng 2",
    "Trung tâm Chất lượng, Chế biến và Phát triển thị trường vùng 3",
    "Trung tâm Chất lượng, Chế biến và Phát triển thị trường vùng 4",
    "Trung tâm Chất lượng, Chế biến và Phát triển thị trường vùng 5",
    "Trung tâm Chất lượng, Chế biến và Phát triển thị trường vùng 6"};

// Names that the dictionary of competence has no authority for, but that are agencies.
constexpr std::array<std::string_view, 59> kOthers{
    "Chủ tịch nước",
    "Chính phủ",
    "Quốc hội",
    "Hội đồng nhân dân cấp tỉnh",
    "Hội đồng nhân dân tỉnh",
    "Văn phòng Chính phủ",
    "Thanh tra Bộ",
    "Thanh tra Bộ Quốc phòng",
    "Trung tâm Dữ liệu quốc gia",
    "Trung tâm Hành chính công",
    "Trung tâm trợ giúp pháp lý nhà nước",
    "Quỹ Bảo vệ và Phát triển rừng tỉnh",
    "Chi cục Kiểm lâm",
    "Chi cục Lâm nghiệp và Kiểm lâm",
    "Chi cục Thủy sản",
    "Chi cục Chăn nuôi và Thú y",
    "Chi cục Chăn nuôi và Thú y vùng",
    "Chi cục Trồng trọt và Bảo vệ thực vật",
    "Chi cục Đăng kiểm",
    "Chi cục Hàng hải và Đường thuỷ phía Bắc",
    "Chi cục Hàng hải và Đường thuỷ phía Nam",
    "Chi cục đường thủy nội địa",
    "Cơ quan đăng ký tàu biển Việt Nam",
    "Cơ quan thẩm quyền quản lý CITES Việt Nam",
    "Cơ quan quản lý nhà nước về thủy sản cấp tỉnh",
    "Cơ quan chức năng do Ủy ban nhân dân cấp tỉnh chỉ định",
    "Cơ quan chuyên môn về nông nghiệp và môi trường thuộc Ủy ban nhân dân cấp tỉnh",
    "Người đứng đầu cơ quan chuyên môn thuộc Ủy ban nhân dân cấp tỉnh",
    "Cơ quan quản lý chuyên ngành thú y cấp tỉnh",
    "Cơ quan kiểm dịch thực vật",
    "Cơ quan kiểm dịch động vật cửa khẩu",
    "Trung tâm kiểm dịch Y tế Quốc tế",
    "Cơ quan quản lý cơ sở dữ liệu hộ tịch điện tử",
    "Khu Quản lý đường bộ",
    "Văn phòng đại diện Cảng vụ Hàng hải",
    "Giám đốc Sở Tư pháp",
    "Quân chủng Hải quân",
    "Tổng cục Công nghiệp Quốc phòng",
    "Ban Cơ yếu Chính phủ",
    "Đội Thủ tục Biên phòng cửa khẩu cảng",
    "Đội Thủ tục Hải quan cửa khẩu cảng",
    "Phòng Pháp chế Cảng vụ hàng hải",
    "Đội Thủ tục thuộc Biên phòng cửa khẩu biên giới đất liền",
    "Cơ quan Thanh tra",
    "Đơn vị quản lý vận hành nhà ở",
    "Phòng thi hành án cấp quân khu",
    "Trung tâm Thông tin Công nghiệp và Thương mại",
    "Trưởng ban Cơ yếu Chính phủ",
    "Chỉ huy trưởng Bộ chỉ huy quân sự tỉnh",
    "Trung tâm Dữ liệu thông tin phía Nam",
    "Chi cục Kiểm dịch thực vật vùng I",
    "Chi cục Kiểm dịch thực vật vùng II",
    "Chi cục Kiểm dịch thực vật vùng III",
    "Chi cục Kiểm dịch thực vật vùng IV",
    "Chi cục Kiểm dịch thực vật vùng V",
    "Chi cục Kiểm dịch thực vật vùng VI",
    "Chi cục Kiểm dịch thực vật vùng VII",
    "Chi cục Kiểm dịch thực vật vùng VIII",
    "Chi cục Kiểm dịch thực vật vùng IX"};

// The provinces and cities but Hanoi: of today (Resolution 202/2025/QH15) and of before, whose names records still
// bear.
constexpr std::array<std::string_view, 62> kProvinces{"An Giang",    "Bà Rịa - Vũng Tàu",
                                                      "Bạc Liêu",    "Bắc Giang",
                                                      "Bắc Kạn",     "Bắc Ninh",
                                                      "Bến Tre",     "Bình Dương",
                                                      "Bình Định",   "Bình Phước",
                                                      "Bình Thuận",  "Cà Mau",
                                                      "Cao Bằng",    "Cần Thơ",
                                                      "Đà Nẵng",     "Đắk Lắk",
                                                      "Đắk Nông",    "Điện Biên",
                                                      "Đồng Nai",    "Đồng Tháp",
                                                      "Gia Lai",     "Hà Giang",
                                                      "Hà Nam",      "Hà Tĩnh",
                                                      "Hải Dương",   "Hải Phòng",
                                                      "Hậu Giang",   "Hòa Bình",
                                                      "Hồ Chí Minh", "Hưng Yên",
                                                      "Khánh Hòa",   "Kiên Giang",
                                                      "Kon Tum",     "Lai Châu",
                                                      "Lạng Sơn",    "Lào Cai",
                                                      "Lâm Đồng",    "Long An",
                                                      "Nam Định",    "Nghệ An",
                                                      "Ninh Bình",   "Ninh Thuận",
                                                      "Phú Thọ",     "Phú Yên",
                                                      "Quảng Bình",  "Quảng Nam",
                                                      "Quảng Ngãi",  "Quảng Ninh",
                                                      "Quảng Trị",   "Sóc Trăng",
                                                      "Sơn La",      "Tây Ninh",
                                                      "Thái Bình",   "Thái Nguyên",
                                                      "Thanh Hóa",   "Huế",
                                                      "Tiền Giang",  "Trà Vinh",
                                                      "Tuyên Quang", "Vĩnh Long",
                                                      "Vĩnh Phúc",   "Yên Bái"};

template <std::size_t N>
std::vector<std::string> folded(const std::array<std::string_view, N>& names) {
  std::vector<std::string> texts;
  for (const std::string_view name : names) texts.push_back(base::fold(name));
  return texts;
}

// "- tỉnh An Giang", "TP.HCM", "Thành phố Hải Phòng": the province stands at the end of the name.
bool is_foreign(std::string_view folded_name) {
  static const std::vector<std::string> kFolded = folded(kProvinces);
  if (folded_name.ends_with(" hcm")) return true;
  return std::ranges::any_of(kFolded, [&](const std::string& province) {
    for (const std::string_view kind :
         {std::string_view("tinh "), std::string_view("thanh pho "), std::string_view("tp ")}) {
      if (folded_name.ends_with(" " + std::string(kind) + province)) return true;
    }
    return false;
  });
}

bool is_abolished(std::string_view folded_name) {
  return contains(folded_name, "cap huyen") || folded_name.ends_with(" huyen") || contains(folded_name, " quan huyen");
}

bool is_known(std::string_view name, const std::string& folded_name) {
  static const std::vector<std::string> kFoldedOthers = folded(kOthers);
  static const std::vector<std::string> kFoldedWithCommas = folded(kWithCommas);
  if (std::ranges::find(kFoldedOthers, folded_name) != kFoldedOthers.end()) return true;
  if (std::ranges::find(kFoldedWithCommas, folded_name) != kFoldedWithCommas.end()) return true;
  return name.size() <= kMostNameBytes && agency_named(name).has_value();
}

// The bytes of the next name at the start of the text: one that holds commas, else up to the next comma.
std::size_t next_name(std::string_view text) {
  static const std::vector<std::string> kFoldedWithCommas = folded(kWithCommas);
  std::size_t longest = 0;
  for (std::size_t comma = text.find(','); comma < text.size(); comma = text.find(',', comma + 1)) {
    const std::size_t next = text.find(',', comma + 1);
    const std::size_t end = next == std::string_view::npos ? text.size() : next;
    if (end > kMostNameBytes) break;
    if (std::ranges::find(kFoldedWithCommas, base::fold(text.substr(0, end))) != kFoldedWithCommas.end()) longest = end;
  }
  if (longest > 0) return longest;
  const std::size_t end = std::min(text.find(','), text.size());
  const bool of_provinces = text.substr(0, end).ends_with("tỉnh") && end < text.size();
  if (!of_provinces || !base::fold(excerpt(text.substr(end), 40)).starts_with("thanh pho")) return end;
  return std::min(text.find(',', end + 1), text.size());  // "…tỉnh, thành phố trực thuộc Trung ương"
}

void add_once(std::string_view name, std::vector<std::string>& names) {
  std::string line = one_line(name);
  if (std::ranges::find(names, line) == names.end()) names.push_back(std::move(line));
}

}  // namespace

AgencyList split_agencies(std::string_view text, ImportProblems& problems) {
  AgencyList list;
  text = stated_or_empty(text);
  while (!text.empty()) {
    const std::size_t bytes = next_name(text);
    std::string_view name = trimmed(text.substr(0, bytes));
    if (name.ends_with('.')) name.remove_suffix(1);
    text = bytes < text.size() ? trimmed(text.substr(bytes + 1)) : std::string_view();
    if (name.empty()) continue;
    const std::string folded_name = base::fold(name);
    if (is_foreign(folded_name)) {
      add_once(name, list.foreign);
    } else if (is_abolished(folded_name)) {
      add_once(name, list.abolished);
    } else if (is_known(name, folded_name)) {
      add_once(name, list.known);
    } else {
      problems.add("agency_unknown", excerpt(name, 120));
    }
  }
  return list;
}

}  // namespace catalog
