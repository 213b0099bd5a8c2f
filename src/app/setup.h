// A first start: the shipped catalogue of Hanoi, and one demo account for each role with a random password that is kept
// in the data folder. Doing it again changes nothing.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/import_catalogue.h"
#include "app/record.h"

namespace app {

struct ShippedFile {
  std::string_view name;  // "units.jsonl"
  std::string_view bytes;
};

// Imports what the files are by their names, in the order that they need; unknown names are a bug.
base::Result<ImportSummary> import_shipped(Record& record, const std::vector<ShippedFile>& files,
                                           const ImportListener& listener = {});

struct DemoAccount {
  std::string login;  // the role's name
  std::string password;
};

// Makes those that are missing; the file `demo-accounts` in the folder (mode 0600) keeps the passwords.
base::Result<std::vector<DemoAccount>> demo_accounts(Record& record, const std::filesystem::path& folder);

}  // namespace app
