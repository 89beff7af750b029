#pragma once

#include <QObject>
#include <map>
#include <optional>
#include <vector>

#include "ui/bridge/run_library.h"
#include "ui/models/bookmarks.h"
#include "ui/window/workbench.h"

namespace stepscope::ui {

// Keeps the bookmarks of the run that is shown with it in the store, and shows those of a run that is reopened. What is
// set before the run has its place in the store is kept when it has. GUI thread.
class BookmarkKeeper : public QObject {
  Q_OBJECT

 public:
  // All outlive the keeper's use: it is a child of the window that owns them.
  BookmarkKeeper(Workbench& bench, RunLibrary& library, QObject* parent);

 private:
  void take_reopened(const ReopenedRun& run);
  void take_kept(const KeptRun& kept);
  void keep(int step, std::optional<QString> note);  // no note: taken away

  Workbench& bench_;
  RunLibrary& library_;
  std::optional<RunId> run_;                     // that is shown
  std::map<int, std::optional<QString>> later_;  // what is to be kept when the run has its place
};

}  // namespace stepscope::ui
