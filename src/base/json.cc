#include "base/json.h"

#include <fmt/format.h>

#include <boost/json/basic_parser_impl.hpp>

#include "base/text.h"

namespace base {
namespace {

constexpr std::int64_t kLargestInteger = (std::int64_t{1} << 53) - 1;  // RFC 8785 §3.2.2.3: exact in every reader

// Builds values while Boost's parser reads; refuses what Boost would accept silently (duplicate keys, fractions).
struct Builder {
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
  using Error = boost::json::error_code;
  using View = boost::json::string_view;

  Json root;
  std::vector<Json> open;         // containers being filled, outermost first
  std::vector<std::string> keys;  // the key that waits for its value, one per open object
  std::string text;
  std::optional<Refusal> refusal;

  bool no(std::string_view code, std::string where, Error& error) {
    refusal = Refusal{std::string(code), {}, std::move(where)};
    error = boost::json::error::exception;
    return false;
  }

  // U+0000 is valid JSON and nobody's word; PostgreSQL and C cut a text there.
  bool holds_nul() const { return text.find('\0') != std::string::npos; }

  void place(Json value) {
    if (open.empty()) {
      root = std::move(value);
    } else if (open.back().is_array()) {
      open.back().array().push_back(std::move(value));
    } else {
      open.back().object().insert_or_assign(std::move(keys.back()), std::move(value));
      keys.back().clear();
    }
  }

  bool close() {
    Json value = std::move(open.back());
    open.pop_back();
    if (value.is_object()) keys.pop_back();
    place(std::move(value));
    return true;
  }

  bool integer(std::int64_t value, Error& error) {
    if (value > kLargestInteger || value < -kLargestInteger) return no("json_number_not_integer", {}, error);
    place(Json(value));
    return true;
  }

  bool on_document_begin(Error&) { return true; }
  bool on_document_end(Error&) { return true; }
  bool on_object_begin(Error&) {
    open.emplace_back(JsonObject());
    keys.emplace_back();
    return true;
  }
  bool on_object_end(std::size_t, Error&) { return close(); }
  bool on_array_begin(Error&) {
    open.emplace_back(JsonArray());
    return true;
  }
  bool on_array_end(std::size_t, Error&) { return close(); }
  bool on_key_part(View part, std::size_t, Error&) {
    text.append(part);
    return true;
  }
  bool on_key(View part, std::size_t, Error& error) {
    text.append(part);
    if (holds_nul()) return no("control_character", {}, error);
    if (open.back().object().contains(text)) return no("json_duplicate_key", text, error);
    keys.back() = std::move(text);
    text.clear();
    return true;
  }
  bool on_string_part(View part, std::size_t, Error&) {
    text.append(part);
    return true;
  }
  bool on_string(View part, std::size_t, Error& error) {
    text.append(part);
    if (holds_nul()) return no("control_character", {}, error);
    place(Json(std::move(text)));
    text = {};
    return true;
  }
  bool on_number_part(View, Error&) { return true; }
  bool on_int64(std::int64_t value, View, Error& error) { return integer(value, error); }
  bool on_uint64(std::uint64_t, View, Error& error) { return no("json_number_not_integer", {}, error); }
  bool on_double(double, View, Error& error) { return no("json_number_not_integer", {}, error); }
  bool on_bool(bool value, Error&) {
    place(Json(value));
    return true;
  }
  bool on_null(Error&) {
    place(Json(nullptr));
    return true;
  }
  bool on_comment_part(View, Error&) { return true; }
  bool on_comment(View, Error&) { return true; }
};

void write_string(const std::string& value, std::string& out) {
  out.push_back('"');
  for (const char c : value) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
          out.push_back(c);
        }
    }
  }
  out.push_back('"');
}

void write(const Json& value, std::string& out);

void write_object(const JsonObject& object, std::string& out) {
  out.push_back('{');
  bool first = true;
  for (const auto& [name, member] : object) {
    if (!first) out.push_back(',');
    first = false;
    write_string(name, out);
    out.push_back(':');
    write(member, out);
  }
  out.push_back('}');
}

void write_array(const JsonArray& array, std::string& out) {
  out.push_back('[');
  for (std::size_t i = 0; i < array.size(); ++i) {
    if (i > 0) out.push_back(',');
    write(array[i], out);
  }
  out.push_back(']');
}

void write(const Json& value, std::string& out) {
  if (value.is_object()) return write_object(value.object(), out);
  if (value.is_array()) return write_array(value.array(), out);
  if (value.is_string()) return write_string(value.string(), out);
  if (value.is_integer()) return static_cast<void>(fmt::format_to(std::back_inserter(out), "{}", value.integer()));
  if (value.is_bool()) return static_cast<void>(out += value.boolean() ? "true" : "false");
  out += "null";
}

const JsonArray kNoElements;

}  // namespace

const Json* Json::find(std::string_view member) const {
  if (!is_object()) return nullptr;
  const auto found = object().find(member);
  return found == object().end() ? nullptr : &found->second;
}

std::string Json::text(std::string_view member) const {
  const Json* found = find(member);
  return found != nullptr && found->is_string() ? found->string() : std::string();
}

std::int64_t Json::number(std::string_view member, std::int64_t otherwise) const {
  const Json* found = find(member);
  return found != nullptr && found->is_integer() ? found->integer() : otherwise;
}

bool Json::flag(std::string_view member) const {
  const Json* found = find(member);
  return found != nullptr && found->is_bool() && found->boolean();
}

const JsonArray& Json::list(std::string_view member) const {
  const Json* found = find(member);
  return found != nullptr && found->is_array() ? found->array() : kNoElements;
}

Json& Json::set(std::string_view member, Json value) {
  if (is_null()) value_ = JsonObject();
  object().insert_or_assign(std::string(member), std::move(value));
  return *this;
}

Json& Json::set_some(std::string_view member, const std::optional<std::string>& value) {
  return value ? set(member, Json(*value)) : *this;
}

Json& Json::set_text(std::string_view member, std::string_view value) {
  return value.empty() ? *this : set(member, Json(value));
}

Result<Json> parse_json(std::string_view text, JsonLimits limits) {
  if (text.size() > limits.bytes) return refuse("json_too_long", {{"most", std::to_string(limits.bytes)}});
  if (!is_utf8(text)) return refuse("utf8_invalid");
  boost::json::parse_options options;
  options.max_depth = limits.depth;
  boost::json::basic_parser<Builder> parser(options);
  boost::json::error_code error;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
  Builder& builder = parser.handler();
  if (builder.refusal) {
    if (builder.refusal->where.empty()) builder.refusal->where = fmt::format("byte {}", read);
    return tl::unexpected(std::move(*builder.refusal));
  }
  if (error == boost::json::error::too_deep) {
    return refuse("json_too_deep", {{"most", std::to_string(limits.depth)}}, fmt::format("byte {}", read));
  }
  const bool trailing = text.find_first_not_of(" \t\r\n", read) != std::string_view::npos;
  if (error || trailing) return refuse("json_malformed", {}, fmt::format("byte {}", read));
  return std::move(builder.root);
}

std::string canonical_json(const Json& value) {
  std::string out;
  write(value, out);
  return out;
}

}  // namespace base
