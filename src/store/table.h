// Tables as data: what the bulk writers of both engines need to know. The first column is the key, text.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "store/event.h"

namespace store {

enum class ColumnType { kText, kInteger };

struct Column {
  std::string name;
  ColumnType type = ColumnType::kText;
};

using Value = std::variant<std::nullptr_t, std::int64_t, std::string>;
using Row = std::vector<Value>;  // in the order of the columns, key first

std::string text(const Row& row, std::size_t column);      // "" for null
std::int64_t integer(const Row& row, std::size_t column);  // 0 for null
bool is_null(const Row& row, std::size_t column);

struct Index {
  std::string name;
  std::string on;     // "unit, due" – column list, ASC
  std::string where;  // partial; empty: all rows
};

struct Table {
  std::string name;
  int version = 1;  // of a board: a new shape or fold is a new version, filled by rebuild
  std::vector<Column> columns;
  std::vector<Index> indexes;
  std::string retention;  // what happens to rows and when; stated for every table (checked by a test)
  std::string redaction;  // what of it is personal and how it is erased; "none" when nothing is
};

// The words of vault items that a fold asked for, by item id; an erased item reads as blank.
class Words {
 public:
  virtual ~Words() = default;
  virtual std::string plaintext(std::string_view item) const = 0;
  // Vault::keyed_hash, for boards that must find a person again without holding the number.
  virtual std::string keyed_hash(std::string_view purpose, std::string_view text) const = 0;
};

// A read model: one event touches at most one row. A fold is pure.
class Board {
 public:
  virtual ~Board() = default;
  virtual const Table& table() const = 0;
  virtual std::optional<std::string> key(const Event& event) const = 0;  // none: the event does not concern it
  virtual std::vector<std::string> items(const Event&) const { return {}; }
  struct Folded {
    enum class Do { kKeep, kPut, kErase } what = Do::kKeep;
    Row row;
  };
  virtual Folded fold(const Event& event, const std::optional<Row>& current, const Words& words) const = 0;
};

}  // namespace store
