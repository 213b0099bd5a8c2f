#include "pages/asking.h"

#include <spdlog/spdlog.h>

#include <string_view>
#include <utility>

#include "pages/shell.h"
#include "store/store.h"

namespace pages {
namespace {

// Our pages send no referrer, so a browser says "null" of their forms (Fetch §3.2); where it also says which site the
// page is of, that decides.
bool is_of_another_site(const http::Request& request) {
  const std::string_view site = request.header("sec-fetch-site");
  if (!site.empty()) return site != "same-origin" && site != "none";
  const std::string_view origin = request.header("origin");
  if (origin.empty() || origin == "null") return false;
  const std::size_t scheme = origin.find("://");
  return scheme == std::string_view::npos || origin.substr(scheme + 3) != request.header("host");
}

}  // namespace

base::Result<Form> form_of(const http::Request& request) {
  if (is_of_another_site(request)) return base::refuse("origin_refused", {}, "Origin");
  if (!request.header("content-type").starts_with("application/x-www-form-urlencoded")) {
    return base::refuse("bad_request", {}, "Content-Type");
  }
  return http::parse_query(request.body);
}

std::string field(const Form& form, std::string_view name) {
  const auto found = form.find(name);
  if (found == form.end()) return {};
  const std::size_t begin = found->second.find_first_not_of(" \t\r\n");
  if (begin == std::string::npos) return {};
  return found->second.substr(begin, found->second.find_last_not_of(" \t\r\n") - begin + 1);
}

http::Handler guarded(http::Handler handle) {
  return [handle = std::move(handle)](const http::Request& request, const http::Reply& reply) {
    try {
      handle(request, reply);
    } catch (const store::Failure& failure) {
      spdlog::error("{}: {}", failure.code(), failure.what());
      reply(error_page(503, store::refusal_of(failure), &request));
    }
  };
}

}  // namespace pages
