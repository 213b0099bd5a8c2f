#include "catalog/procedure_import.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "catalog/portal_record.h"

namespace catalog {
namespace {

constexpr std::size_t kMostBytes = 4 << 20;
constexpr std::size_t kMostShippedText = 400;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Every text of our own format in NFC; a mark that was composed is reported, nothing else is touched.
void compose(base::Json& json, std::string_view member, ImportProblems& problems) {
  if (json.is_string()) {
    auto composed = base::nfc(json.string());
    if (!composed || *composed == json.string()) return;
    problems.add("text_not_nfc", member);
    json = base::Json(*std::move(composed));
  } else if (json.is_array()) {
    for (base::Json& each : json.array()) compose(each, member, problems);
  } else if (json.is_object()) {
    for (auto& [name, value] : json.object()) compose(value, name, problems);
  }
}

base::Result<ImportedProcedure> read_own(base::Json json) {
  ImportProblems problems;
  compose(json, "", problems);
  for (const auto& [name, value] : json.object()) {
    const bool known = name == "problems" || std::ranges::find(procedure_members(), name) != procedure_members().end();
    if (!known) problems.add("member_unknown", name);
  }
  auto version = procedure_from_json(json);
  if (!version) return tl::unexpected(version.error());
  if (version->source.empty()) return base::refuse("field_missing", {{"field", "source"}}, "/source");
  return ImportedProcedure{*std::move(version), problems.all()};
}

}  // namespace

base::Result<ImportedProcedure> import_procedure(std::string_view line, std::optional<base::LocalDate> seen_from) {
  if (line.starts_with(kByteOrderMark)) line.remove_prefix(kByteOrderMark.size());
  auto json = base::parse_json(line, {kMostBytes, 32});
  if (!json) return tl::unexpected(json.error());
  if (is_page_record(*json)) return read_page_record(*json, seen_from);
  if (is_table_record(*json)) return read_table_record(*json);
  if (json->find("code") && json->find("cases")) return read_own(*std::move(json));
  return base::refuse("line_not_a_procedure");
}

ProcedureVersion facts_only(ProcedureVersion version) {
  version.conditions.clear();
  version.steps.clear();
  for (ChannelRule& rule : version.channels) rule.note.clear();
  std::vector<ChannelRule> channels;
  for (ChannelRule& rule : version.channels) {
    const bool known = std::ranges::any_of(channels, [&](const ChannelRule& other) {
      return other.channel == rule.channel && other.limit_text == rule.limit_text;
    });
    if (!known) channels.push_back(std::move(rule));
  }
  version.channels = std::move(channels);
  for (FeeLine& fee : version.fees) {
    fee.text = excerpt(fee.text, kMostShippedText);
    fee.exemption = excerpt(fee.exemption, kMostShippedText);
  }
  for (PaperGroup& group : version.papers) std::erase_if(group.papers, &Paper::note);
  std::erase_if(version.papers, [](const PaperGroup& group) { return group.papers.empty(); });
  return version;
}

base::Json report_line(std::string_view file, int line, std::string_view code, const ImportProblem& problem) {
  base::Json json;
  json.set("file", file).set("line", line).set("code", code).set("problem", problem.code);
  return json.set("detail", problem.detail);
}

}  // namespace catalog
