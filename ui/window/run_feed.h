#pragma once

#include <QObject>

#include "ui/panels/run_status_bar.h"
#include "ui/scene/picking.h"
#include "ui/window/statistics_feed.h"
#include "ui/window/window_parts.h"
#include "ui/window/workbench.h"

namespace stepscope::ui {

// Shows the scenario, the run and the step under the cursor in every view, at once; the figures of the run so far are
// its StatisticsFeed's. GUI thread.
class RunFeed : public QObject {
  Q_OBJECT

 public:
  // Both outlive the feed's use: it is a child of the window that owns them.
  RunFeed(Workbench& bench, const WindowParts& parts, QObject* parent);

  void show_scenario(const ScenarioPtr& scenario);
  // A run whose scenario is not there: what is missing instead of the scene.
  void show_missing(const ReopenedRun& run);
  void begin_run(int step_count);
  void append(const std::vector<FramePtr>& frames);
  void end_run(const FinishedRun& finished);
  // −1: the moment before the run.
  void show_step(int step);
  void show_picked(const PickedItem& item);
  // Marks in the scene what cost score; the ego where nobody else is to blame.
  void show_culprit(const Culprit& culprit);
  StatisticsFeed& statistics() { return *statistics_; }

 private:
  void forget_run();
  void mark_fork();
  void show_notes(const FinishedRun& finished);
  void show_status();
  void inspect();

  Workbench& bench_;
  WindowParts parts_;
  StatisticsFeed* statistics_;  // a child of this object
  RunFigures figures_;
  PickedItem picked_;
  StepFrame moment_before_;  // of the scenario, to inspect before there is a run
};

}  // namespace stepscope::ui
