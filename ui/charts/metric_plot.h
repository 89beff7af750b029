#pragma once

// The plot inside the metric chart. Only the chart's own sources include this (it brings in QCustomPlot).

#include <qcustomplot.h>

#include "ui/models/metric_curve.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// Axes, curve, thresholds and cursor of a metric. Draws when told to. GUI thread.
class MetricPlot : public QCustomPlot {
 public:
  explicit MetricPlot(QWidget* parent = nullptr);

  void show(const MetricCurve& curve);
  using QWidget::show;
  void set_cursor(int step);
  void set_theme(const Theme& theme);
  int step_at(int pixel) const;
  // What is drawn, as commands that any painter can repeat.
  QPicture as_picture();

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void rebuild();
  void fit_axes();
  void add_threshold(double value);
  void add_shade(int first, int last);

  MetricCurve curve_;
  Theme theme_{Theme::light_theme()};
  int cursor_step_{-1};
  QCPItemStraightLine* cursor_;
};

}  // namespace stepscope::ui
