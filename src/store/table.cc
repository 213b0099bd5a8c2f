#include "store/table.h"

namespace store {

std::string text(const Row& row, std::size_t column) {
  const auto* value = std::get_if<std::string>(&row.at(column));
  return value ? *value : std::string();
}

std::int64_t integer(const Row& row, std::size_t column) {
  const auto* value = std::get_if<std::int64_t>(&row.at(column));
  return value ? *value : 0;
}

bool is_null(const Row& row, std::size_t column) { return std::holds_alternative<std::nullptr_t>(row.at(column)); }

}  // namespace store
