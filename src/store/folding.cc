#include "store/folding.h"

#include <set>

namespace store {

Folding::Folding(Session& session, const std::vector<const Board*>& boards, std::vector<Shape> shapes)
    : session_(&session), boards_(&boards), shapes_(std::move(shapes)), rows_(boards.size()) {}

void Folding::load(std::size_t board, const std::vector<std::string>& keys) {
  std::vector<std::string> wanted;
  for (const std::string& key : keys) {
    if (rows_[board].try_emplace(key).second) wanted.push_back(key);
  }
  const Shape& shape = shapes_[board];
  for (Row& row : session_->rows_where(shape, shape.columns[0].name, wanted)) {
    rows_[board][text(row, 0)].row = std::move(row);
  }
}

void Folding::load_for(std::span<const Event> events) {
  for (std::size_t board = 0; board < boards_->size(); ++board) {
    std::vector<std::string> keys;
    for (const Event& event : events) {
      if (auto key = (*boards_)[board]->key(event)) keys.push_back(*std::move(key));
    }
    load(board, keys);
  }
}

void Folding::load_named(const std::vector<std::string>& streams,
                         const std::map<std::string, std::vector<std::string>>& rows) {
  for (std::size_t board = 0; board < boards_->size(); ++board) {
    std::vector<std::string> keys = streams;
    const auto named = rows.find((*boards_)[board]->table().name);
    if (named != rows.end()) keys.insert(keys.end(), named->second.begin(), named->second.end());
    load(board, keys);
  }
}

std::optional<Row> Folding::row(std::string_view board, const std::string& key) {
  return cached(index_of(board), key).row;
}

void Folding::fold(const Event& event, const Words& words) {
  for (std::size_t board = 0; board < boards_->size(); ++board) {
    if (const auto key = (*boards_)[board]->key(event)) fold_into(board, *key, event, words);
  }
}

void Folding::fold_anew(std::span<const Event> stream, std::string_view erased_item, const Words& words) {
  for (std::size_t board = 0; board < boards_->size(); ++board) {
    std::set<std::string> touched;
    for (const Event& event : stream) {
      const std::vector<std::string> items = (*boards_)[board]->items(event);
      if (std::find(items.begin(), items.end(), erased_item) == items.end()) continue;
      if (auto key = (*boards_)[board]->key(event)) touched.insert(*std::move(key));
    }
    for (const std::string& key : touched) {
      Cached& row = cached(board, key);
      row = {std::nullopt, true};
      for (const Event& event : stream) {
        if ((*boards_)[board]->key(event) == key) fold_into(board, key, event, words);
      }
    }
  }
}

void Folding::flush() {
  for (std::size_t board = 0; board < rows_.size(); ++board) {
    std::vector<Row> put;
    std::vector<std::string> erase;
    for (auto& [key, cached_row] : rows_[board]) {
      if (!cached_row.changed) continue;
      cached_row.changed = false;
      if (cached_row.row) {
        put.push_back(*cached_row.row);
      } else {
        erase.push_back(key);
      }
    }
    session_->put(shapes_[board], put);
    session_->erase(shapes_[board], erase);
  }
}

void Folding::forget() {
  for (Rows& rows : rows_) rows.clear();
}

Folding::Cached& Folding::cached(std::size_t board, const std::string& key) {
  const auto found = rows_[board].find(key);
  if (found != rows_[board].end()) return found->second;
  load(board, {key});
  return rows_[board].at(key);
}

void Folding::fold_into(std::size_t board, const std::string& key, const Event& event, const Words& words) {
  Cached& current = cached(board, key);
  Board::Folded folded = (*boards_)[board]->fold(event, current.row, words);
  if (folded.what == Board::Folded::Do::kKeep) return;
  current.changed = true;
  if (folded.what == Board::Folded::Do::kErase) {
    current.row.reset();
    return;
  }
  if (folded.row.size() != shapes_[board].columns.size() || text(folded.row, 0) != key) {
    throw std::logic_error("board " + (*boards_)[board]->table().name + " folded a row of another shape or key");
  }
  current.row = std::move(folded.row);
}

std::size_t Folding::index_of(std::string_view board) const {
  for (std::size_t i = 0; i < boards_->size(); ++i) {
    if ((*boards_)[i]->table().name == board) return i;
  }
  throw std::logic_error("there is no live board " + std::string(board));
}

std::vector<std::string> items_for(const std::vector<const Board*>& boards, std::span<const Event> events) {
  std::set<std::string> items;
  for (const Board* board : boards) {
    for (const Event& event : events) {
      for (std::string& item : board->items(event)) items.insert(std::move(item));
    }
  }
  return {items.begin(), items.end()};
}

}  // namespace store
