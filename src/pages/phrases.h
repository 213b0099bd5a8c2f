// Facts of a procedure as people say them, in both languages: limits, money, channels, who decides.
#pragma once
#include <string>
#include <string_view>

#include "calendar/limit.h"
#include "catalog/procedure.h"
#include "pages/html.h"
#include "words/language.h"

namespace pages {

std::string limit_phrase(const calendar::Limit& limit, words::Language language);  // "7 ngày làm việc"
// The limit of one case with what is doubtful about it: "trong ngày; nộp từ 15:00 thì tính sang ngày làm việc sau".
std::string case_limit_phrase(const catalog::ExecutionCase& one, words::Language language);
std::string money_phrase(std::int64_t amount_minor, std::string_view currency, words::Language language);
std::string fee_phrase(const catalog::FeeLine& fee,
                       words::Language language);  // amount, "Miễn phí" or that it is unknown
Literal channel_phrase(catalog::Channel channel, words::Language language);
Literal taken_at_phrase(catalog::TakenAt taken_at, words::Language language);
// "commune_pc" → "Ủy ban nhân dân phường, xã"; empty when there is no phrase for it.
std::string_view authority_phrase(std::string_view authority, words::Language language);
// A line of the record without the dash, star or plus that it was listed with.
std::string_view unlisted(std::string_view line);

// Said wherever a dossier of the simulator is shown.
Literal simulated_phrase(words::Language language);

}  // namespace pages
