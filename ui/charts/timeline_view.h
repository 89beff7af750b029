#pragma once

#include <QWidget>
#include <optional>

#include "ui/charts/chart_export.h"
#include "ui/charts/timeline_scene.h"

namespace stepscope::ui {

// Where the pointer is in the timeline: one span, or the spans [first, last) of a row that are folded there.
struct TimelineHit {
  std::size_t row{0}, first{0}, last{0};
  bool folded() const { return last - first > 1; }
  bool operator==(const TimelineHit&) const = default;
};

// The spans of a run on a time axis: a lane per thread, a row per depth of nesting.
//   wheel: zoom about the pointer (Shift or sideways: pan) · drag: pan · drag on the ruler: measure · click: select and
//   move the window's cursor to the step · double click: zoom to the span · W S zoom, A D ← → pan, ↑ ↓ to the span
//   around and inside, F the selected span, then the whole scope · Escape: drop measure, then selection.
// GUI thread.
class TimelineView : public QWidget {
  Q_OBJECT

 public:
  explicit TimelineView(QWidget* parent = nullptr);

  // What is shown; outlives the view. Tell data_changed() when there is more in it.
  void set_data(const TimelineData* shown);
  void data_changed();
  // The steps that figures are of: fitted into the view unless they already were the scope.
  void set_scope(StepRange steps);
  // The scope has more steps than before: fitted unless the user has zoomed or panned.
  void grow_scope(StepRange steps);
  // Other steps are the scope, the view stays.
  void keep_view_for(StepRange steps);
  void set_cursor(int step);
  void set_search(const SpanQuery& query);
  void select(SpanPlace place);  // and moves it into sight; emits nothing
  void set_theme(const Theme& theme);
  // Said instead of spans while there are none.
  void set_reason(const QString& reason);
  const QString& reason() const { return reason_; }

  void fit_scope();
  void zoom_to(SpanPlace place);
  // On the axis, ns.
  void show_time(double begin, double end);
  const TimelineScene& scene() const { return scene_; }
  std::optional<TimelineHit> hit_at(QPoint position) const;
  // Area of the rows: below the ruler, right of the names of the threads.
  QRect rows_area() const;
  // "214 µs · 3 steps"; empty without a measured range.
  QString measured_text() const;
  ChartExport exporter();
  QSize minimumSizeHint() const override { return {160, 60}; }

 Q_SIGNALS:
  void stepClicked(int step);
  // Nothing: index −1.
  void spanSelected(stepscope::SpanPlace place);
  void exportFailed(const QString& problem);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  enum class Drag { kNone, kPressed, kPanning, kMeasuring };

  void draw(QPainter& painter);
  void draw_ruler(QPainter& painter);
  void draw_gutter(QPainter& painter);
  bool takes_key(const QKeyEvent& event) const;
  void fit_selected();
  void step_out_or_in(bool out);
  void choose(SpanPlace place);
  void scroll_to(int y);
  void moved_by_user();
  void say_what_is_at(QPoint position, QPoint global);
  int ruler_height() const;
  int gutter_width() const;
  int most_scroll() const;

  TimelineData nothing_;
  TimelineScene scene_;
  SpanQuery query_;
  QString reason_;
  Drag drag_{Drag::kNone};
  QPoint press_, last_;
  std::optional<TimelineHit> told_;  // in the tooltip
  bool fits_scope_{true};            // until the user zooms or pans
};

}  // namespace stepscope::ui
