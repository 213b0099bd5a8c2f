// motcua deadline: when a limit ends, from a calendar file alone.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>

#include "calendar/calendar.h"
#include "main/commands.h"

namespace motcua {
namespace {

struct DeadlineFlags {
  std::string calendar, received, limit, hours, cutoff, unit;
  std::string count = "days";
  std::string ends = "same-time";
  bool json = false;
};

base::Result<base::Json> calendar_json(const DeadlineFlags& flags) {
  std::ifstream stream(flags.calendar);
  std::stringstream text;
  if (stream) text << stream.rdbuf();
  if (!stream) return base::refuse("file_unreadable", {{"file", flags.calendar}}, "--calendar");
  auto json = base::parse_json(text.str(), {.bytes = 8 << 20, .depth = 32});
  if (!json) return base::refuse(json.error().code, json.error().facts, flags.calendar + " " + json.error().where);
  if (flags.hours.empty() || !json->is_object()) return json;
  // --hours stands for Monday to Friday.
  base::JsonArray spans;
  std::stringstream list(flags.hours);
  for (std::string span; std::getline(list, span, ',');) spans.emplace_back(span);
  base::JsonObject week;
  for (const char* day : {"mon", "tue", "wed", "thu", "fri"}) week.emplace(day, spans);
  json->set("hours", std::move(week));
  return json;
}

base::Result<calendar::Deadline> count(const DeadlineFlags& flags) {
  const auto json = calendar_json(flags);
  if (!json) return tl::unexpected(json.error());
  const auto calendar = calendar::calendar_from_json(*json);
  if (!calendar) {
    const bool of_flag = !flags.hours.empty() && calendar.error().where.starts_with("/hours");
    return base::refuse(calendar.error().code, calendar.error().facts,
                        of_flag ? "--hours" : flags.calendar + " " + calendar.error().where);
  }
  const auto received = base::parse_local_instant(flags.received);
  if (!received) return base::refuse(received.error().code, received.error().facts, "--received");
  const auto limit = calendar::parse_limit(flags.limit);
  if (!limit) return base::refuse(limit.error().code, limit.error().facts, "--limit");
  calendar::CountSettings settings;
  if (!flags.cutoff.empty()) {
    const auto cutoff = calendar::parse_cutoff(flags.cutoff);
    if (!cutoff) return base::refuse(cutoff.error().code, cutoff.error().facts, "--cutoff");
    settings.cutoff = *cutoff;
  }
  if (flags.count == "hours") settings.count = calendar::CountSettings::Count::kHours;
  if (flags.ends == "closing") settings.ends = calendar::CountSettings::Ends::kClosing;
  return calendar::deadline(*calendar, flags.unit, *received, *limit, settings);
}

}  // namespace

void add_deadline(CLI::App& program, int& exit_code) {
  CLI::App* command = program.add_subcommand("deadline", "When a limit ends that began with a complete reception");
  command->footer(
      "Example: motcua deadline --calendar data/calendar/calendar.json --received 2026-08-21T09:00 --limit 7d");
  const auto flags = std::make_shared<DeadlineFlags>();
  command->add_option("--calendar", flags->calendar, "Calendar file (data/schema/calendar.schema.json)")->required();
  command->add_option("--received", flags->received, "Local time, or an instant with offset")->required();
  command->add_option("--limit", flags->limit, "7d, 8h, 60cd, 2m, 1y, 12ch or sd")->required();
  command->add_option("--hours", flags->hours, "Hours of Monday to Friday instead of the file's");
  command->add_option("--cutoff", flags->cutoff, "15:00, or with ,day0 or ,day1");
  command->add_option("--unit", flags->unit, "Unit whose entries override the common ones");
  command->add_option("--count", flags->count, "How working days are counted")
      ->check(CLI::IsMember({"days", "hours"}))
      ->capture_default_str();
  command->add_option("--ends", flags->ends, "Keeps the hour of reception, or ends at closing")
      ->check(CLI::IsMember({"same-time", "closing"}))
      ->capture_default_str();
  command->add_flag("--json", flags->json, "{\"due\"}");
  command->callback([flags, &exit_code] {
    const auto found = count(*flags);
    if (!found) {
      exit_code = say_refusal(found.error());
      return;
    }
    const std::string due = base::format_instant(found->due);
    if (flags->json) {
      std::printf("%s\n", base::canonical_json(base::Json().set("due", due)).c_str());
    } else {
      std::printf("%s\n%s", due.c_str(),
                  found->rests_on_unofficial
                      ? "Dựa trên ngày nghỉ chưa công bố chính thức / rests on a day that is not official\n"
                      : "");
    }
    exit_code = kDone;
  });
}

}  // namespace motcua
