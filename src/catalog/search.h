// Finding a procedure in a person's own words, with tones or without: every word must occur in the name, the field or
// the code; the last may be only begun. What matches with the tones that were typed comes first. An index is an
// immutable value over the procedures valid on one day; it shares them with the catalogue and outlives it.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "catalog/catalog.h"
#include "catalog/twins.h"

namespace catalog {

struct SearchQuery {
  std::string words;  // empty: everything, by code
  std::string field;  // empty: any; compared folded
  std::optional<Level> level;
  bool announcements = false;  // entries that only announce a list are hidden otherwise
  std::string after;           // a page's `next`
  std::size_t most = 20;
};

struct SearchPage {
  std::vector<std::shared_ptr<const PublishedProcedure>> items;  // best first
  std::string next;  // opaque; empty on the last page. Names the last item, so it also holds on a newer index
  std::size_t total = 0;
};

class SearchIndex {
 public:
  SearchIndex(const Catalog& catalog, base::LocalDate day);

  // Refuses cursor_malformed.
  base::Result<SearchPage> find(const SearchQuery& query) const;

  const TwinNames& twins() const { return twins_; }  // of the same day

  const std::map<std::string, std::size_t>& fields() const {
    return fields_;
  }  // name → how many, without announcements

 private:
  using Row = std::uint32_t;
  // Words with the rows that hold them, in byte order: a word or a beginning is one range.
  class WordTable {
   public:
    void add(std::string word, Row row) { words_.emplace_back(std::move(word), row); }
    void close();  // sorts; call once before reading
    void count(std::string_view word, bool beginning, std::vector<std::uint8_t>& hits) const;  // +1 per row, at most

   private:
    std::vector<std::pair<std::string, Row>> words_;
  };
  struct Entry {
    std::shared_ptr<const PublishedProcedure> published;
    std::string folded_name;
    std::string folded_field;
  };
  // Order of answers: more typed tones kept, then the last word whole, then the words in a row in the name, then the
  // shorter name, then the code.
  struct Rank {
    int score = 0;
    std::size_t length = 0;
    std::string_view code;
    bool before(const Rank& other) const;
  };
  struct Match {
    Rank rank;
    Row row = 0;
  };

  void index(Row row);
  std::vector<Match> matches(const SearchQuery& query) const;
  bool passes(const Entry& entry, const SearchQuery& query, std::string_view folded_field) const;
  static std::string cursor(const Rank& rank);
  static base::Result<Rank> read_cursor(std::string_view hex, std::string& text);

  std::vector<Entry> entries_;
  WordTable folded_;
  WordTable with_tones_;
  std::map<std::string, std::size_t> fields_;
  TwinNames twins_;
};

}  // namespace catalog
