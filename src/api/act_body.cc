#include "api/act_body.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/bodies.h"
#include "calendar/members.h"

namespace api {
namespace {

using calendar::Members;

constexpr std::size_t kMostNote = 2000;

void read_receive(Members& body, app::ActRequest& request) {
  request.papers = read_papers(body);
  request.fees = read_fees(body);
  if (body.find("sets") != nullptr) request.sets = body.integer("sets", 1, 99);
}

void read_note(Members& body, app::ActRequest& request) {
  if (const std::string note = typed_line(body, "note", kMostNote); !note.empty()) request.note = note;
}

void read_reason(Members& body, app::ActRequest& request) {
  request.reason = required_line(body, "reason", kMostNote);
  request.basis = required_line(body, "basis", 500);
}

void read_result(Members& body, app::ActRequest& request) {
  request.title = required_line(body, "title", 500);
  request.number = typed_line(body, "number", 100);
}

void read_delivery(Members& body, app::ActRequest& request) {
  request.method = body.text("method");
  request.to = body.text("to");
  if (body.failed()) return;
  if (request.method != "counter" && request.method != "post" && request.method != "electronic") {
    body.fail("value_unknown", {{"value", request.method}}, "/method");
  }
  if (request.to != "applicant" && request.to != "representative") {
    body.fail("value_unknown", {{"value", request.to}}, "/to");
  }
  read_note(body, request);
}

struct ActBody {
  std::string_view act;
  std::vector<std::string_view> members;
  void (*read)(Members&, app::ActRequest&);
};

const std::vector<ActBody>& act_bodies() {
  static const auto kNothing = [](Members&, app::ActRequest&) {};
  static const std::vector<ActBody> kAll = {
      {"receive", {"papers", "fees", "sets"}, read_receive},
      {"hand-over", {}, kNothing},
      {"assign", {"account"}, [](Members& body, app::ActRequest& request) { request.assignee = body.text("account"); }},
      {"approve", {"note"}, read_note},
      {"refuse", {"reason", "basis"}, read_reason},
      {"release", {"title", "number"}, read_result},
      {"deliver", {"method", "to", "note"}, read_delivery},
      {"refuse-reception", {"reason", "basis"}, read_reason}};
  return kAll;
}

}  // namespace

base::Done read_act(const base::Json& json, app::ActRequest& request) {
  const auto found = std::ranges::find(act_bodies(), request.act, &ActBody::act);
  if (found == act_bodies().end()) return base::refuse("not_found");
  std::optional<base::Refusal> failure;
  Members body(json, "", failure);
  std::vector<std::string_view> known = found->members;
  known.insert(known.end(), {"occurred_at", "ground"});
  allow_only(json, known, body);
  request.occurred_at = read_instant(body, "occurred_at");
  request.ground = read_ground(body);
  found->read(body, request);
  if (failure) return tl::unexpected(*failure);
  return std::monostate{};
}

}  // namespace api
