#include "pages/procedure_versions.h"

#include <ranges>
#include <string>

#include "pages/shell.h"
#include "words/tracking_text.h"

namespace pages {
namespace {

using catalog::PublishedProcedure;

enum class Force { kInForce, kNotYet, kEnded, kReplaced };

Force force_of(const ShownVersion& of, const PublishedProcedure& one) {
  if (of.in_force != nullptr && one.version == of.in_force->version) return Force::kInForce;
  const auto& version = one.procedure;
  if (version.valid_from && *version.valid_from > of.today) return Force::kNotYet;
  if (version.valid_to && *version.valid_to <= of.today) return Force::kEnded;
  return Force::kReplaced;
}

Literal force_word(Force force, Language language) {
  switch (force) {
    case Force::kInForce:
      return say(language, "● đang áp dụng", "● in force");
    case Force::kNotYet:
      return say(language, "○ chưa có hiệu lực", "○ not in force yet");
    case Force::kEnded:
      return say(language, "■ đã hết hiệu lực", "■ no longer in force");
    case Force::kReplaced:
      return say(language, "■ đã được thay bằng bản khác", "■ replaced by another version");
  }
  return "";
}

Address address_of(const PublishedProcedure& one, bool in_force) {
  Address address("/procedures");
  address.segment(one.procedure.code);
  if (!in_force) address.query("version", std::to_string(one.version));
  return address;
}

Literal source_phrase(std::string_view source, Language language) {
  if (source == "controller") return say(language, "công bố tại đây", "published here");
  if (source == "overlay-hanoi")
    return say(language, "thành phố bổ sung cho Cổng quốc gia", "the city's addition to the national portal");
  return say(language, "theo Cổng Dịch vụ công quốc gia", "from the national portal");
}

void write_days(Html& html, const PublishedProcedure& one, Language language) {
  const auto& version = one.procedure;
  if (version.valid_from) {
    html << say(language, "hiệu lực từ ", "valid from ") << Text(words::day_text(*version.valid_from));
    if (version.valid_to)
      html << say(language, ", trước ", ", until before ") << Text(words::day_text(*version.valid_to));
  } else {
    html << say(language, "nguồn không nêu ngày hiệu lực", "the source names no day of validity");
  }
  html << "; " << say(language, "ghi nhận ngày ", "recorded on ")
       << Text(words::day_text(base::local_date(one.recorded_at)));
}

void write_version(Html& html, const ShownVersion& of, const PublishedProcedure& one) {
  const bool shown = one.version == of.shown->version;
  const Force force = force_of(of, one);
  html << "<li>";
  if (shown) {
    html << "<strong aria-current=\"page\">" << say(of.language, "Bản ", "Version ") << one.version << "</strong>";
  } else {
    html << "<a class=\"govuk-link\" href=\"" << address_of(one, force == Force::kInForce) << "\">"
         << say(of.language, "Bản ", "Version ") << one.version << "</a>";
  }
  html << " " << force_word(force, of.language) << "<br><span class=\"mc-quiet\">"
       << source_phrase(one.procedure.source, of.language) << "; ";
  write_days(html, one, of.language);
  html << "</span></li>";
}

}  // namespace

Html not_in_force_notice(const ShownVersion& of) {
  Html html;
  if (of.in_force != nullptr && of.shown->version == of.in_force->version) return html;
  html << "<div class=\"govuk-inset-text\"><p class=\"govuk-body\"><strong>" << say(of.language, "Bản ", "Version ")
       << of.shown->version << ": " << force_word(force_of(of, *of.shown), of.language) << ".</strong> "
       << say(of.language, "Chỉ để tra cứu; hồ sơ mới không theo bản này.",
              "Only to look things up; nothing new is taken in under it.")
       << "</p>";
  if (of.in_force != nullptr) {
    html << "<p class=\"govuk-body\"><a class=\"govuk-link\" href=\"" << address_of(*of.in_force, true) << "\">"
         << say(of.language, "Xem bản đang áp dụng", "See the version in force") << "</a></p>";
  }
  html << "</div>";
  return html;
}

Html version_list(const ShownVersion& of, const catalog::Catalog& catalog) {
  Html html;
  const auto* all = catalog.versions(of.shown->procedure.code);
  if (all == nullptr) return html;
  html << "<h2 class=\"govuk-heading-m\" id=\"versions\">" << say(of.language, "Các bản đã ghi nhận", "Versions")
       << "</h2><ul class=\"govuk-list govuk-list--spaced\">";
  for (const auto& one : std::views::reverse(*all)) write_version(html, of, *one);
  html << "</ul>";
  return html;
}

}  // namespace pages
