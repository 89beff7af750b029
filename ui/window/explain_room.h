#pragma once

#include <QObject>
#include <QTimer>
#include <memory>
#include <optional>
#include <vector>

#include "core/analysis/slow_range.h"
#include "ui/bridge/background.h"
#include "ui/bridge/rerun_session.h"
#include "ui/window/window_parts.h"
#include "ui/window/workbench.h"

class QAction;

namespace stepscope::ui {

// Explains the step under the cursor on behalf of the window, makes it again, and paints what steps cost along the way.
// The model of a run is made off the GUI thread, and while a run goes on only as long as somebody looks. GUI thread.
class ExplainRoom : public QObject {
  Q_OBJECT

 public:
  // All outlive the room's use: it is a child of the window that owns them. `cost_layer` switches the scene's layer.
  ExplainRoom(Workbench& bench, const WindowParts& parts, QAction* cost_layer, QObject* parent);

  RerunSession& session() { return session_; }

 Q_SIGNALS:
  void said(stepscope::ui::Severity severity, const QString& text);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  // Steps and what was made of them.
  struct Explained {
    ProfiledRun run;  // its steps, and from where on they are its own
    CostModel model;
    Yardstick yardstick;
    std::vector<SlowForComplexity> slow;
  };

  void wire();
  void begin_run();
  void grow();
  void complete();
  void refresh();
  void take(std::shared_ptr<const Explained> explained);
  void show_step();
  void show_range();
  void go_to_slowest();
  void paint_costs();
  void make_again(int step, int repetitions);
  Result<RerunTask> task_of(int step, int repetitions) const;

  Workbench& bench_;
  WindowParts parts_;
  QAction* cost_layer_;
  RerunSession session_;
  QTimer refresh_timer_;
  std::optional<Stage> painted_;
  std::optional<StepRange> range_;     // that is dragged over in the strip
  std::optional<RunRequest> request_;  // of the run that was started last
  EngineProfile profile_;
  std::shared_ptr<const Explained> explained_;
  int run_{0};  // counts runs, so that nothing of an earlier one is shown
  bool computing_{false};
  Background background_;
};

}  // namespace stepscope::ui
