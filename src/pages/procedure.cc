// GET /procedures/{code}?version=: what it is, for whom, how long, which papers, what it costs, where; the version in
// force, or another one marked as such.
#include <algorithm>
#include <charconv>

#include "dossier/reception.h"
#include "pages/phrases.h"
#include "pages/procedure_versions.h"
#include "pages/routes.h"
#include "pages/shell.h"
#include "words/refusal_text.h"

namespace pages {
namespace {

using catalog::ProcedureVersion;

// What the parts of the page are written from.
struct Sheet {
  const catalog::Catalog& catalog;
  const ProcedureVersion& version;
  bool in_force = true;  // rules of today speak of the version in force only
  Language language;

  Literal say(Literal vi, Literal en) const { return pages::say(language, vi, en); }
};

void heading(Html& html, const Sheet& sheet, Literal id, Literal vi, Literal en) {
  html << "<h2 class=\"govuk-heading-m\" id=\"" << id << "\">" << sheet.say(vi, en) << "</h2>";
}

void row(Html& html, Literal key, const Html& value) {
  if (value.empty()) return;
  html << "<div class=\"govuk-summary-list__row\"><dt class=\"govuk-summary-list__key\">" << key
       << "</dt><dd class=\"govuk-summary-list__value\">" << value << "</dd></div>";
}

Html assumed_mark(const Sheet& sheet, catalog::Trust trust) {
  Html html;
  if (trust == catalog::Trust::kAssumed || trust == catalog::Trust::kDoubtful) {
    html << " <span class=\"mc-state\">▲ " << sheet.say("chưa được xác nhận", "not yet confirmed") << "</span>";
  }
  return html;
}

Html lines(const std::vector<std::string>& all) {
  Html html;
  for (const std::string& one : all) {
    if (!html.empty()) html << "<br>";
    html << "<span lang=\"vi\">" << Text(unlisted(one)) << "</span>";
  }
  return html;
}

Html deciders(const Sheet& sheet) {
  std::vector<std::string> names;
  const auto* rules = sheet.in_force ? sheet.catalog.rules(sheet.version.code, nullptr) : nullptr;
  if (rules != nullptr) {
    for (const auto& rule : *rules) {
      const std::string name(authority_phrase(rule.authority, sheet.language));
      if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
  }
  if (names.empty()) return lines(sheet.version.agencies);
  Html html;
  for (const std::string& name : names) {
    if (!html.empty()) html << "<br>";
    html << Text(name);
  }
  return html;
}

Html limits(const Sheet& sheet) {
  Html html;
  for (const auto& one : sheet.version.cases) {
    if (!html.empty()) html << "<br>";
    if (sheet.version.cases.size() > 1 && !one.name.empty()) {
      html << "<span lang=\"vi\">" << Text(unlisted(one.name)) << "</span>: ";
    }
    html << Text(case_limit_phrase(one, sheet.language)) << assumed_mark(sheet, one.limit.trust);
  }
  return html;
}

Html fees_in_short(const Sheet& sheet) {
  Html html;
  const auto& fees = sheet.version.fees;
  if (fees.empty()) {
    html << sheet.say("Bản ghi chưa nêu", "Not stated in the record");
  } else if (fees.size() == 1) {
    html << Text(fee_phrase(fees.front(), sheet.language)) << assumed_mark(sheet, fees.front().trust);
  } else {
    html << "<a class=\"govuk-link\" href=\"#fees\">" << static_cast<std::int64_t>(fees.size())
         << sheet.say(" mức, xem bảng phí", " rates, see the table of fees") << "</a>";
  }
  return html;
}

Html where_in_short(const Sheet& sheet) {
  Html html;
  for (const auto& channel : sheet.version.channels) {
    if (!html.empty()) html << " · ";
    html << channel_phrase(channel.channel, sheet.language);
  }
  return html;
}

void write_summary(Html& html, const Sheet& sheet) {
  html << "<dl class=\"govuk-summary-list mc-card\">";
  row(html, sheet.say("Cho ai", "Who for"), lines(sheet.version.audience));
  row(html, sheet.say("Ai giải quyết", "Who decides"), deciders(sheet));
  row(html, sheet.say("Bao lâu", "How long"), limits(sheet));
  row(html, sheet.say("Phí, lệ phí", "Fee"), fees_in_short(sheet));
  row(html, sheet.say("Cách nộp", "How to hand in"), where_in_short(sheet));
  std::vector<std::string> results;
  for (const auto& result : sheet.version.results) results.push_back(result.name);
  row(html, sheet.say("Nhận được gì", "What you get"), lines(results));
  html << "</dl>";
}

void write_closed(Html& html, const Sheet& sheet) {
  const auto reasons = dossier::why_not_receivable(sheet.catalog, sheet.version);
  if (reasons.empty()) return;
  html << "<div class=\"govuk-inset-text\"><p class=\"govuk-body\"><strong>"
       << sheet.say("Điểm phục vụ chưa nhận hồ sơ của thủ tục này.", "Service points do not take this in yet.")
       << "</strong></p>";
  for (const auto& reason : reasons) {
    const auto& text = words::refusal_text(reason.code);
    html << "<p class=\"govuk-body\">"
         << Text(words::fill(sheet.language == Language::kEnglish ? text.en : text.vi, reason.facts)) << "</p>";
  }
  html << "</div>";
}

Literal group_title(const Sheet& sheet, catalog::PaperGroupKind kind) {
  switch (kind) {
    case catalog::PaperGroupKind::kSubmit:
      return sheet.say("Nộp", "To hand in");
    case catalog::PaperGroupKind::kShow:
      return sheet.say("Chỉ xuất trình", "Only to show");
    case catalog::PaperGroupKind::kCase:
      return sheet.say("Trong trường hợp này", "In this case");
    case catalog::PaperGroupKind::kAuthority:
      return sheet.say("Khi làm thay người khác", "When you act for somebody");
    case catalog::PaperGroupKind::kNote:
      return sheet.say("Lưu ý", "Please note");
  }
  return "";
}

void write_paper(Html& html, const Sheet& sheet, const catalog::Paper& paper) {
  html << "<li><label><input type=\"checkbox\" autocomplete=\"off\"><span><span lang=\"vi\">"
       << Text(unlisted(paper.name)) << "</span>";
  if (paper.originals > 0 || paper.copies > 0) {
    html << "<small>";
    if (paper.originals > 0)
      html << std::int64_t{paper.originals}
           << sheet.say(" bản chính", paper.originals == 1 ? Literal(" original") : Literal(" originals"));
    if (paper.originals > 0 && paper.copies > 0) html << " · ";
    if (paper.copies > 0)
      html << std::int64_t{paper.copies}
           << sheet.say(" bản sao", paper.copies == 1 ? Literal(" copy") : Literal(" copies"));
    html << "</small>";
  }
  html << "</span></label></li>";
}

// In the words of the record where it has some; who reads English gets ours before them.
void write_group_title(Html& html, const Sheet& sheet, const catalog::PaperGroup& group) {
  std::string_view named = unlisted(group.heading);
  if (named.ends_with(':')) named.remove_suffix(1);
  html << "<h3 class=\"govuk-heading-s\">";
  if (named.empty() || sheet.language == Language::kEnglish) html << group_title(sheet, group.kind);
  if (!named.empty() && sheet.language == Language::kEnglish) html << ": ";
  if (!named.empty()) html << "<span lang=\"vi\">" << Text(named) << "</span>";
  html << "</h3>";
}

void write_group(Html& html, const Sheet& sheet, const catalog::PaperGroup& group) {
  write_group_title(html, sheet, group);
  Html papers;
  Html notes;
  for (const auto& paper : group.papers) {
    if (paper.note || group.kind == catalog::PaperGroupKind::kNote) {
      notes << "<li lang=\"vi\">" << Text(unlisted(paper.name)) << "</li>";
    } else {
      write_paper(papers, sheet, paper);
    }
  }
  if (!papers.empty()) html << "<ul class=\"mc-checklist govuk-body\">" << papers << "</ul>";
  if (!notes.empty()) html << "<ul class=\"govuk-list govuk-list--bullet\">" << notes << "</ul>";
}

void write_papers(Html& html, const Sheet& sheet) {
  heading(html, sheet, "papers", "Giấy tờ cần chuẩn bị", "Papers to bring");
  if (sheet.version.papers.empty()) {
    html << "<p class=\"govuk-body\">"
         << sheet.say("Bản ghi chưa nêu giấy tờ. Xin hỏi tại điểm phục vụ.",
                      "The record names no papers. Please ask at a service point.")
         << "</p>";
    return;
  }
  for (const auto& group : sheet.version.papers) write_group(html, sheet, group);
}

void write_fees(Html& html, const Sheet& sheet) {
  const auto& fees = sheet.version.fees;
  if (fees.size() < 2) return;
  heading(html, sheet, "fees", "Phí, lệ phí", "Fees");
  html << "<table class=\"mc-fees govuk-body\"><thead><tr><th scope=\"col\">" << sheet.say("Khoản", "For")
       << "</th><th scope=\"col\" class=\"mc-amount\">" << sheet.say("Mức", "Amount") << "</th></tr></thead><tbody>";
  for (const auto& fee : fees) {
    html << "<tr><th scope=\"row\"><span lang=\"vi\">" << Text(fee.label);
    if (!fee.tier.empty()) html << ", " << Text(fee.tier);
    html << "</span>";
    if (fee.channel) html << " (" << channel_phrase(*fee.channel, sheet.language) << ")";
    html << assumed_mark(sheet, fee.trust) << "</th><td class=\"mc-amount\">" << Text(fee_phrase(fee, sheet.language))
         << "</td></tr>";
  }
  html << "</tbody></table>";
}

// What the rule of competence says to somebody who stands at a service point.
void write_rule(Html& html, const Sheet& sheet, const catalog::CompetenceRule& rule) {
  const bool english = sheet.language == Language::kEnglish;
  const auto spoken = [&](const std::string& vi, const std::string& en) -> const std::string& {
    return english && !en.empty() ? en : vi;
  };
  if (const std::string& direction = spoken(rule.direction_vi, rule.direction_en); !direction.empty()) {
    html << "<p class=\"govuk-body\">" << Text(direction) << ".</p>";
  }
  if (const std::string& question = spoken(rule.place_question_vi, rule.place_question_en); !question.empty()) {
    html << "<p class=\"govuk-body\">" << sheet.say("Điểm phục vụ sẽ hỏi: ", "The service point will ask: ")
         << Text(question) << "</p>";
  }
}

void write_where(Html& html, const Sheet& sheet) {
  heading(html, sheet, "where", "Nộp ở đâu", "Where to hand in");
  const auto* rules = sheet.catalog.rules(sheet.version.code, nullptr);
  const bool ruled = rules != nullptr && !rules->empty();
  const catalog::TakenAt taken_at = ruled ? rules->front().taken_at : sheet.version.taken_at;
  html << "<p class=\"govuk-body\">" << taken_at_phrase(taken_at, sheet.language) << ".</p>";
  if (ruled) write_rule(html, sheet, rules->front());
  if (taken_at == catalog::TakenAt::kNotHere) return;
  html << "<p class=\"govuk-body mc-screen\"><a class=\"govuk-link\" href=\"/points\">"
       << sheet.say("Tìm điểm phục vụ gần nhất", "Find the nearest service point") << "</a></p>";
}

void write_basis(Html& html, const Sheet& sheet) {
  if (sheet.version.legal_basis.empty() && sheet.version.decision_no.empty()) return;
  heading(html, sheet, "basis", "Căn cứ pháp lý", "Legal basis");
  html << "<ul class=\"mc-fields govuk-body\">";
  for (const std::string& number : sheet.version.legal_basis)
    html << "<li class=\"mc-code\">" << Text(number) << "</li>";
  html << "</ul>";
  if (sheet.version.decision_no.empty()) return;
  html << "<p class=\"govuk-body\">" << sheet.say("Công bố theo quyết định ", "Published by decision ")
       << "<span class=\"mc-code\">" << Text(sheet.version.decision_no) << "</span></p>";
}

// What was asked for: a version by its number, else the one in force, else the last there was. Null: there is none.
const catalog::PublishedProcedure* wanted(const catalog::Catalog& catalog, const std::string& code,
                                          const std::string& number, const catalog::PublishedProcedure* in_force) {
  if (!number.empty()) {
    std::int64_t version = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), version);
    if (error != std::errc() || end != number.data() + number.size()) return nullptr;
    return catalog.version(code, version);
  }
  if (in_force != nullptr) return in_force;
  const auto* all = catalog.versions(code);
  return all == nullptr || all->empty() ? nullptr : all->back().get();
}

http::Response procedure(app::Record& record, const http::Request& request) {
  const std::string& code = request.parameters.at("code");
  const auto catalog = record.catalog();
  const base::LocalDate today = base::local_date(record.clock().now());
  const auto* in_force = catalog->procedure(code, today);
  const auto* published = wanted(*catalog, code, request.query_text("version"), in_force);
  if (published == nullptr) return error_page(404, {"not_found", {}, {}}, &request);
  const Language language = language_of(request);
  const Sheet sheet{*catalog, published->procedure, published == in_force, language};
  const ShownVersion version{published, in_force, today, language};
  Page page{language, published->procedure.name, Address("/procedures"), {}, 200};
  page.here.segment(code);
  if (!sheet.in_force) {
    const std::string number = std::to_string(published->version);
    page.title += std::string(sheet.say(", bản ", ", version ").view()) + number;
    page.here.query("version", number);
  }
  page.main << "<a class=\"govuk-back-link\" href=\"/procedures\">"
            << sheet.say("Tìm thủ tục khác", "Find another procedure")
            << "</a><h1 class=\"govuk-heading-l\" lang=\"vi\">" << Text(sheet.version.name)
            << "</h1><p class=\"govuk-body\"><span lang=\"vi\">" << Text(sheet.version.field) << "</span> · "
            << sheet.say("Mã thủ tục ", "Procedure ") << "<span class=\"mc-code\">" << Text(code) << "</span></p>";
  page.main << not_in_force_notice(version);
  if (sheet.in_force) write_closed(page.main, sheet);
  write_summary(page.main, sheet);
  write_papers(page.main, sheet);
  write_fees(page.main, sheet);
  if (sheet.in_force) write_where(page.main, sheet);
  write_basis(page.main, sheet);
  page.main << version_list(version, *catalog);
  return response(request, std::move(page));
}

}  // namespace

void add_procedure(http::Router& router, app::Record& record) {
  router.add("GET", "/procedures/{code}",
             [&record](const http::Request& request, const http::Reply& reply) { reply(procedure(record, request)); });
}

}  // namespace pages
