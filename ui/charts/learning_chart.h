#pragma once

#include <QWidget>
#include <vector>

#include "core/imitation/training_curve.h"
#include "ui/charts/chart_export.h"
#include "ui/theme/theme.h"

class QCustomPlot;
class QCPAxisRect;
class QCPGraph;
class QLabel;

namespace stepscope::ui {

// How a network learns, epoch by epoch: above, the loss of what it learns from and on the validation logs; below, how
// far its poses are from the expert's there. GUI thread.
class LearningChart : public QWidget {
  Q_OBJECT

 public:
  explicit LearningChart(QWidget* parent = nullptr);

  void clear();
  void add(const CurvePoint& point);
  // The mean loss of the epoch that goes on; `epochs`: how many are done, with the share of this one.
  void show_running(double epochs, double loss);
  void set_theme(const Theme& theme);

  const std::vector<CurvePoint>& curve() const { return curve_; }
  ChartExport exporter();
  QSize minimumSizeHint() const override { return {260, 220}; }
  QSize sizeHint() const override { return {420, 340}; }

 Q_SIGNALS:
  void exportFailed(const QString& problem);

 protected:
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  void make_plot();
  void redraw();

  std::vector<CurvePoint> curve_;
  QLabel* reason_;
  QCustomPlot* plot_;
  QCPAxisRect* losses_{nullptr};
  QCPAxisRect* errors_{nullptr};
  QCPGraph *running_{nullptr}, *validation_{nullptr};
  std::vector<QCPGraph*> distances_;  // by horizon
};

}  // namespace stepscope::ui
