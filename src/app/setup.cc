#include "app/setup.h"

#include <sys/stat.h>

#include <fstream>
#include <map>

#include "app/users.h"
#include "store/durable_file.h"

namespace app {
namespace {

constexpr const char* kDemoWard = "H26.local.ward-00004";  // Ba Đình
constexpr const char* kDemoPoint = "H26.local.point-00004";
constexpr const char* kCentre = "H26.local.centre";

rights::Right demo_right(rights::Role role) {
  switch (role) {
    case rights::Role::kCounter:
      return {role, kDemoWard, kDemoPoint, {}, {}, {}};
    case rights::Role::kSpecialist:
    case rights::Role::kHead:
      return {role, kDemoWard, "", {}, {}, {}};
    case rights::Role::kInspector:
    case rights::Role::kController:
    case rights::Role::kOperator:
      return {role, kCentre, "", {}, {}, {}};
  }
  throw std::logic_error("a role that is none");
}

void add(ImportSummary& sum, const ImportSummary& part) {
  sum.lines += part.lines;
  sum.published += part.published;
  sum.unchanged += part.unchanged;
  sum.refused += part.refused;
  sum.rule_sets += part.rule_sets;
  for (const auto& [code, times] : part.problems) sum.problems[code] += times;
}

// Loaded again at every start: what was corrected since stays corrected.
constexpr SaidAlready kEver = SaidAlready::kEver;

base::Result<ImportSummary> import_one(Record& record, const ImportFile& file, const ImportListener& listener) {
  if (file.name == "calendar.json") return import_calendar(record, file, kEver);
  if (file.name == "units.jsonl") return import_dated(record, DatedKind::kUnits, {file}, listener, kEver);
  if (file.name == "points.jsonl") return import_dated(record, DatedKind::kPoints, {file}, listener, kEver);
  if (file.name == "areas.jsonl.zst") return import_dated(record, DatedKind::kAreas, {file}, listener, kEver);
  if (file.name == "serves.jsonl") return import_dated(record, DatedKind::kServes, {file}, listener, kEver);
  if (file.name == "procedures.jsonl.zst") return import_procedures(record, {file}, listener);
  if (file.name == "procedures-hanoi.jsonl") return import_overlay(record, {file}, listener);
  throw std::logic_error("a shipped file that nobody imports: " + file.name);
}

std::filesystem::path demo_file(const std::filesystem::path& folder) { return folder / "demo-accounts"; }

std::map<std::string, std::string> kept_passwords(const std::filesystem::path& folder) {
  std::map<std::string, std::string> kept;
  std::ifstream stream(demo_file(folder));
  for (std::string word, login, password; stream >> word >> login >> password;) kept[login] = password;
  return kept;
}

void keep_passwords(const std::filesystem::path& folder, const std::vector<DemoAccount>& accounts) {
  std::string lines;
  for (const DemoAccount& account : accounts) lines += "demo " + account.login + ' ' + account.password + '\n';
  store::write_durably(demo_file(folder), lines, S_IRUSR | S_IWUSR);
}

}  // namespace

base::Result<ImportSummary> import_shipped(Record& record, const std::vector<ShippedFile>& files,
                                           const ImportListener& listener) {
  ImportSummary sum;
  for (const ShippedFile& shipped : files) {
    const auto file = import_file(std::string(shipped.name), shipped.bytes);
    if (!file) return tl::unexpected(file.error());
    const auto part = import_one(record, *file, listener);
    if (!part) return part;
    add(sum, *part);
  }
  return sum;
}

base::Result<std::vector<DemoAccount>> demo_accounts(Record& record, const std::filesystem::path& folder) {
  const auto kept = kept_passwords(folder);
  std::vector<DemoAccount> accounts;
  for (const rights::Role role : rights::kRoles) {
    const std::string login(rights::to_text(role));
    const auto known = kept.find(login);
    // An account that somebody made, or whose password was changed since, is theirs: nothing to print.
    if (known == kept.end() && !account_of(record, login).empty()) continue;
    accounts.push_back({login, known == kept.end() ? base::random_hex(record.random(), 8) : known->second});
  }
  keep_passwords(folder, accounts);  // before the accounts: a password that nobody knows opens nothing
  for (const DemoAccount& account : accounts) {
    const auto role = rights::role_from_text(account.login);
    const auto added = add_user(record, {account.login, account.password, {demo_right(*role)}});
    if (!added && added.error().code != "login_taken") return tl::unexpected(added.error());
  }
  return accounts;
}

}  // namespace app
