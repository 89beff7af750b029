#pragma once

// The plot inside the chart of curves. Only the chart's own sources include this (it brings in QCustomPlot).

#include <qcustomplot.h>

#include "ui/models/curves.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// Axes, curves, bands, limits and cursor. Draws when told to. GUI thread.
class CurvesPlot : public QCustomPlot {
 public:
  explicit CurvesPlot(QWidget* parent = nullptr);

  void show(const Curves& curves);
  using QWidget::show;
  void set_cursor(int step);
  void set_theme(const Theme& theme);
  double x_at(int pixel) const { return xAxis->pixelToCoord(pixel); }
  QPicture as_picture();

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void rebuild();
  void add_curve(const Curve& curve);
  void add_line(double value, const QPen& pen, Qt::Orientation orientation);
  void fit_axes();

  Curves curves_;
  Theme theme_{Theme::light_theme()};
  QCPItemStraightLine* cursor_;
};

}  // namespace stepscope::ui
