// motcua verify, motcua rebuild.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "base/hash.h"
#include "main/commands.h"

namespace motcua {

void add_verify(CLI::App& program, const Environment& environment, int& exit_code) {
  CLI::App* command =
      program.add_subcommand("verify", "Prove that the journal is whole and the boards say what it says");
  command->footer("Example: motcua verify --data ./var --json");
  const auto json = std::make_shared<bool>(false);
  add_record_flags(*command, environment.record);
  command->add_flag("--json", *json, "{\"events\",\"root\",\"boards\"} or {\"difference\"}");
  command->callback([json, environment, &exit_code] {
    exit_code = kRefused;
    const auto record = open_record(environment, Folder::kHoldsRecord);
    if (!record) return;
    ProgressBar bar("verify");
    const auto found = record->store().verify([&](std::int64_t done, std::int64_t of) { bar.show(done, of); });
    const bool whole = found.difference.empty();
    if (*json) {
      const std::string answer = whole ? fmt::format("{{\"events\":{},\"root\":\"{}\",\"boards\":\"equal\"}}",
                                                     found.events, base::to_hex(found.root))
                                       : base::canonical_json(base::Json().set("difference", found.difference));
      std::printf("%s\n", answer.c_str());
    } else if (whole) {
      std::printf("%lld sự kiện, gốc %s, các bảng khớp.\n%lld events, root %s, boards equal.\n",
                  static_cast<long long>(found.events), base::to_hex(found.root).c_str(),
                  static_cast<long long>(found.events), base::to_hex(found.root).c_str());
    } else {
      std::fprintf(stderr, "motcua: hồ sơ gốc không khớp / the record differs: %s\n", found.difference.c_str());
    }
    exit_code = whole ? kDone : kRefused;
  });
}

void add_rebuild(CLI::App& program, const Environment& environment, int& exit_code) {
  CLI::App* command = program.add_subcommand("rebuild", "Fold every board anew from the journal and swap it in");
  command->footer("Example: motcua rebuild --data ./var");
  add_record_flags(*command, environment.record);
  command->callback([environment, &exit_code] {
    exit_code = kRefused;
    const auto record = open_record(environment, Folder::kHoldsRecord);
    if (!record) return;
    ProgressBar bar("rebuild");
    record->store().rebuild([&](std::int64_t done, std::int64_t of) { bar.show(done, of); });
    std::printf("Đã dựng lại các bảng.\nThe boards are rebuilt.\n");
    exit_code = kDone;
  });
}

}  // namespace motcua
