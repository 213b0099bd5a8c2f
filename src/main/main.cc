// motcua: one binary for the server and the command line.
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "main/commands.h"

namespace {

int run(int argc, char** argv) {
  spdlog::set_default_logger(spdlog::stderr_logger_mt("motcua"));
  const base::SystemClock clock;
  base::SystemRandom random;
  motcua::RecordFlags record;
  const motcua::Environment environment{clock, random, record};

  CLI::App program(
      "Một cửa: phần mềm của trung tâm phục vụ hành chính công / the software of a one-stop public service center",
      "motcua");
  program.require_subcommand(1);
  program.fallthrough();                                        // --config may follow the subcommand
  program.allow_config_extras(CLI::config_extras_mode::error);  // a misspelt setting must not be passed over
  program.set_config("--config", "", "Configuration file (TOML), e.g. data = \"/var/lib/motcua\"");
  motcua::add_record_variables(program, record);
  int exit_code = motcua::kDone;
  motcua::add_serve(program, environment, exit_code);
  motcua::add_import(program, environment, exit_code);
  motcua::add_setup(program, environment, exit_code);
  motcua::add_deadline(program, exit_code);
  motcua::add_verify(program, environment, exit_code);
  motcua::add_rebuild(program, environment, exit_code);
  motcua::add_backup(program, environment, exit_code);
  motcua::add_restore(program, environment, exit_code);
  motcua::add_simulate(program, environment, exit_code);
  motcua::add_user(program, environment, exit_code);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : 2;
  }
  return exit_code;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const store::Failure& failure) {
    std::fprintf(stderr, "motcua: %s\n", failure.what());
    return motcua::say_refusal(store::refusal_of(failure));
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "motcua: lỗi hệ thống / failure: %s\n", failure.what());
    return motcua::kRefused;
  }
}
