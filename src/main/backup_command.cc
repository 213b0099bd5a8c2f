// motcua backup, motcua restore.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include "base/hash.h"
#include "base/json.h"
#include "base/time.h"
#include "main/commands.h"
#include "store/backup.h"
#include "store/restore.h"

namespace motcua {
namespace {

struct BackupFlags {
  std::string to, from, key;
  bool with_key = false;
  bool json = false;
};

// "motcua-20261128-234500.backup", in a folder if one is given; the local time of Hanoi.
std::filesystem::path file_for(const std::string& to, base::Instant now) {
  std::error_code problem;
  if (!to.ends_with('/') && !std::filesystem::is_directory(to, problem)) return to;
  std::string stamp = base::format_instant(now).substr(0, 19);
  std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
  std::ranges::replace(stamp, 'T', '-');
  return std::filesystem::path(to) / fmt::format("motcua-{}.backup", stamp);
}

base::Json summary_json(const store::BackupSummary& summary) {
  return base::Json()
      .set("events", summary.events)
      .set("root", base::to_hex(summary.root))
      .set("items", summary.items)
      .set("files", summary.files)
      .set("made_at", base::format_instant(summary.made_at));
}

void say_backed_up(const std::filesystem::path& file, const store::BackupSummary& summary, const std::string& key) {
  std::printf("%s", fmt::format("Đã sao lưu vào {0}: {1} sự kiện, gốc {2}.\n"
                                "Backed up to {0}: {1} events, root {2}.\n",
                                file.string(), summary.events, base::to_hex(summary.root))
                        .c_str());
  std::printf(
      "%s", summary.has_key
                ? "Bản sao CHỨA khóa chính: ai có tệp này đều đọc được thông tin cá nhân. Hãy cất giữ như chìa khóa.\n"
                  "It HOLDS the master key: whoever has this file can read all particulars. Guard it like a key.\n"
                : fmt::format("Bản sao KHÔNG chứa khóa chính: thiếu khóa thì không ai đọc được thông tin cá nhân. Hãy "
                              "giữ một bản của {0} ở nơi khác.\n"
                              "It does NOT hold the master key, without which nobody can read the particulars. Keep a "
                              "copy of {0} in another place.\n",
                              key)
                      .c_str());
}

int backup(const BackupFlags& flags, const Environment& environment) {
  const auto record = open_record(environment, Folder::kHoldsRecord);
  if (!record) return kRefused;
  const base::Instant now = environment.clock.now();
  const std::filesystem::path file = file_for(flags.to, now);
  const store::Location location{environment.record.data, environment.record.database};
  base::Result<store::BackupSummary> summary;
  {
    ProgressBar bar("backup");
    summary = store::back_up(record->store(), location, file,
                             flags.with_key ? store::MasterKey::kIncluded : store::MasterKey::kLeftOut, now,
                             [&bar](std::int64_t done, std::int64_t of) { bar.show(done, of); });
  }
  if (!summary) return say_refusal(summary.error());
  if (flags.json) {
    const base::Json json = summary_json(*summary).set("file", file.string()).set("has_key", summary->has_key);
    std::printf("%s\n", base::canonical_json(json).c_str());
  } else {
    say_backed_up(file, *summary, (location.folder / "master.key").string());
  }
  return kDone;
}

// Opens what was loaded and holds it against the backup; empty when it fits.
base::Done check(const store::Location& location, const store::BackupSummary& summary, const Environment& environment) {
  app::RecordOptions options;
  options.location = location;
  const auto record = app::Record::open(options, environment.clock, environment.random);
  if (!record) return tl::unexpected(record.error());
  ProgressBar bar("verify");
  const auto found = (*record)->store().verify([&bar](std::int64_t done, std::int64_t of) { bar.show(done, of); });
  if (!found.difference.empty()) return base::refuse("backup_root_differs", {{"cause", found.difference}});
  if (found.root != summary.root) return base::refuse("backup_root_differs", {{"cause", base::to_hex(found.root)}});
  return {};
}

int restore(const BackupFlags& flags, const Environment& environment) {
  const store::Location to{environment.record.data, environment.record.database};
  const auto restoring = store::Restoring::begin(flags.from, to, environment.clock);
  if (!restoring) return say_refusal(restoring.error());
  base::Result<store::BackupSummary> summary;
  {
    ProgressBar bar("restore");
    summary = (*restoring)->load(flags.key, [&bar](std::int64_t done, std::int64_t of) { bar.show(done, of); });
  }
  if (!summary) return say_refusal(summary.error());
  if (const auto whole = check((*restoring)->location(), *summary, environment); !whole) {
    return say_refusal(whole.error());
  }
  (*restoring)->finish();
  if (flags.json) {
    std::printf("%s\n", base::canonical_json(summary_json(*summary)).c_str());
  } else {
    std::printf("%s", fmt::format("Đã khôi phục và kiểm tra: {0} sự kiện, gốc {1}, đúng như bản sao lưu lúc {2}.\n"
                                  "Restored and verified: {0} events, root {1}, as in the backup of {2}.\n",
                                  summary->events, base::to_hex(summary->root), base::format_instant(summary->made_at))
                          .c_str());
  }
  return kDone;
}

}  // namespace

void add_backup(CLI::App& program, const Environment& environment, int& exit_code) {
  CLI::App* command =
      program.add_subcommand("backup", "Copy the record into one file that restores onto SQLite or PostgreSQL");
  command->footer(
      "May run beside the server. The master key is left out unless --with-key is given; keep it elsewhere.\n"
      "Example: motcua backup --data /var/lib/motcua --to /mnt/backup/");
  const auto flags = std::make_shared<BackupFlags>();
  add_record_flags(*command, environment.record);
  command->add_option("--to", flags->to, "A new file, or a folder in which one is made")->required();
  command->add_flag("--with-key", flags->with_key, "Put the master key in: whoever has the file can read everything");
  command->add_flag("--json", flags->json,
                    "{\"file\",\"events\",\"root\",\"items\",\"files\",\"made_at\",\"has_key\"}");
  command->callback([flags, environment, &exit_code] { exit_code = backup(*flags, environment); });
}

void add_restore(CLI::App& program, const Environment& environment, int& exit_code) {
  CLI::App* command = program.add_subcommand("restore", "Bring a backup back onto an empty record and verify it");
  command->footer("Example: motcua restore --from motcua-20261128-234500.backup --key master.key --data ./var");
  const auto flags = std::make_shared<BackupFlags>();
  add_record_flags(*command, environment.record);
  command->add_option("--from", flags->from, "The backup")->required();
  command->add_option("--key", flags->key, "Master key file, when the backup has none and none lies in the folder");
  command->add_flag("--json", flags->json, "{\"events\",\"root\",\"items\",\"files\",\"made_at\"}");
  command->callback([flags, environment, &exit_code] { exit_code = restore(*flags, environment); });
}

}  // namespace motcua
