// Writing HTML that cannot be broken into: markup comes from literals only, every run-time string is escaped by its
// type, and an std::string that is neither text nor an address does not compile. WHATWG HTML, RFC 3986.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace pages {

// Markup, or a sentence of ours. Only what the compiler sees can become one.
class Literal {
 public:
  template <std::size_t N>
  consteval Literal(const char (&text)[N]) : text_(text, N - 1) {}  // NOLINT(google-explicit-constructor): literals
  std::string_view view() const { return text_; }

 private:
  std::string_view text_;
};

// What people or the record said: escaped, so that it is right between tags and inside a quoted attribute.
class Text {
 public:
  explicit Text(std::string_view text) : text_(text) {}
  std::string_view view() const { return text_; }

 private:
  std::string_view text_;
};

// An address on this server: the path is a literal, what is put into it is percent-encoded.
class Address {
 public:
  explicit Address(Literal path) : text_(path.view()) {}
  Address& segment(std::string_view text);                       // "/" and the text
  Address& query(std::string_view name, std::string_view text);  // left out when the text is empty
  Address& fragment(Literal name);
  std::string_view view() const { return text_; }

 private:
  std::string text_;
  bool has_query_ = false;
};

class Html {
 public:
  Html& operator<<(Literal markup);
  Html& operator<<(const Text& text);
  Html& operator<<(const Address& address);
  Html& operator<<(std::int64_t number);
  Html& operator<<(const Html& part);
  bool empty() const { return text_.empty(); }
  std::string take() && { return std::move(text_); }

 private:
  void escape(std::string_view text);
  std::string text_;
};

}  // namespace pages
