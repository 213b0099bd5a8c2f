// One database connection through SOCI and its prepared statements. SOCI guesses column types badly on SQLite, so every
// column is fetched as text and converted to the type that was asked for. Error texts carry the statement and the
// engine's code, never a parameter: those may be personal.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace store {

class SqlError : public Failure {
 public:
  SqlError(std::string_view sql, std::string error_state, bool lost);
  std::string state;  // SQLSTATE, or SQLite's result code in digits
  bool connection_lost;
};

class Sql {
 public:
  static std::unique_ptr<Sql> sqlite(const std::filesystem::path& file);
  static std::unique_ptr<Sql> postgres(const std::string& url);
  ~Sql();

  std::vector<Row> rows(std::string_view sql, const std::vector<Value>& parameters,
                        const std::vector<ColumnType>& columns);
  // Returns how many rows it touched. Without parameters nothing is prepared: for BEGIN, COMMIT and DDL.
  std::int64_t run(std::string_view sql, const std::vector<Value>& parameters = {});
  bool alive() const;

 private:
  struct State;
  explicit Sql(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace store
