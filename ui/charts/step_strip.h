#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>
#include <vector>

#include "ui/charts/chart_export.h"
#include "ui/charts/step_strip_data.h"
#include "ui/charts/strip_history.h"
#include "ui/models/bookmarks.h"
#include "ui/models/step_budgets.h"
#include "ui/theme/theme.h"

class QMenu;

namespace stepscope::ui {

class StageLegend;
class StripPlot;

enum class BudgetLine : std::uint8_t;

// One stacked bar per step, live: where every millisecond of every step went. Of steps that share a pixel column the
// longest is drawn. Click chooses a step, dragging a range, the wheel zooms about the pointer (with Shift or sideways:
// pans), the middle button pans, double click shows all. The budget lines can be dragged. ← → one step, with Shift ten,
// Home and End, N and P next and previous slow step, + and − zoom, B and Shift+B ask for a bookmark and its note,
// Escape drops the range, Ctrl+Z and Ctrl+Shift+Z take back and repeat changes of zoom and range.
// Draws at most 30 times a second, however often it is told something. GUI thread.
class StepStrip : public QWidget {
  Q_OBJECT

 public:
  explicit StepStrip(QWidget* parent = nullptr);
  ~StepStrip() override;

  // Forgets what was shown. `expected_steps`: bars to leave room for, 0 if unknown; `interval_s`: simulated time per
  // step.
  void begin_run(int expected_steps, double interval_s);
  void clear() { begin_run(0, 0.0); }
  // Frames of the run, oldest first.
  void append(const std::vector<FramePtr>& frames);
  // Of a run that went on from another one: the steps before are drawn as not its own. 0: all are.
  void set_first_own_step(int step);
  // So many steps can be chosen, beyond those of the run too: others beside it are longer. 0: only its own.
  void set_reach(int steps);
  // One end of the selected range is at this step, as if dragged; the other stays, or is there too.
  void select_from(int step);
  void select_to(int step);
  void clear_range();
  // −1 hides the cursor. Emits nothing.
  void set_cursor(int step);
  void set_bookmarks(const std::vector<Bookmark>& bookmarks);
  // Steps that another view points out, ascending; none: {}.
  void set_highlighted(const std::vector<int>& steps);
  // Emits nothing.
  void set_budgets(const StepBudgets& budgets);
  const StepBudgets& budgets() const;
  void set_theme(const Theme& theme);

  int cursor() const { return cursor_; }
  int first_own_step() const;
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
  // By dragging a line, or by typing.
  void budgetsChanged(const stepscope::ui::StepBudgets& budgets);
  void bookmarkWished(int step);  // to be set or taken away
  void noteWished(int step);
  void forkWished(int step);  // to go on from there with something changed
  void exportFailed(const QString& problem);

 protected:
  bool event(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  enum class Drag : std::uint8_t { kNone, kPressed, kRange, kLinePressed, kLine, kPan };

  void schedule();
  void choose(int step);
  void press(QMouseEvent* event);
  void begin_drag(QPoint moved);
  void move(QMouseEvent* event);
  void release(QMouseEvent* event);
  void hover(QMouseEvent* event);
  void drag_line(int y);
  void turn_wheel(QWheelEvent* event);
  void zoom_at_cursor(double factor);
  void show_all();
  void select(int first, int last);
  void set_full_heights(bool full);
  void ask_for_budgets();
  void remember(StripChange change);
  void undo();
  void redo();
  void return_to(const std::optional<StripView>& view);
  void announce_range();
  void add_step_actions(QMenu& menu, int step);
  void add_view_actions(QMenu& menu);

  StepStripData data_;
  StripPlot* plot_;  // children of this widget
  StageLegend* legend_;
  QTimer tick_;
  StripHistory history_;
  QElapsedTimer clock_;
  double median_ns_{0.0};     // of so many steps:
  std::size_t median_of_{0};  // what is drawn again and again is not sorted each time
  int cursor_{-1};
  Drag drag_{Drag::kNone};
  QPoint pressed_;     // where the button went down; while panning, where the pointer was last
  BudgetLine line_{};  // the one that is dragged
};

}  // namespace stepscope::ui
