#include "catalog/search.h"

#include <algorithm>
#include <charconv>

#include "base/hash.h"
#include "base/text.h"

namespace catalog {
namespace {

constexpr std::size_t kMostWords = 16;  // more than any name needs; bounds the work of one query

std::vector<std::string> asked_words(std::string_view folded) {
  auto words = base::words(folded);
  if (words.size() > kMostWords) words.resize(kMostWords);
  return words;
}

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// A folded text holds single spaces only, so a phrase is found between word borders by padding both.
bool holds_phrase(const std::string& text, const std::string& phrase) {
  return (" " + text).find(" " + phrase) != std::string::npos;
}

template <class Number>
bool read_number(std::string_view& text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end == text.data() + text.size() || *end != '|') return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()) + 1);
  return true;
}

}  // namespace

void SearchIndex::WordTable::close() {
  std::ranges::sort(words_);
  const auto repeated = std::ranges::unique(words_);
  words_.erase(repeated.begin(), repeated.end());
}

void SearchIndex::WordTable::count(std::string_view word, bool beginning, std::vector<std::uint8_t>& hits) const {
  std::vector<bool> seen(hits.size());
  auto at = std::ranges::lower_bound(words_, word, {}, [](const auto& entry) { return std::string_view(entry.first); });
  for (; at != words_.end() && (beginning ? at->first.starts_with(word) : at->first == word); ++at) {
    if (seen[at->second]) continue;  // two words of one row may begin alike
    seen[at->second] = true;
    ++hits[at->second];
  }
}

bool SearchIndex::Rank::before(const Rank& other) const {
  if (score != other.score) return score > other.score;
  if (length != other.length) return length < other.length;
  return code < other.code;
}

SearchIndex::SearchIndex(const Catalog& catalog, base::LocalDate day) : twins_(catalog.published(day)) {
  for (auto& published : catalog.published(day)) {
    const ProcedureVersion& procedure = published->procedure;
    Entry entry{published, base::fold(procedure.name), base::fold(procedure.field)};
    if (procedure.standing != Standing::kAnnouncement) ++fields_[procedure.field];
    entries_.push_back(std::move(entry));
    index(static_cast<Row>(entries_.size() - 1));
  }
  folded_.close();
  with_tones_.close();
}

void SearchIndex::index(Row row) {
  const Entry& entry = entries_[row];
  const ProcedureVersion& procedure = entry.published->procedure;
  for (const std::string& text : {entry.folded_name, entry.folded_field, base::fold(procedure.code)}) {
    for (std::string& word : base::words(text)) folded_.add(std::move(word), row);
  }
  for (const std::string& text : {procedure.name, procedure.field, procedure.code}) {
    for (std::string& word : base::words(base::fold_keeping_tones(text))) with_tones_.add(std::move(word), row);
  }
}

bool SearchIndex::passes(const Entry& entry, const SearchQuery& query, std::string_view folded_field) const {
  const ProcedureVersion& procedure = entry.published->procedure;
  if (procedure.standing == Standing::kAnnouncement && !query.announcements) return false;
  if (!folded_field.empty() && entry.folded_field != folded_field) return false;
  return !query.level || std::ranges::find(procedure.levels, *query.level) != procedure.levels.end();
}

std::vector<SearchIndex::Match> SearchIndex::matches(const SearchQuery& query) const {
  const std::string folded = base::fold(query.words);
  const auto words = asked_words(folded);
  if (words.empty() && !blank(query.words)) return {};  // only signs were typed
  const auto toned = asked_words(base::fold_keeping_tones(query.words));
  std::vector<std::uint8_t> hits(entries_.size()), whole(entries_.size()), exact(entries_.size());
  for (std::size_t i = 0; i < words.size(); ++i) folded_.count(words[i], i + 1 == words.size(), hits);
  if (!words.empty()) folded_.count(words.back(), false, whole);
  for (std::size_t i = 0; i < toned.size(); ++i) with_tones_.count(toned[i], i + 1 == toned.size(), exact);
  const std::string field = base::fold(query.field);
  std::vector<Match> found;
  for (Row row = 0; row < entries_.size(); ++row) {
    const Entry& entry = entries_[row];
    if (hits[row] < words.size() || !passes(entry, query, field)) continue;
    const int phrase = !words.empty() && holds_phrase(entry.folded_name, folded) ? 1 : 0;
    const std::size_t length = words.empty() ? 0 : entry.folded_name.size();
    found.push_back(
        {{4 * int{exact[row]} + 2 * int{whole[row]} + phrase, length, entry.published->procedure.code}, row});
  }
  return found;
}

base::Result<SearchPage> SearchIndex::find(const SearchQuery& query) const {
  auto found = matches(query);
  SearchPage page;
  page.total = found.size();
  std::string cursor_text;
  if (!query.after.empty()) {
    const auto last = read_cursor(query.after, cursor_text);
    if (!last) return tl::unexpected(last.error());
    std::erase_if(found, [&](const Match& match) { return !last->before(match.rank); });
  }
  const std::size_t count = std::min(query.most, found.size());
  const auto middle = found.begin() + static_cast<std::ptrdiff_t>(count);
  std::ranges::partial_sort(found, middle, [](const Match& a, const Match& b) { return a.rank.before(b.rank); });
  for (std::size_t i = 0; i < count; ++i) page.items.push_back(entries_[found[i].row].published);
  if (count > 0 && count < found.size()) page.next = cursor(found[count - 1].rank);
  return page;
}

std::string SearchIndex::cursor(const Rank& rank) {
  const std::string text =
      std::to_string(rank.score) + "|" + std::to_string(rank.length) + "|" + std::string(rank.code);
  return base::to_hex(std::as_bytes(std::span(text)));
}

// `text` owns what the rank's code points into.
base::Result<SearchIndex::Rank> SearchIndex::read_cursor(std::string_view hex, std::string& text) {
  const auto bytes = base::from_hex(hex);
  if (!bytes) return base::refuse("cursor_malformed", {}, "after");
  for (const std::byte byte : *bytes) text += static_cast<char>(byte);
  std::string_view rest = text;
  Rank rank;
  if (!read_number(rest, rank.score) || !read_number(rest, rank.length) || rest.empty()) {
    return base::refuse("cursor_malformed", {}, "after");
  }
  rank.code = rest;
  return rank;
}

}  // namespace catalog
