#include "store/restore_marks.h"

namespace store {

std::filesystem::path restoring_folder(const Location& location) { return location.folder / "restoring"; }

bool restore_begun(const Location& location) {
  std::error_code problem;
  return std::filesystem::exists(restoring_folder(location), problem);
}

bool holds_unfinished_restore(Session& session) {
  return !session.rows("SELECT number FROM migrations WHERE number = 0", {}, {ColumnType::kInteger}).empty();
}

void mark_unfinished(Session& session, base::Instant at) {
  session.run("INSERT INTO migrations (number, name, at) VALUES (0, 'restoring', :p1)", {base::to_micros(at)});
}

void mark_finished(Session& session) { session.run("DELETE FROM migrations WHERE number = 0"); }

tl::unexpected<base::Refusal> restore_unfinished(const Location& location) {
  return base::refuse("restore_unfinished", {{"folder", location.folder.string()}});
}

}  // namespace store
