#include "pages/html.h"

#include <fmt/format.h>

namespace pages {
namespace {

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

void percent_encode(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (is_unreserved(c)) {
      out.push_back(c);
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
}

}  // namespace

Address& Address::segment(std::string_view text) {
  text_.push_back('/');
  percent_encode(text_, text);
  return *this;
}

Address& Address::query(std::string_view name, std::string_view text) {
  if (text.empty()) return *this;
  text_.push_back(has_query_ ? '&' : '?');
  has_query_ = true;
  percent_encode(text_, name);
  text_.push_back('=');
  percent_encode(text_, text);
  return *this;
}

Address& Address::fragment(Literal name) {
  text_.push_back('#');
  text_.append(name.view());
  return *this;
}

Html& Html::operator<<(Literal markup) {
  text_.append(markup.view());
  return *this;
}

Html& Html::operator<<(const Text& text) {
  escape(text.view());
  return *this;
}

Html& Html::operator<<(const Address& address) {
  escape(address.view());
  return *this;
}

Html& Html::operator<<(std::int64_t number) {
  text_ += std::to_string(number);
  return *this;
}

Html& Html::operator<<(const Html& part) {
  text_.append(part.text_);
  return *this;
}

void Html::escape(std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        text_ += "&amp;";
        break;
      case '<':
        text_ += "&lt;";
        break;
      case '>':
        text_ += "&gt;";
        break;
      case '"':
        text_ += "&quot;";
        break;
      case '\'':
        text_ += "&#39;";
        break;
      default:
        text_.push_back(c);
    }
  }
}

}  // namespace pages
