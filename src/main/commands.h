// The subcommands. Each adds itself to the program; `exit_code` is set when it has run.
#pragma once
#include "main/command.h"

namespace motcua {

void add_serve(CLI::App& program, const Environment& environment, int& exit_code);
void add_import(CLI::App& program, const Environment& environment, int& exit_code);
void add_setup(CLI::App& program, const Environment& environment, int& exit_code);
void add_deadline(CLI::App& program, int& exit_code);
void add_verify(CLI::App& program, const Environment& environment, int& exit_code);
void add_rebuild(CLI::App& program, const Environment& environment, int& exit_code);
void add_backup(CLI::App& program, const Environment& environment, int& exit_code);
void add_restore(CLI::App& program, const Environment& environment, int& exit_code);
void add_simulate(CLI::App& program, const Environment& environment, int& exit_code);
void add_user(CLI::App& program, const Environment& environment, int& exit_code);

}  // namespace motcua
