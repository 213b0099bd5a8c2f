#include "staff/routes.h"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "http/answer.h"
#include "staff/files.h"

namespace staff {
namespace {

constexpr std::string_view kForEver = "public, max-age=31536000, immutable";
// Nothing from elsewhere, nothing inline, neither script nor style: docs/adr/0018.
constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src "
    "'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
// As deep as the application's addresses go: /staff/dossiers/{code}/….
constexpr std::string_view kPages[] = {"/staff", "/staff/{a}", "/staff/{a}/{b}", "/staff/{a}/{b}/{c}"};

http::Response response(const File& file, const http::Request& request) {
  const bool packed = !file.gzip.empty() && http::accepts_gzip(request.header("accept-encoding"));
  http::Response answer{200, std::string(file.content_type), std::string(packed ? file.gzip : file.plain), {}};
  answer.compress = false;  // it is already, or need not be
  if (packed) answer.headers.emplace_back("Content-Encoding", "gzip");
  return answer;
}

const File& first_page() {
  const auto found = std::ranges::find(files(), "index.html", &File::path);
  if (found == files().end()) throw std::runtime_error("the staff application has no index.html");
  return *found;
}

void answer_page(const http::Request& request, const http::Reply& reply) {
  http::Response answer = response(first_page(), request);
  answer.headers.emplace_back("Content-Security-Policy", kPolicy);
  answer.headers.emplace_back("Cache-Control", "no-cache");  // names the files of this version
  reply(std::move(answer));
}

// A file of another version: asking for it again helps nobody, loading the page anew does.
void answer_gone(const http::Request&, const http::Reply& reply) {
  reply({404, "text/plain; charset=utf-8", "not in this version\n", {}});
}

}  // namespace

void add_staff(http::Router& router) {
  for (const std::string_view page : kPages) router.add("GET", page, answer_page);
  router.add("GET", "/staff/assets/{name}", answer_gone);
  for (const File& file : files()) {
    if (file.path == "index.html") continue;
    router.add("GET", "/staff/" + file.path, [&file](const http::Request& request, const http::Reply& reply) {
      http::Response answer = response(file, request);
      answer.headers.emplace_back("Cache-Control", kForEver);
      reply(std::move(answer));
    });
  }
}

}  // namespace staff
