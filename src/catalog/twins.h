// Procedures that are called the same once brackets are dropped (118 names of 246 records in the catalogue of 2026):
// told apart by one question, made from what truly differs, so that nobody chooses by reading titles (practice C7).
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "catalog/procedure.h"

namespace catalog {

struct TwinChoice {
  std::string code;
  std::string answer_vi, answer_en;
};

struct Twins {
  std::string question_vi, question_en;
  std::vector<TwinChoice> choices;  // by code, at least two, all answers different
};

// The name folded, without what stands in brackets.
std::string twin_name(std::string_view name);

// What tells these versions of one twin name apart: the level, else who decides, else the words in brackets, else the
// field; where none of them differs for all, the name with its code. At least two versions, in any order.
Twins twins_of(std::vector<const ProcedureVersion*> versions);

// The current procedures of a day that share their name with another, by code. An immutable value.
class TwinNames {
 public:
  // Only versions whose standing is receivable: others are found by who looks for them, and taken in by nobody.
  explicit TwinNames(const std::vector<std::shared_ptr<const PublishedProcedure>>& published);
  const Twins* find(std::string_view code) const;  // null: the name is its own

  std::size_t names() const { return names_; }
  std::size_t procedures() const { return by_code_.size(); }

 private:
  std::map<std::string, std::shared_ptr<const Twins>, std::less<>> by_code_;
  std::size_t names_ = 0;
};

}  // namespace catalog
