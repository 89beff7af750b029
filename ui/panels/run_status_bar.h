#pragma once

#include <QStatusBar>

#include "core/analysis/stage_statistics.h"
#include "core/world/step_frame.h"

namespace stepscope::ui {

class ElidedLabel;

// What the status bar says about the run.
struct RunFigures {
  int step{-1};        // shown step; −1: none
  double time_s{0.0};  // simulated, since the first step
  double step_ns{0.0};
  RunStatistics statistics;  // of all steps so far
  int steps{0};
  std::int64_t not_drawn{0};  // frames that arrived faster than they could be drawn
};

// "step 87 · t 8.7 s · 0.21 ms (p95 0.26 ms) · 476× real time · 0 misses · 0 statements/step"
QString status_text(const RunFigures& status);

// The line at the bottom of the window.
class RunStatusBar : public QStatusBar {
  Q_OBJECT

 public:
  explicit RunStatusBar(QWidget* parent = nullptr);
  void show_status(const RunFigures& status);
  // What goes on apart from stepping: "paused", "opening …".
  void show_state(const QString& text);
  // What the mouse points at in the scene; it takes the place of the state. Empty: nothing.
  void show_pointed_at(const QString& text);

 private:
  void write_state();

  QString state_text_, pointed_at_;
  ElidedLabel* state_;
  ElidedLabel* run_;
};

}  // namespace stepscope::ui
