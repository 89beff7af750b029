#pragma once

#include <QWidget>

#include "ui/charts/chart_export.h"
#include "ui/charts/histogram_content.h"
#include "ui/theme/theme.h"

class QLabel;

namespace stepscope::ui {

class HistogramPlot;

// How often steps take how long, with quantiles, budget lines and the share of steps that take at most so long.
// Dragging picks a range of whole bins; its ends can be dragged on. ← → move it by a bin (without one: pick the slowest
// bin), with Shift its upper end; Escape or a click drops it. GUI thread.
class HistogramChart : public QWidget {
  Q_OBJECT

 public:
  explicit HistogramChart(QWidget* parent = nullptr);

  // Keeps the range, as durations.
  void show(const HistogramContent& content, BinScale scale);
  using QWidget::show;
  // Why there is nothing.
  void show_reason(const QString& reason);
  void set_theme(const Theme& theme);
  // Emits nothing.
  void drop_range();

  const std::optional<DurationRange>& range() const { return range_; }
  const HistogramContent& content() const { return content_; }
  const Histogram& histogram() const;
  QString caption() const;
  ChartExport exporter();
  QSize minimumSizeHint() const override { return {200, 110}; }
  QSize sizeHint() const override { return {480, 170}; }

 Q_SIGNALS:
  // The range is another one, or gone.
  void rangeChanged();
  void exportFailed(const QString& problem);

 protected:
  bool event(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  bool empty() const;
  void press(QMouseEvent* event);
  void move(QMouseEvent* event);
  void release(QMouseEvent* event);
  void hover(QMouseEvent* event);
  bool near_end(int pixel, double end_ns) const;
  void pick(std::size_t first, std::size_t last);
  void pick_between(double a_ns, double b_ns);
  void clear();
  void move_by_keys(int bins, bool only_upper);

  HistogramContent content_;
  std::optional<DurationRange> range_;
  std::optional<double> anchor_ns_;  // where a drag began, or the end of the range that stays
  int press_pixel_{0};
  bool dragging_{false};
  QLabel* caption_;  // children of this widget
  QLabel* reason_;
  HistogramPlot* plot_;
};

}  // namespace stepscope::ui
