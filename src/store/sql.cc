#include "store/sql.h"

#include <fmt/format.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <charconv>
#include <unordered_map>

namespace store {
namespace {

constexpr std::size_t kMostPrepared = 400;

// SOCI 4.0 takes a connection string apart at its '=' signs and spoils a URL: libpq reads it and gives plain pairs.
std::string connection_pairs(const std::string& url) {
  char* problem = nullptr;
  const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconninfoParse(url.c_str(), &problem),
                                                                             PQconninfoFree);
  PQfreemem(problem);
  // Without pairs libpq would take its defaults, and the record would be looked for in some other database.
  if (!options) throw SqlError("read the address of the database", "connect", true);
  std::string pairs;
  for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option) {
    if (option->val == nullptr) continue;
    std::string value;
    for (const char* c = option->val; *c != '\0'; ++c) {
      if (*c == '\'' || *c == '\\') value += '\\';
      value += *c;
    }
    pairs += fmt::format("{}{}='{}'", pairs.empty() ? "" : " ", option->keyword, value);
  }
  return pairs;
}

// What an operator can do something about has words of its own (SQLite's result codes, PostgreSQL's Appendix A).
std::string_view refusal_code(std::string_view state) {
  if (state == "13" || state == "53100") return "disk_full";
  if (state == "8" || state == "25006") return "database_read_only";
  if (state == "11" || state == "26" || state == "XX001" || state == "XX002") return "database_damaged";
  return "database_failed";
}

std::string shortened(std::string_view sql) { return std::string(sql.substr(0, 80)); }

// A statement with room for its parameters and for one row of its answer; SOCI binds to their addresses.
struct Prepared {
  explicit Prepared(soci::session& session) : statement(session) {}
  soci::statement statement;
  std::vector<std::string> names;
  std::vector<std::string> texts;
  std::vector<long long> numbers;
  std::vector<soci::indicator> given;
  std::vector<std::string> found;
  std::vector<soci::indicator> found_state;
};

void reserve(Prepared& prepared, std::size_t parameters, std::size_t columns) {
  prepared.texts.resize(parameters);
  prepared.numbers.resize(parameters);
  prepared.given.assign(parameters, soci::i_ok);
  prepared.found.resize(columns);
  prepared.found_state.assign(columns, soci::i_ok);
  for (std::size_t i = 0; i < parameters; ++i) prepared.names.push_back("p" + std::to_string(i + 1));
}

std::unique_ptr<Prepared> prepare(soci::session& session, std::string_view sql, const std::vector<Value>& parameters,
                                  std::size_t columns) {
  auto prepared = std::make_unique<Prepared>(session);
  reserve(*prepared, parameters.size(), columns);
  for (std::size_t i = 0; i < columns; ++i) {
    prepared->statement.exchange(soci::into(prepared->found[i], prepared->found_state[i]));
  }
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (std::holds_alternative<std::int64_t>(parameters[i])) {
      prepared->statement.exchange(soci::use(prepared->numbers[i], prepared->given[i], prepared->names[i]));
    } else {
      prepared->statement.exchange(soci::use(prepared->texts[i], prepared->given[i], prepared->names[i]));
    }
  }
  prepared->statement.alloc();
  prepared->statement.prepare(std::string(sql));
  prepared->statement.define_and_bind();
  return prepared;
}

void fill(Prepared& prepared, const std::vector<Value>& parameters) {
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    prepared.given[i] = std::holds_alternative<std::nullptr_t>(parameters[i]) ? soci::i_null : soci::i_ok;
    if (const auto* number = std::get_if<std::int64_t>(&parameters[i])) prepared.numbers[i] = *number;
    if (const auto* words = std::get_if<std::string>(&parameters[i])) prepared.texts[i] = *words;
  }
}

// One statement per text and kinds of parameters: the same place may hold a number once and a text another time.
std::string signature(std::string_view sql, const std::vector<Value>& parameters, std::size_t columns) {
  std::string key(sql);
  key += '\n';
  for (const Value& value : parameters) key += std::holds_alternative<std::int64_t>(value) ? 'i' : 't';
  return key + std::to_string(columns);
}

Value converted(const std::string& found, soci::indicator state, ColumnType type) {
  if (state == soci::i_null) return nullptr;
  if (type == ColumnType::kText) return found;
  std::int64_t number = 0;
  const auto [end, problem] = std::from_chars(found.data(), found.data() + found.size(), number);
  if (problem != std::errc() || end != found.data() + found.size()) {
    throw Corrupt("a column of integers holds something else");
  }
  return number;
}

}  // namespace

SqlError::SqlError(std::string_view sql, std::string error_state, bool lost)
    : Failure(fmt::format("database error {} in: {}", error_state, shortened(sql)), refusal_code(error_state)),
      state(std::move(error_state)),
      connection_lost(lost) {}

struct Sql::State {
  soci::session session;
  Engine engine;
  std::unordered_map<std::string, std::unique_ptr<Prepared>> prepared;

  State(Engine wanted, const std::string& connect) try
      : session(wanted == Engine::kSqlite ? static_cast<const soci::backend_factory&>(soci::sqlite3)
                                          : static_cast<const soci::backend_factory&>(soci::postgresql),
                connect),
        engine(wanted) {
  } catch (const soci::soci_error& error) {
    // What the driver says may hold the password of the address: only its kind is passed on.
    throw SqlError(wanted == Engine::kSqlite ? "open the database file" : "connect to PostgreSQL", "connect", true);
  }

  bool alive() const {
    if (engine == Engine::kSqlite) return true;
    const auto* backend = static_cast<const soci::postgresql_session_backend*>(session_backend());
    return backend->conn_ != nullptr && PQstatus(backend->conn_) == CONNECTION_OK;
  }

  const soci::details::session_backend* session_backend() const {
    return const_cast<soci::session&>(session).get_backend();  // SOCI has no const access to it
  }

  Prepared& statement(const std::string& key, std::string_view sql, const std::vector<Value>& parameters,
                      std::size_t columns) {
    auto found = prepared.find(key);
    if (found != prepared.end()) return *found->second;
    if (prepared.size() >= kMostPrepared) prepared.clear();
    return *prepared.emplace(key, prepare(session, sql, parameters, columns)).first->second;
  }

  SqlError translated(const soci::soci_error& error, std::string_view sql) const {
    if (const auto* lite = dynamic_cast<const soci::sqlite3_soci_error*>(&error)) {
      return {sql, std::to_string(lite->result()), false};
    }
    if (const auto* postgres = dynamic_cast<const soci::postgresql_soci_error*>(&error)) {
      const std::string code = postgres->sqlstate();
      const bool shutting_down = code == "57P01" || code == "57P02" || code == "57P03" || code.starts_with("08");
      return {sql, code, shutting_down || !alive()};
    }
    return {sql, error.get_error_message(), !alive()};
  }

  // Runs `work` on the statement; one that failed is thrown away, so that nothing half-stepped stays open.
  template <class Work>
  auto with(std::string_view sql, const std::vector<Value>& parameters, std::size_t columns, Work work) {
    const std::string key = signature(sql, parameters, columns);
    try {
      Prepared& ready = statement(key, sql, parameters, columns);
      fill(ready, parameters);
      return work(ready);
    } catch (const soci::soci_error& error) {
      const SqlError problem = translated(error, sql);
      prepared.erase(key);
      throw problem;
    }
  }
};

Sql::Sql(std::unique_ptr<State> state) : state_(std::move(state)) {}
Sql::~Sql() = default;

std::unique_ptr<Sql> Sql::sqlite(const std::filesystem::path& file) {
  auto state = std::make_unique<State>(Engine::kSqlite, "db=\"" + file.string() + "\"");
  return std::unique_ptr<Sql>(new Sql(std::move(state)));
}

std::unique_ptr<Sql> Sql::postgres(const std::string& url) {
  return std::unique_ptr<Sql>(new Sql(std::make_unique<State>(Engine::kPostgres, connection_pairs(url))));
}

std::vector<Row> Sql::rows(std::string_view sql, const std::vector<Value>& parameters,
                           const std::vector<ColumnType>& columns) {
  return state_->with(sql, parameters, columns.size(), [&](Prepared& ready) {
    std::vector<Row> answer;
    for (bool got = ready.statement.execute(true); got; got = ready.statement.fetch()) {
      Row& row = answer.emplace_back();
      row.reserve(columns.size());
      for (std::size_t i = 0; i < columns.size(); ++i) {
        row.push_back(converted(ready.found[i], ready.found_state[i], columns[i]));
      }
    }
    return answer;
  });
}

std::int64_t Sql::run(std::string_view sql, const std::vector<Value>& parameters) {
  if (parameters.empty()) {
    try {
      state_->session << std::string(sql);
      return 0;
    } catch (const soci::soci_error& error) {
      throw state_->translated(error, sql);
    }
  }
  return state_->with(sql, parameters, 0, [](Prepared& ready) {
    ready.statement.execute(true);
    return std::int64_t{ready.statement.get_affected_rows()};
  });
}

bool Sql::alive() const { return state_->alive(); }

}  // namespace store
