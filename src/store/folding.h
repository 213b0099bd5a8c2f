// Folds events into the tables of boards through a cache of rows: one query per table to load what a portion of events
// touches, one bulk write per table to put it back. Used by the writer, by rebuild and by verify. Private to the room.
#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/engine.h"

namespace store {

class Folding {
 public:
  // `shapes` are the tables to fold into, in the order of the boards.
  Folding(Session& session, const std::vector<const Board*>& boards, std::vector<Shape> shapes);

  // Loads rows by key, per board; keys that have no row are known to be absent from then on.
  void load(std::size_t board, const std::vector<std::string>& keys);
  void load_for(std::span<const Event> events);
  // Of every board the rows whose key is one of `streams`, and the rows named per board.
  void load_named(const std::vector<std::string>& streams, const std::map<std::string, std::vector<std::string>>& rows);
  std::optional<Row> row(std::string_view board, const std::string& key);

  void fold(const Event& event, const Words& words);
  // Folds the rows anew that show an erased item. Rows of a board that reads vault items are fed by one stream each, so
  // the events of that stream are all they are made of.
  void fold_anew(std::span<const Event> stream, std::string_view erased_item, const Words& words);
  void flush();   // writes what changed
  void forget();  // empties the cache

 private:
  struct Cached {
    std::optional<Row> row;
    bool changed = false;
  };
  using Rows = std::unordered_map<std::string, Cached>;

  Cached& cached(std::size_t board, const std::string& key);
  void fold_into(std::size_t board, const std::string& key, const Event& event, const Words& words);
  std::size_t index_of(std::string_view board) const;

  Session* session_;
  const std::vector<const Board*>* boards_;
  std::vector<Shape> shapes_;
  std::vector<Rows> rows_;  // per board
};

// Every vault item that the boards read for these events.
std::vector<std::string> items_for(const std::vector<const Board*>& boards, std::span<const Event> events);

}  // namespace store
