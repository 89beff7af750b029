#pragma once

// The ring of the share donut. Only the donut's own sources include this (it brings in Qt Charts).

#include <QChartView>
#include <QGraphicsSimpleTextItem>
#include <QPieSeries>
#include <vector>

#include "ui/charts/donut_content.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// Slices around a number. Only slices that have room carry their share; all of them are in the legend.
class DonutRing : public QChartView {
 public:
  explicit DonutRing(QWidget* parent = nullptr);

  void show_slices(const std::vector<DonutSlice>& slices, double mean_step_ns);
  void set_theme(const Theme& theme);

  QSize sizeHint() const override { return {180, 180}; }
  QSize minimumSizeHint() const override { return {60, 60}; }

 protected:
  void resizeEvent(QResizeEvent* event) override;
  bool viewportEvent(QEvent* event) override;

 private:
  void build();
  void place_texts();
  int side() const;
  void label(QPieSlice& slice, const DonutSlice& content) const;

  std::vector<DonutSlice> slices_;
  double mean_step_ns_{0.0};
  Theme theme_{Theme::light_theme()};
  QPieSeries* series_;                  // owned by the chart
  QGraphicsSimpleTextItem* number_;     // owned by the scene
  QGraphicsSimpleTextItem* caption_;
};

}  // namespace stepscope::ui
