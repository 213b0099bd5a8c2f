// What a person sends to a page: a form that was filled in, and the care that a page takes when the record fails.
#pragma once
#include <map>
#include <string>

#include "http/server.h"

namespace pages {

using Form = std::map<std::string, std::string, std::less<>>;

// The fields of a form that one of our own pages sent. Refuses origin_refused (another site's page made the browser
// send it), bad_request (no form), and what http::parse_query refuses.
base::Result<Form> form_of(const http::Request& request);

// A field without the blanks around it; "" when it is not there.
std::string field(const Form& form, std::string_view name);

// A failure of the database under a page becomes a page that says so, with 503.
http::Handler guarded(http::Handler handle);

}  // namespace pages
