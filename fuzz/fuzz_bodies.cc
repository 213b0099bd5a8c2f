// Request bodies from any bytes, as an intake and as each act: read or refused. What an intake seals comes back from
// the text it is sealed as, and a person kept in one form is that form's own reading.
#include "api/act_body.h"
#include "api/intake_body.h"
#include "dossier/applicant.h"
#include "fuzz.h"

namespace {

constexpr base::LocalDate kToday = std::chrono::year(2026) / 11 / 25;

template <class Value, class Check>
void require_own_form(const base::Json& particulars, std::string_view member, Check check) {
  const base::Json* json = particulars.find(member);
  if (json == nullptr) return;
  std::vector<dossier::Warning> warnings;
  const base::Result<Value> again = check(*json, kToday, "", warnings);
  fuzz::require(again.has_value() && dossier::to_json(*again) == *json);
}

void read_as_intake(const base::Json& body) {
  const auto intake = api::read_intake(body, catalog::Catalog(), kToday);
  if (!intake) return fuzz::require(!intake.error().code.empty());
  fuzz::require_kept(intake->particulars);
  require_own_form<dossier::Person>(intake->particulars, "applicant", dossier::check_person);
  require_own_form<dossier::Person>(intake->particulars, "subject", dossier::check_person);
  require_own_form<dossier::Submitter>(intake->particulars, "submitter", dossier::check_submitter);
  if (!intake->ground.is_null()) {
    const auto ground = app::ground_from_text(app::ground_text(intake->ground));
    fuzz::require(ground.has_value() && *ground == intake->ground);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto body = base::parse_json(fuzz::text(bytes, size));
  if (!body || !body->is_object()) return 0;
  read_as_intake(*body);
  for (const std::string_view act : app::kActs) {
    app::ActRequest request;
    request.act = act;
    const auto read = api::read_act(*body, request);
    fuzz::require(read.has_value() || !read.error().code.empty());
  }
  return 0;
}
