#pragma once

// The plot inside the histogram. Only the chart's own sources include this (it brings in QCustomPlot).

#include <qcustomplot.h>

#include "ui/charts/histogram_content.h"
#include "ui/charts/name_rows.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// Bars, cumulative curve (second axis), quantiles, budget lines and the picked range. GUI thread.
class HistogramPlot : public QCustomPlot {
 public:
  explicit HistogramPlot(QWidget* parent = nullptr);

  void show(const HistogramContent& content, BinScale scale);
  using QWidget::show;
  void set_range(const std::optional<DurationRange>& range);
  void set_theme(const Theme& theme);

  const Histogram& histogram() const { return histogram_; }
  std::size_t bins_that_fit() const;
  double duration_at(int pixel) const;  // ns
  int pixel_of(double ns) const;
  QPicture as_picture();

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  struct Marker {
    double ns;
    QString name;
    QPen pen;
    int row;  // of the names above the bars, if there is room
  };
  void rebuild();
  void add_bars();
  void add_cumulative();
  void add_markers();
  void add_marker(const Marker& marker, NameRows& names);
  void place_range();
  void fit_axes();
  double shown(double ns) const { return in_unit(ns, unit_); }

  HistogramContent content_;
  BinScale scale_{BinScale::kLinear};
  Histogram histogram_;
  DurationUnit unit_{DurationUnit::kMilliseconds};
  std::optional<DurationRange> range_;
  Theme theme_{Theme::light_theme()};
  QCPItemRect* shade_;  // of the range; owned by the plot
};

}  // namespace stepscope::ui
