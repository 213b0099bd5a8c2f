#include "catalog/publicity_list.h"

#include <array>

#include "base/text.h"
#include "catalog/portal_text.h"

namespace catalog {
namespace {

constexpr std::string_view kDenunciation = "Luật Tố cáo 25/2018/QH14 (bảo vệ bí mật thông tin người tố cáo)";
constexpr std::string_view kComplaint = "Luật Khiếu nại 02/2011/QH13; kênh pháp lý riêng, không phải hồ sơ công khai";
constexpr std::string_view kRecords = "Luật Lý lịch tư pháp 28/2009/QH12 (thông tin án tích của cá nhân)";
constexpr std::string_view kAdoption =
    "Luật Nuôi con nuôi 52/2010/QH12; Bộ luật Dân sự 2015 điều 38 (đời sống riêng tư)";
constexpr std::string_view kParent = "Bộ luật Dân sự 2015 điều 38 (bí mật cá nhân, bí mật gia đình)";
constexpr std::string_view kSecret = "Luật Bảo vệ bí mật nhà nước (lĩnh vực quốc phòng, an ninh, cơ yếu)";

struct Listed {
  std::string_view code;
  AssumedPublicity value;
};

constexpr std::array kCodes = {
    Listed{"1.003482", {Publicity::kNone, kDenunciation}}, Listed{"1.004327", {Publicity::kNone, kDenunciation}},
    Listed{"1.003504", {Publicity::kNone, kComplaint}},    Listed{"1.004335", {Publicity::kNone, kComplaint}},
    Listed{"3.000333", {Publicity::kNone, kRecords}},      Listed{"3.000334", {Publicity::kNone, kRecords}},
    Listed{"3.000335", {Publicity::kNone, kRecords}},      Listed{"1.003179", {Publicity::kNone, kAdoption}},
    Listed{"1.003976", {Publicity::kNone, kAdoption}},     Listed{"1.000689", {Publicity::kCountOnly, kParent}}};

// The same kinds under other codes, by the folded words of name or field.
struct Kind {
  std::string_view words;
  AssumedPublicity value;
};

constexpr std::array kInName = {Kind{"giai quyet to cao", {Publicity::kNone, kDenunciation}},
                                Kind{"giai quyet khieu nai", {Publicity::kNone, kComplaint}},
                                Kind{"phieu ly lich tu phap", {Publicity::kNone, kRecords}},
                                Kind{"nuoi con nuoi", {Publicity::kNone, kAdoption}},
                                Kind{"nhan cha me con", {Publicity::kCountOnly, kParent}},
                                Kind{"thuoc bi mat nha nuoc", {Publicity::kNone, kSecret}}};
constexpr std::array kFields = {Kind{"giai quyet to cao", {Publicity::kNone, kDenunciation}},
                                Kind{"khieu nai", {Publicity::kNone, kComplaint}},
                                Kind{"nuoi con nuoi", {Publicity::kNone, kAdoption}},
                                Kind{"co yeu", {Publicity::kNone, kSecret}},
                                Kind{"bao ve cong trinh quoc phong va khu quan su", {Publicity::kNone, kSecret}},
                                Kind{"cong nghiep quoc phong an ninh", {Publicity::kNone, kSecret}}};

}  // namespace

AssumedPublicity assumed_publicity(std::string_view code, std::string_view name, std::string_view field) {
  for (const Listed& listed : kCodes) {
    if (listed.code == code) return listed.value;
  }
  const std::string folded_name = base::fold(name);
  for (const Kind& kind : kInName) {
    if (contains(folded_name, kind.words)) return kind.value;
  }
  const std::string folded_field = base::fold(field);
  for (const Kind& kind : kFields) {
    if (folded_field == kind.words) return kind.value;
  }
  return {};
}

}  // namespace catalog
