#include "catalog/twins.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "base/text.h"

namespace catalog {
namespace {

bool opens(char c) { return c == '(' || c == '['; }
bool closes(char c) { return c == ')' || c == ']'; }

struct Name {
  std::string plain;
  std::string in_brackets;
};

Name split(std::string_view name) {
  Name parts;
  int depth = 0;
  for (const char c : name) {
    if (opens(c)) ++depth;
    if (!opens(c) && !closes(c)) (depth > 0 ? parts.in_brackets : parts.plain) += c;
    if (closes(c) && depth > 0) {
      --depth;
      parts.in_brackets += ' ';
    }
  }
  return parts;
}

struct Answer {
  std::string vi, en;
};

// An answer may have several parts: a procedure of two levels.
using Answers = std::vector<Answer>;
using Ask = std::function<Answers(const ProcedureVersion&)>;

struct Question {
  std::string_view vi, en;
  Ask answer;
};

Answer level_words(Level level) {
  switch (level) {
    case Level::kMinistry:
      return {"Cấp bộ, trung ương", "Ministry (central)"};
    case Level::kProvince:
      return {"Cấp tỉnh, thành phố", "Province (city)"};
    case Level::kDistrict:
      return {"Cấp huyện", "District"};
    case Level::kCommune:
      return {"Cấp xã, phường", "Commune (ward)"};
    case Level::kOther:
      return {"Cơ quan khác", "Another body"};
  }
  return {};
}

Answers levels_of(const ProcedureVersion& version) {
  Answers answers;
  for (const Level level : version.levels) answers.push_back(level_words(level));
  return answers;
}

// No source gives English words for these: the Vietnamese ones stand in both languages.
Answer same(std::string words) { return {words, words}; }

Answers agencies_of(const ProcedureVersion& version) {
  Answers answers;
  for (const std::string& agency : version.agencies) answers.push_back(same(agency));
  return answers;
}

Answers bracket_of(const ProcedureVersion& version) {
  auto words = base::clean_line(split(version.name).in_brackets);
  if (!words || words->empty()) return {{"Không phải các trường hợp còn lại", "None of the other answers"}};
  return {same(std::move(*words))};
}

const std::vector<Question>& questions() {
  static const std::vector<Question> kAll = {
      {"Việc này do cấp nào giải quyết?", "Which level decides this?", levels_of},
      {"Việc này do cơ quan nào giải quyết?", "Which office decides this?", agencies_of},
      {"Việc này thuộc trường hợp nào?", "Which of these is the case?", bracket_of},
      {"Việc này thuộc lĩnh vực nào?", "Which field is this in?",
       [](const ProcedureVersion& version) { return Answers{same(version.field)}; }},
      {"Cần thủ tục nào?", "Which of these is it?",
       [](const ProcedureVersion& version) { return Answers{same(version.name + " (" + version.code + ")")}; }}};
  return kAll;
}

// Every version has an answer, and no part of it is another one's too: "the ministry" tells nothing apart from "the
// ministry or the province".
bool tells_apart(const Question& question, const std::vector<const ProcedureVersion*>& versions) {
  std::set<std::string> said;
  for (const ProcedureVersion* version : versions) {
    std::set<std::string> own;
    for (const Answer& part : question.answer(*version)) own.insert(base::fold(part.vi));
    if (own.empty() || own.contains("")) return false;
    for (const std::string& part : own) {
      if (!said.insert(part).second) return false;
    }
  }
  return true;
}

TwinChoice choice_of(const Question& question, const ProcedureVersion& version) {
  TwinChoice choice{version.code, {}, {}};
  for (const Answer& part : question.answer(version)) {
    choice.answer_vi += (choice.answer_vi.empty() ? "" : "; ") + part.vi;
    choice.answer_en += (choice.answer_en.empty() ? "" : "; ") + part.en;
  }
  return choice;
}

}  // namespace

std::string twin_name(std::string_view name) { return base::fold(split(name).plain); }

Twins twins_of(std::vector<const ProcedureVersion*> versions) {
  std::ranges::sort(versions, {}, &ProcedureVersion::code);
  const auto& all = questions();
  // The last has the code in it and tells any two apart.
  const auto question =
      std::find_if(all.begin(), std::prev(all.end()), [&](const Question& one) { return tells_apart(one, versions); });
  Twins twins{std::string(question->vi), std::string(question->en), {}};
  for (const ProcedureVersion* version : versions) twins.choices.push_back(choice_of(*question, *version));
  return twins;
}

TwinNames::TwinNames(const std::vector<std::shared_ptr<const PublishedProcedure>>& published) {
  std::map<std::string, std::vector<const ProcedureVersion*>> by_name;
  for (const auto& one : published) {
    if (one->procedure.standing != Standing::kReceivable) continue;
    std::string name = twin_name(one->procedure.name);
    if (!name.empty()) by_name[std::move(name)].push_back(&one->procedure);
  }
  for (const auto& [name, versions] : by_name) {
    if (versions.size() < 2) continue;
    const auto twins = std::make_shared<const Twins>(twins_of(versions));
    for (const ProcedureVersion* version : versions) by_code_.emplace(version->code, twins);
    ++names_;
  }
}

const Twins* TwinNames::find(std::string_view code) const {
  const auto found = by_code_.find(code);
  return found == by_code_.end() ? nullptr : found->second.get();
}

}  // namespace catalog
