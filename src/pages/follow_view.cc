#include "pages/follow_view.h"

#include <algorithm>
#include <array>
#include <optional>

#include "dossier/promise.h"
#include "dossier/public_state.h"
#include "pages/due_block.h"
#include "pages/phrases.h"
#include "pages/shell.h"
#include "words/tracking_text.h"

namespace pages {
namespace {

using dossier::Stage;
using dossier::State;

template <class Named>
std::string called(const Named* named, const std::string& otherwise, Language language) {
  if (named == nullptr) return otherwise;
  return language == Language::kEnglish && !named->name_en.empty() ? named->name_en : named->name;
}

std::string unit_called(const Followed& of, const std::string& id) {
  return called(of.catalog.unit(id), id, of.language);
}

std::string point_called(const Followed& of, const std::string& id) {
  return called(of.catalog.point(id), id, of.language);
}

words::TrackingWords words_of(const Followed& of) {
  const State& state = of.tracked.state;
  return words::tracking_words(dossier::public_state(state, of.now),
                               {.point = point_called(of, state.point),
                                .unit = unit_called(of, state.deciding_unit),
                                .hotline = of.record.center().hotline,
                                .reception_due = state.reception_due,
                                .received = state.received_at,
                                .due = state.promised_due,
                                .released = state.released_at,
                                .delivered = state.delivered_at},
                               of.tracked.personal, of.language);
}

const catalog::ProcedureVersion* version_of(const Followed& of) {
  const auto* pinned = of.catalog.version(of.tracked.state.procedure, of.tracked.state.procedure_version);
  return pinned == nullptr ? nullptr : &pinned->procedure;
}

std::string when(const Followed& of, base::Instant at) {
  return of.tracked.personal ? words::minute_text(at) : words::day_text(base::local_date(at));
}

void row(Html& html, Literal key, const Html& value) {
  if (value.empty()) return;
  html << "<div class=\"govuk-summary-list__row\"><dt class=\"govuk-summary-list__key\">" << key
       << "</dt><dd class=\"govuk-summary-list__value\">" << value << "</dd></div>";
}

Html text(std::string_view words) {
  Html html;
  if (!words.empty()) html << Text(words);
  return html;
}

Html vietnamese(std::string_view words) {
  Html html;
  if (!words.empty()) html << "<span lang=\"vi\">" << Text(words) << "</span>";
  return html;
}

void write_due(Html& html, const Followed& of) {
  const State& state = of.tracked.state;
  const auto calendar = of.catalog.calendar();
  if (calendar == nullptr) return;
  const auto mark = dossier::due_mark(*calendar, state, of.now);
  if (!mark) return;
  const bool reception = state.stage == Stage::kSubmitted;
  DueBlock block{of.language,
                 reception ? *state.reception_due : *state.promised_due,
                 *mark,
                 reception,
                 of.tracked.personal,
                 base::local_date(of.now),
                 std::nullopt};
  const catalog::ProcedureVersion* version = version_of(of);
  const catalog::ExecutionCase* one = version == nullptr ? nullptr : catalog::find_case(*version, state.case_id);
  if (!reception && one != nullptr) {
    block.why = dossier::why_promised(*calendar, *one, state, of.record.center().reception);
  }
  html << due_block(block);
}

// Who has to act now; nobody once it has ended.
void write_holder(Html& html, const Followed& of) {
  const State& state = of.tracked.state;
  if (!dossier::is_open(state)) return;
  const bool ready = state.stage == Stage::kReleased;
  row(html, ready ? say(of.language, "Nơi trả kết quả", "Where the result is") : say(of.language, "Đang ở", "With"),
      text(ready ? point_called(of, state.point) : unit_called(of, state.accountable_unit)));
}

void write_facts(Html& html, const Followed& of) {
  const State& state = of.tracked.state;
  const catalog::ProcedureVersion* version = version_of(of);
  html << "<dl class=\"govuk-summary-list mc-card\">";
  Html procedure;
  if (version != nullptr) {
    procedure << "<a class=\"govuk-link\" lang=\"vi\" href=\"" << Address("/procedures").segment(state.procedure)
              << "\">" << Text(version->name) << "</a>";
  }
  row(html, say(of.language, "Thủ tục", "Procedure"), procedure);
  write_holder(html, of);
  row(html, say(of.language, "Nơi tiếp nhận", "Taken in at"), text(point_called(of, state.point)));
  if (!state.competent_unit.empty()) {
    row(html, say(of.language, "Nơi giải quyết", "Decided by"), text(unit_called(of, state.deciding_unit)));
  }
  html << "</dl>";
}

// The road of every dossier; what happened when, what is being done, what is to come.
struct RoadStep {
  Literal name;
  std::optional<base::Instant> at;
  bool done = false;
};

std::vector<RoadStep> road_of(const Followed& of) {
  const State& state = of.tracked.state;
  std::vector<RoadStep> road;
  const Language language = of.language;
  if (state.submitted_at) road.push_back({say(language, "Nộp trực tuyến", "Sent online"), state.submitted_at, true});
  if (state.stage == Stage::kReceptionRefused) {
    road.push_back({say(language, "Không được tiếp nhận", "Not accepted"), std::nullopt, true});
    return road;
  }
  road.push_back({say(language, "Tiếp nhận", "Accepted"), state.received_at, state.received_at.has_value()});
  road.push_back({say(language, "Giải quyết", "Decision"), std::nullopt, state.released_at.has_value()});
  road.push_back({say(language, "Có kết quả", "Result ready"), state.released_at, state.released_at.has_value()});
  road.push_back({say(language, "Trả kết quả", "Delivered"), state.delivered_at, state.delivered_at.has_value()});
  return road;
}

void write_step(Html& html, const Followed& of, const RoadStep& step, bool current) {
  const Literal shape = step.done ? Literal("✓") : current ? Literal("●") : Literal("○");
  html << "<li class=\"mc-road__step\"" << (current ? Literal(" aria-current=\"step\"") : Literal(""))
       << "><span class=\"mc-road__shape\" aria-hidden=\"true\">" << shape << "</span><span>" << step.name;
  if (step.at) {
    html << "<time class=\"mc-road__when\" datetime=\"" << Text(base::format_date(base::local_date(*step.at))) << "\">"
         << Text(when(of, *step.at)) << "</time>";
  } else if (!step.done) {
    html << "<span class=\"mc-road__when\">"
         << (current ? say(of.language, "đang làm", "now") : say(of.language, "chưa đến", "to come")) << "</span>";
  }
  html << "</span></li>";
}

void write_road(Html& html, const Followed& of) {
  html << "<h2 class=\"govuk-heading-m\">" << say(of.language, "Các bước", "Steps") << "</h2><ol class=\"mc-road\">";
  bool waiting = false;
  for (const RoadStep& step : road_of(of)) {
    write_step(html, of, step, !step.done && !waiting);
    waiting = waiting || !step.done;
  }
  html << "</ol>";
}

void write_next(Html& html, const Followed& of, const words::TrackingWords& words) {
  const std::string_view state = dossier::public_state(of.tracked.state, of.now);
  const std::string& hotline = of.record.center().hotline;
  html << "<h2 class=\"govuk-heading-m\">" << say(of.language, "Ông/bà có thể", "What you can do")
       << "</h2><ul class=\"govuk-list govuk-list--bullet\"><li>";
  if (state == "received" || state == "on_its_way") {
    html << "<a class=\"govuk-link\" href=\"#why\">" << Text(words.can) << "</a>";
  } else {
    html << Text(words.can);
  }
  html << "</li><li>" << say(of.language, "hỏi đường dây nóng ", "ask the hotline ") << Text(hotline) << "</li></ul>";
}

std::string paper_name(const catalog::ProcedureVersion& version, const std::string& id) {
  for (const auto& group : version.papers) {
    for (const auto& paper : group.papers) {
      if (paper.id == id) return std::string(unlisted(paper.name));
    }
  }
  return id;
}

Literal paper_kind(const std::string& kind, Language language) {
  if (kind == "original") return say(language, "bản chính", "original");
  if (kind == "copy") return say(language, "bản sao", "copy");
  if (kind == "electronic") return say(language, "bản điện tử", "electronic");
  return say(language, "chỉ xuất trình", "shown only");
}

Html papers(const Followed& of, const catalog::ProcedureVersion& version) {
  Html html;
  for (const base::Json& paper : of.tracked.state.pinned.list("papers")) {
    if (!html.empty()) html << "<br>";
    html << vietnamese(paper_name(version, paper.text("paper"))) << " (" << paper.number("quantity", 1) << " "
         << paper_kind(paper.text("kind"), of.language) << ")";
  }
  return html;
}

Html fees(const Followed& of, const catalog::ProcedureVersion& version) {
  Html html;
  for (const base::Json& fee : of.tracked.state.pinned.list("fees")) {
    if (!html.empty()) html << "<br>";
    const auto stated = std::ranges::find(version.fees, fee.text("line"), &catalog::FeeLine::id);
    const bool named = stated != version.fees.end() && !stated->label.empty();
    html << vietnamese(named ? stated->label : fee.text("line")) << ": ";
    if (fee.find("amount_minor") != nullptr) {
      html << Text(money_phrase(fee.number("amount_minor") * fee.number("quantity", 1), fee.text("currency"),
                                of.language))
           << ", ";
    }
    html << (fee.flag("paid") ? say(of.language, "đã nộp", "paid") : say(of.language, "chưa nộp", "not paid yet"));
  }
  return html;
}

Html delivery(const Followed& of) {
  Html html;
  const base::Json* said = of.tracked.particulars.is_null() ? nullptr : of.tracked.particulars.find("delivery");
  if (said == nullptr) return html;
  const std::string way = said->text("way");
  if (way == "electronic") html << say(of.language, "Bản điện tử", "Electronically");
  if (way == "post") html << say(of.language, "Qua bưu điện", "By post");
  if (way == "desk") html << say(of.language, "Tại điểm phục vụ", "At the service point");
  if (const std::string address = said->text("address"); !address.empty()) html << ": " << vietnamese(address);
  return html;
}

Html applicant(const Followed& of) {
  const base::Json* who = of.tracked.particulars.is_null() ? nullptr : of.tracked.particulars.find("applicant");
  return who == nullptr ? Html() : vietnamese(who->text("name"));
}

Html results(const Followed& of) {
  Html html;
  const auto& all = of.tracked.state.results;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!html.empty()) html << "<br>";
    const std::string title = i < of.tracked.results.size() ? of.tracked.results[i].text("title") : std::string();
    const std::string number = i < of.tracked.results.size() ? of.tracked.results[i].text("number") : std::string();
    if (title.empty()) {
      html << say(of.language, "Kết quả", "Result");
    } else {
      html << vietnamese(title);
    }
    if (!number.empty()) html << " <span class=\"mc-code\">" << Text(number) << "</span>";
    html << ", " << Text(words::minute_text(all[i].released_at));
  }
  return html;
}

void write_particulars(Html& html, const Followed& of) {
  const catalog::ProcedureVersion* version = version_of(of);
  html << "<h2 class=\"govuk-heading-m\">" << say(of.language, "Hồ sơ của ông/bà", "Your application")
       << "</h2><dl class=\"govuk-summary-list mc-card\">";
  row(html, say(of.language, "Người yêu cầu", "Applicant"), applicant(of));
  row(html, say(of.language, "Số nộp trực tuyến", "Online number"), text(of.tracked.state.submission));
  if (version != nullptr) {
    row(html, say(of.language, "Giấy tờ đã nhận", "Papers handed in"), papers(of, *version));
    row(html, say(of.language, "Phí, lệ phí", "Fees"), fees(of, *version));
  }
  row(html, say(of.language, "Cách nhận kết quả", "How you get the result"), delivery(of));
  row(html, say(of.language, "Kết quả", "Result"), results(of));
  row(html, say(of.language, "Lý do", "Reason"), vietnamese(of.tracked.reason));
  row(html, say(of.language, "Căn cứ", "Basis"), vietnamese(of.tracked.basis));
  html << "</dl>";
}

void write_timeline(Html& html, const Followed& of) {
  html << "<h2 class=\"govuk-heading-m\">" << say(of.language, "Đã xảy ra", "What happened")
       << "</h2><ol class=\"mc-timeline govuk-list\">";
  for (const store::Event& event : of.tracked.events) {
    const std::string unit = event.actor.text("unit");
    html << "<li><time class=\"mc-code\" datetime=\"" << Text(base::format_instant(event.legal_instant())) << "\">"
         << Text(words::minute_text(event.legal_instant())) << "</time> "
         << Text(words::event_text(event.kind, of.language));
    if (!unit.empty()) html << ", " << Text(unit_called(of, unit));
    html << "</li>";
  }
  html << "</ol>";
}

}  // namespace

std::string headline_of(const Followed& followed) { return words_of(followed).headline; }

Html followed_view(const Followed& followed) {
  const words::TrackingWords words = words_of(followed);
  const int national = dossier::national_state(followed.tracked.state);
  Html html;
  html << "<p class=\"govuk-caption-l\">" << say(followed.language, "Hồ sơ ", "Application ")
       << "<span class=\"mc-code\">" << Text(followed.number) << "</span></p><h1 class=\"govuk-heading-l\">"
       << Text(words.headline) << "</h1>";
  if (followed.tracked.state.simulated) {
    html << "<p class=\"govuk-body\"><strong>" << simulated_phrase(followed.language) << "</strong></p>";
  }
  html << "<p class=\"govuk-body\">" << Text(words.message) << "</p><p class=\"govuk-body mc-quiet\">"
       << say(followed.language, "Trạng thái theo Cổng Dịch vụ công quốc gia: ", "State on the national portal: ")
       << Text(followed.language == Language::kEnglish ? dossier::national_label_en(national)
                                                       : dossier::national_label(national))
       << "</p>";
  write_due(html, followed);
  write_facts(html, followed);
  write_road(html, followed);
  if (followed.tracked.personal) {
    write_particulars(html, followed);
    write_timeline(html, followed);
  }
  write_next(html, followed, words);
  return html;
}

}  // namespace pages
