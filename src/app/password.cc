#include "app/password.h"

#include <sodium.h>

#include <array>
#include <semaphore>
#include <stdexcept>

#include "base/text.h"

namespace app {
namespace {

constexpr std::size_t kShortest = 10;    // characters
constexpr std::size_t kLongest = 1'024;  // bytes

struct ArgonPlace {
  ArgonPlace() { places().acquire(); }
  ~ArgonPlace() { places().release(); }
  ArgonPlace(const ArgonPlace&) = delete;
  ArgonPlace& operator=(const ArgonPlace&) = delete;
  static std::counting_semaphore<2>& places() {
    static std::counting_semaphore<2> both{2};
    return both;
  }
};

std::string composed(std::string_view password) { return base::nfc(password).value_or(std::string(password)); }

const std::string& nobodys_hash() {
  static const std::string kHash = hash_password("nobody has this password");
  return kHash;
}

}  // namespace

base::Done check_new_password(std::string_view password, std::string_view where) {
  if (!base::is_utf8(password)) return base::refuse("utf8_invalid", {}, std::string(where));
  if (password.size() > kLongest) {
    return base::refuse("text_too_long", {{"most", std::to_string(kLongest)}}, std::string(where));
  }
  if (base::characters(composed(password)) < kShortest) {
    return base::refuse("password_too_short", {{"least", std::to_string(kShortest)}}, std::string(where));
  }
  return std::monostate{};
}

std::string hash_password(std::string_view password) {
  const std::string typed = composed(password);
  const ArgonPlace place;
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (crypto_pwhash_str(text.data(), typed.data(), typed.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    throw std::runtime_error("not enough memory for argon2id");
  }
  return text.data();
}

bool password_fits(const std::string& kept, std::string_view password) {
  const std::string& hash = kept.empty() ? nobodys_hash() : kept;
  const std::string typed = composed(password);
  const ArgonPlace place;
  return crypto_pwhash_str_verify(hash.c_str(), typed.data(), typed.size()) == 0 && !kept.empty();
}

}  // namespace app
