#pragma once

#include <QTimer>
#include <QWidget>
#include <vector>

#include "ui/charts/chart_export.h"
#include "ui/charts/step_strip_data.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

class StageLegend;
class StripPlot;

// One stacked bar per step, live: where every millisecond of every step went. Click chooses a step, dragging a range,
// the wheel zooms about the pointer (with Shift or sideways: pans), double click shows all. ← → one step, with Shift
// ten, Home and End, N and P next and previous slow step, Escape drops the range.
// Draws at most 30 times a second, however often it is told something. GUI thread.
class StepStrip : public QWidget {
  Q_OBJECT

 public:
  explicit StepStrip(QWidget* parent = nullptr);
  ~StepStrip() override;

  // Forgets what was shown. `expected_steps`: bars to leave room for, 0 if unknown; `interval_s`: simulated time per step.
  void begin_run(int expected_steps, double interval_s);
  void clear() { begin_run(0, 0.0); }
  // Frames of the run, oldest first.
  void append(const std::vector<FramePtr>& frames);
  // −1 hides the cursor. Emits nothing.
  void set_cursor(int step);
  void set_bookmarks(const std::vector<int>& steps);
  void set_theme(const Theme& theme);

  int cursor() const { return cursor_; }
  int step_count() const { return static_cast<int>(data_.size()); }
  int slowest_step() const { return data_.slowest_step(); }
  const StepStripData& data() const { return data_; }
  // Pictures, SVG and CSV of what is shown.
  ChartExport exporter();
  // Brings the picture up to date at once instead of with the next tick.
  void draw_now();

 Q_SIGNALS:
  void stepClicked(int step);
  void rangeSelected(int first, int last);
  void rangeCleared();
  void exportFailed(const QString& problem);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void schedule();
  void choose(int step);
  void press(QMouseEvent* event);
  void move(QMouseEvent* event);
  void release(QMouseEvent* event);
  void turn_wheel(QWheelEvent* event);
  void show_all();
  void clear_range();
  void set_full_heights(bool full);

  StepStripData data_;
  StripPlot* plot_;        // children of this widget
  StageLegend* legend_;
  QTimer tick_;
  int cursor_{-1};
  int press_pixel_{-1};    // where the left button went down
  bool dragging_{false};
};

}  // namespace stepscope::ui
