// motcua user add|list|password|disable. A password is asked without echo, or read as one line from standard input when
// that is no terminal; it is never an argument, where every process of the machine could read it.
#include <termios.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <memory>

#include "app/users.h"
#include "main/commands.h"

namespace motcua {
namespace {

class EchoOff {
 public:
  EchoOff() {
    ::tcgetattr(STDIN_FILENO, &before_);
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
  }
  ~EchoOff() { ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }
  EchoOff(const EchoOff&) = delete;
  EchoOff& operator=(const EchoOff&) = delete;

 private:
  termios before_{};
};

std::string ask_password() {
  std::string password;
  if (::isatty(STDIN_FILENO) == 1) {
    std::fputs("Mật khẩu / password: ", stderr);
    const EchoOff quiet;
    std::getline(std::cin, password);
    std::fputs("\n", stderr);
  } else {
    std::getline(std::cin, password);
  }
  return password;
}

struct UserFlags {
  std::string login;
  std::string role;
  std::string unit;
  std::string point;
  std::vector<std::string> procedures;
  bool json = false;
};

int add(const UserFlags& flags, const Environment& environment) {
  const auto role = rights::role_from_text(flags.role);
  if (!role) return say_refusal(role.error());
  const std::string password = ask_password();
  const auto record = open_record(environment, Folder::kHoldsRecord);
  if (!record) return kRefused;
  const auto added =
      app::add_user(*record, {flags.login, password, {{*role, flags.unit, flags.point, flags.procedures, {}, {}}}});
  if (!added) return say_refusal(added.error());
  std::printf("%s %s\n", flags.login.c_str(), added->c_str());
  return kDone;
}

int list(const UserFlags& flags, const Environment& environment) {
  const auto record = open_record(environment, Folder::kHoldsRecord);
  if (!record) return kRefused;
  base::JsonArray all;
  for (const auto& login : app::credentials(*record)) {
    base::JsonArray held;
    for (const auto& right : record->accounts()->actor(login.account).rights) held.push_back(app::to_json(right));
    all.push_back(base::Json()
                      .set("login", login.login)
                      .set("account", login.account)
                      .set("disabled", login.disabled)
                      .set("rights", std::move(held)));
  }
  if (flags.json) std::printf("%s\n", base::canonical_json(all).c_str());
  for (const base::Json& one : all) {
    if (flags.json) break;
    std::string roles;
    for (const base::Json& right : one.list("rights")) roles += " " + right.text("role") + "@" + right.text("unit");
    std::printf("%-16s %s%s%s\n", one.text("login").c_str(), one.text("account").c_str(), roles.c_str(),
                one.flag("disabled") ? " (disabled)" : "");
  }
  return kDone;
}

int reset_password(const UserFlags& flags, const Environment& environment) {
  const std::string password = ask_password();
  const auto record = open_record(environment, Folder::kHoldsRecord);
  if (!record) return kRefused;
  const auto done = app::reset_password(*record, flags.login, password);
  return done ? kDone : say_refusal(done.error());
}

int disable(const UserFlags& flags, const Environment& environment) {
  const auto record = open_record(environment, Folder::kHoldsRecord);
  if (!record) return kRefused;
  const auto done = app::disable_user(*record, flags.login);
  return done ? kDone : say_refusal(done.error());
}

}  // namespace

void add_user(CLI::App& program, const Environment& environment, int& exit_code) {
  CLI::App* user = program.add_subcommand("user", "Accounts: add, list, password, disable");
  user->require_subcommand(1);
  const auto flags = std::make_shared<UserFlags>();
  CLI::App* adding = user->add_subcommand("add", "Open an account; the password is asked");
  adding->footer(
      "Example: motcua user add lan --role counter --unit H26.local.ward-00004 --point H26.local.point-00004");
  adding->add_option("login", flags->login, "Account name")->required();
  adding->add_option("--role", flags->role, "counter, specialist, head, inspector, controller or operator")->required();
  adding->add_option("--unit", flags->unit, "Unit id")->required();
  adding->add_option("--point", flags->point, "Point id, for a counter");
  adding->add_option("--procedure", flags->procedures, "Procedure codes that the right is limited to; none: all");
  adding->callback([flags, environment, &exit_code] { exit_code = add(*flags, environment); });
  CLI::App* listing = user->add_subcommand("list", "Accounts with their rights");
  listing->footer("Example: motcua user list --json");
  listing->add_flag("--json", flags->json, "As JSON");
  listing->callback([flags, environment, &exit_code] { exit_code = list(*flags, environment); });
  CLI::App* resetting =
      user->add_subcommand("password", "Give an account a new password, which is asked; its sessions end");
  resetting->footer("Example: motcua user password lan");
  resetting->add_option("login", flags->login, "Account name")->required();
  resetting->callback([flags, environment, &exit_code] { exit_code = reset_password(*flags, environment); });
  CLI::App* disabling = user->add_subcommand("disable", "Close an account; its sessions end at once");
  disabling->footer("Example: motcua user disable lan");
  disabling->add_option("login", flags->login, "Account name")->required();
  disabling->callback([flags, environment, &exit_code] { exit_code = disable(*flags, environment); });
  for (CLI::App* command : {adding, listing, resetting, disabling}) add_record_flags(*command, environment.record);
}

}  // namespace motcua
