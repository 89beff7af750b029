#include "ui/window/bookmark_keeper.h"

#include <utility>

#include "ui/bridge/text.h"

namespace stepscope::ui {

BookmarkKeeper::BookmarkKeeper(Workbench& bench, RunLibrary& library, QObject* parent)
    : QObject(parent), bench_(bench), library_(library) {
  QObject::connect(&bench_.view(), &RunView::profileBegun, this, [this] {
    run_.reset();
    later_.clear();
  });
  QObject::connect(&bench_, &Workbench::runReopened, this, &BookmarkKeeper::take_reopened);
  QObject::connect(&bench_.session(), &SimulationSession::runKept, this, &BookmarkKeeper::take_kept);
  QObject::connect(&bench_.bookmarks(), &Bookmarks::bookmarkSet, this,
                   [this](int step, const QString& note) { keep(step, note); });
  QObject::connect(&bench_.bookmarks(), &Bookmarks::bookmarkRemoved, this,
                   [this](int step) { keep(step, std::nullopt); });
}

void BookmarkKeeper::take_reopened(const ReopenedRun& run) {
  run_ = run.kept;
  std::vector<Bookmark> bookmarks;
  for (const KeptBookmark& one : run.bookmarks) bookmarks.push_back({.step = one.step, .note = to_qt(one.note)});
  bench_.bookmarks().replace(std::move(bookmarks));
}

void BookmarkKeeper::take_kept(const KeptRun& kept) {
  if (!kept.id || kept.run != bench_.last_run().run) return;
  run_ = kept.id;
  for (auto& [step, note] : std::exchange(later_, {})) keep(step, std::move(note));
}

void BookmarkKeeper::keep(int step, std::optional<QString> note) {
  if (!run_) run_ = bench_.session().kept_id();
  if (!run_)
    later_.insert_or_assign(step, std::move(note));
  else
    library_.set_bookmark(*run_, step, note);
}

}  // namespace stepscope::ui
