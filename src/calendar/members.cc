#include "calendar/members.h"

#include <map>

namespace calendar {

Members::Members(const base::Json& json, std::string where, std::optional<base::Refusal>& failure)
    : json_(json), where_(std::move(where)), failure_(failure) {
  if (!json_.is_object()) fail("field_wrong_type", {{"expected", "object"}}, where_);
}

void Members::fail(std::string_view code, std::map<std::string, std::string> facts, std::string where) {
  if (!failure_) failure_ = base::Refusal{std::string(code), std::move(facts), std::move(where)};
}

std::string Members::where(std::string_view name) const { return where_ + "/" + escape_pointer(name); }

const base::Json* Members::required(std::string_view name) {
  const base::Json* value = json_.find(name);
  if (!value) fail("field_missing", {{"field", std::string(name)}}, where(name));
  return value;
}

std::string Members::text_of(const base::Json* value, std::string_view name) {
  if (!value) return {};
  if (value->is_string()) return value->string();
  fail("field_wrong_type", {{"expected", "text"}}, where(name));
  return {};
}

std::string Members::text(std::string_view name) { return text_of(required(name), name); }

std::string Members::text_or(std::string_view name, std::string_view otherwise) {
  const base::Json* value = json_.find(name);
  return value ? text_of(value, name) : std::string(otherwise);
}

std::int64_t Members::integer(std::string_view name, std::int64_t least, std::int64_t most) {
  if (!required(name)) return least;
  const std::int64_t value = integer_or(name, least);
  if (value >= least && value <= most) return value;
  fail("value_unknown", {{"value", std::to_string(value)}}, where(name));
  return least;
}

std::int64_t Members::integer_or(std::string_view name, std::int64_t otherwise) {
  const base::Json* value = json_.find(name);
  if (!value) return otherwise;
  if (value->is_integer()) return value->integer();
  fail("field_wrong_type", {{"expected", "integer"}}, where(name));
  return otherwise;
}

bool Members::flag_or(std::string_view name, bool otherwise) {
  const base::Json* value = json_.find(name);
  if (!value) return otherwise;
  if (value->is_bool()) return value->boolean();
  fail("field_wrong_type", {{"expected", "true or false"}}, where(name));
  return otherwise;
}

base::LocalDate Members::date(std::string_view name) {
  if (!required(name)) return {};
  return date_or_none(name).value_or(base::LocalDate{});
}

std::optional<base::LocalDate> Members::date_or_none(std::string_view name) {
  const base::Json* value = json_.find(name);
  if (!value) return std::nullopt;
  const auto date = base::parse_date(text_of(value, name));
  if (date) return *date;
  fail(date.error().code, date.error().facts, where(name));
  return std::nullopt;
}

void Members::each(std::string_view name,
                   const std::function<void(const base::Json&, const std::string& where)>& read) {
  const base::Json* value = json_.find(name);
  if (!value) return;
  if (!value->is_array()) return fail("field_wrong_type", {{"expected", "list"}}, where(name));
  for (std::size_t i = 0; i < value->array().size() && !failed(); ++i) {
    read(value->array()[i], where(name) + "/" + std::to_string(i));
  }
}

void Members::each_member(
    std::string_view name,
    const std::function<void(const std::string& key, const base::Json&, const std::string& where)>& read) {
  const base::Json* value = json_.find(name);
  if (!value) return;
  if (!value->is_object()) return fail("field_wrong_type", {{"expected", "object"}}, where(name));
  for (const auto& [key, member] : value->object()) {
    if (failed()) return;
    read(key, member, where(name) + "/" + escape_pointer(key));
  }
}

std::string escape_pointer(std::string_view token) {
  std::string escaped;
  for (const char letter : token) {
    if (letter == '~') {
      escaped += "~0";
    } else if (letter == '/') {
      escaped += "~1";
    } else {
      escaped += letter;
    }
  }
  return escaped;
}

}  // namespace calendar
