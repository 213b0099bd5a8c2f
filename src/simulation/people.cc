#include "simulation/people.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace simulation {
namespace {

constexpr std::array<std::string_view, 12> kFamilies{"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ",
                                                     "Đặng",   "Bùi",  "Đỗ", "Hồ",   "Ngô",   "Dương"};
constexpr std::array<std::string_view, 12> kMen{"Chim Sẻ",  "Chào Mào",    "Bồ Câu", "Cá Chép",
                                                "Dế Mèn",   "Cò Trắng",    "Sơn Ca", "Chích Chòe",
                                                "Vàng Anh", "Chuồn Chuồn", "Họa Mi", "Cánh Cam"};
constexpr std::array<std::string_view, 12> kWomen{"Hoa Mướp", "Hoa Súng",  "Cúc Họa Mi", "Hoa Gạo",
                                                  "Hoa Bưởi", "Rau Muống", "Hoa Cải",    "Sen Hồng",
                                                  "Lá Lốt",   "Hoa Khế",   "Bằng Lăng",  "Hoa Sữa"};
constexpr int kOldestYears = 78;
constexpr int kYoungestYears = 18;
constexpr std::int64_t kSerials = 1'000'000;

}  // namespace

std::string invented_address(Chance& chance, const std::string& ward) {
  return fmt::format("Số {}, ngõ Không Có Thật, {} (giả định)", chance.between(1, 199), ward);
}

base::Json invented_person(Chance& chance, std::int64_t serial, const std::string& ward, base::LocalDate today) {
  const bool woman = chance.per_mille(510);
  const int year = int(today.year()) - static_cast<int>(chance.between(kYoungestYears, kOldestYears));
  const std::string name = fmt::format("{} {} {} (giả định)", chance.one_of(kFamilies), woman ? "Thị" : "Văn",
                                       woman ? chance.one_of(kWomen) : chance.one_of(kMen));
  const int century_and_sex = (year >= 2000 ? 2 : 0) + (woman ? 1 : 0);
  const std::string number = fmt::format("999{}{:02}{:06}", century_and_sex, year % 100, serial % kSerials);
  base::Json person = base::Json()
                          .set("kind", "person")
                          .set("name", name)
                          .set("identity", base::Json().set("kind", "personal_number").set("number", number))
                          .set("sex", woman ? "female" : "male")
                          .set("address", invented_address(chance, ward));
  person.set("birth_date", fmt::format("{:04}-{:02}-{:02}", year, chance.between(1, 12), chance.between(1, 28)));
  if (chance.per_mille(300)) person.set("email", fmt::format("nguoi-gia-dinh-{}@example.com", serial));
  return person;
}

}  // namespace simulation
