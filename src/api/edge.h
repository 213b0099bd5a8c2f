// What every resource does the same way: who asks and in which language, problem+json, positions to wait for,
// idempotency keys. One file per resource beside this one; the list of them is routes.h. Contract: api/openapi.yaml.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "app/record.h"
#include "app/sign_in.h"
#include "base/json.h"
#include "base/result.h"
#include "http/server.h"
#include "words/language.h"

namespace api {

using words::Language;

// ?lang= if it is said, else what Accept-Language prefers.
Language language_of(const http::Request& request);

http::Response json_response(int status, const base::Json& body);
// application/problem+json (RFC 9457) with the status and the sentence of the refusal's code.
http::Response problem(const base::Refusal& refusal, Language language);
// The answers of the HTTP layer itself, in the same form.
http::Response error_page(int status, const base::Refusal& refusal, const http::Request* request);

// Warnings as {"code","text"} in the asked language.
base::Json notices(const std::vector<dossier::Warning>& warnings, Language language);

struct Caller {
  std::optional<app::Session> session;
  rights::Actor actor;  // nobody without a session
  std::string token;
};

// An unsafe request of a page of somebody else is refused; with our cookie it must say that it comes from one of ours,
// as every browser does (RFC 6454 §7; against forged requests and forged sign-ins). Refuses origin_refused.
enum class Asked { kWithCookie, kWithoutCookie };
base::Done check_origin(const http::Request& request, Asked asked);

// Bearer token or cookie. A token that is not (or no
// longer) valid is nobody. Refuses origin_refused.
base::Result<Caller> caller_of(app::Record& record, const http::Request& request);
// The same, refusing not_signed_in.
base::Result<Caller> signed_in(app::Record& record, const http::Request& request);

// Idempotency-Key, scoped to account (or anonymous peer's cookie), method and path. Refuses idempotency_key_malformed.
base::Result<std::optional<store::IdempotencyKey>> idempotency_key(const http::Request& request, const Caller& caller);

// Waits up to 5 s until the read side has the position that the request carries; does not wait when two others do.
// Refuses lagging, header_malformed.
base::Done wait_for_position(app::Record& record, const http::Request& request);

// ?limit=, 1…200, 50 by default; refuses value_out_of_range.
base::Result<int> page_size(const http::Request& request);

// ?state=, a national state 1…10; 0 when it is not said. Refuses value_out_of_range.
base::Result<int> national_state(const http::Request& request);

// The body as a JSON object. Refuses what base::parse_json refuses, media_type_unsupported, and field_wrong_type.
base::Result<base::Json> json_body(const http::Request& request);

// A failure of the database or the disk under this request becomes its answer: 503 in the reader's language.
http::Handler guarded(http::Handler handle);

// Adapts a function that answers at once (a read): its refusal becomes a problem.
using Reading = std::function<base::Result<http::Response>(const http::Request&, Language)>;
http::Handler reading(app::Record& record, Reading read);

base::Json next_json(const std::string& cursor);  // null when empty

}  // namespace api
