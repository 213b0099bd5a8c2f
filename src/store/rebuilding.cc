#include "store/rebuilding.h"

#include <fmt/format.h>

#include <map>

#include "store/folding.h"
#include "store/migrations.h"
#include "store/record.h"
#include "store/record_tables.h"
#include "store/stored_words.h"

namespace store {
namespace {

constexpr std::size_t kPortionEvents = 1000;

class Rebuilding {
 public:
  Rebuilding(Session& session, const Vault& vault, const std::vector<const Board*>& boards)
      : session_(session),
        boards_(boards),
        old_(board_versions(session)),
        folding_(session, boards, new_shapes()),
        words_(session, vault),
        erasures_after_(head_position(session)) {}

  void make_tables() {
    session_.begin_plain();
    for (const Board* board : boards_) {
      const Shape shape = board_shape(*board, old_version(*board) + 1);
      // What a rebuild that was cut off left behind.
      session_.run("DROP TABLE IF EXISTS " + shape.table);
      if (old_version(*board) > 1) {
        session_.run("DROP TABLE IF EXISTS " + board_shape(*board, old_version(*board) - 1).table);
      }
      create_board_table(session_, *board, shape);
    }
    session_.commit();
  }

  void fill_to_near_the_head(const Store::Progress& progress) {
    for (std::int64_t head = head_position(session_); head - done_ > std::int64_t{kPortionEvents};
         head = head_position(session_)) {
      session_.begin_plain();
      fold_up_to(head);
      session_.commit();
      if (progress) progress(done_, head);
    }
  }

  void finish_and_swap(const Store::Progress& progress) {
    const Head head = session_.begin_write();
    while (done_ < head.position) fold_up_to(head.position);
    std::vector<Row> rows;
    for (const Board* board : boards_) {
      rows.push_back({board->table().name, old_version(*board) + 1, std::int64_t{board->table().version}, done_});
    }
    session_.put(shape_of(kBoards), rows);
    session_.commit();
    if (progress) progress(done_, head.position);
  }

  void drop_old() {
    for (const Board* board : boards_) {
      session_.run("DROP TABLE IF EXISTS " + board_shape(*board, old_version(*board)).table);
    }
  }

 private:
  std::int64_t old_version(const Board& board) const {
    const auto found = old_.find(board.table().name);
    return found == old_.end() ? 0 : found->second.version;
  }

  std::vector<Shape> new_shapes() const {
    std::vector<Shape> shapes;
    for (const Board* board : boards_) shapes.push_back(board_shape(*board, old_version(*board) + 1));
    return shapes;
  }

  // One portion, at most up to the head.
  void fold_up_to(std::int64_t head) {
    const std::vector<Event> events = events_in(session_, {done_, head, kPortionEvents}, {});
    if (events.empty()) throw Corrupt(fmt::format("the journal has no event {}", done_ + 1));
    words_.forget();
    words_.load(items_for(boards_, events));
    folding_.load_for(events);
    for (const Event& event : events) {
      folding_.fold(event, words_);
      if (event.position > erasures_after_ && event.kind == "ItemErased") forget_erased(event);
    }
    folding_.flush();
    folding_.forget();
    done_ = events.back().position;
  }

  // An item that was erased while this rebuild runs may already have been folded with its words.
  void forget_erased(const Event& erased) {
    auto streams = events_of(session_, {erased.stream});
    std::vector<Event>& events = streams[erased.stream];
    std::erase_if(events, [&](const Event& event) { return event.position > erased.position; });
    folding_.fold_anew(events, erased.payload.text("item"), words_);
  }

  Session& session_;
  const std::vector<const Board*>& boards_;
  std::map<std::string, BoardVersion, std::less<>> old_;
  Folding folding_;
  StoredWords words_;
  std::int64_t erasures_after_;
  std::int64_t done_ = 0;
};

}  // namespace

void rebuild_boards(Session& session, const Vault& vault, const std::vector<const Board*>& boards,
                    const Store::Progress& progress) {
  if (boards.empty()) return;
  try {
    Rebuilding rebuilding(session, vault, boards);
    rebuilding.make_tables();
    rebuilding.fill_to_near_the_head(progress);
    rebuilding.finish_and_swap(progress);
    rebuilding.drop_old();
  } catch (...) {
    session.rollback();
    throw;
  }
}

}  // namespace store
