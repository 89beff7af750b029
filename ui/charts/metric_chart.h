#pragma once

#include <QWidget>

#include "ui/charts/chart_export.h"
#include "ui/models/metric_curve.h"
#include "ui/theme/theme.h"

class QLabel;

namespace stepscope::ui {

class MetricPlot;

// One metric over the steps of a run: its values with their unit, the thresholds as dashed lines, the steps that
// violate them shaded, the time cursor. A click, or the arrow keys, move the cursor. GUI thread.
class MetricChart : public QWidget {
  Q_OBJECT

 public:
  explicit MetricChart(QWidget* parent = nullptr);

  void show(const MetricCurve& curve);
  using QWidget::show;
  // Why there is no curve.
  void show_reason(const QString& reason);
  // −1: none.
  void set_cursor(int step);
  void set_theme(const Theme& theme);

  int step_at(int pixel) const;
  const MetricCurve& curve() const { return curve_; }
  ChartExport exporter();
  QSize minimumSizeHint() const override { return {160, 90}; }
  QSize sizeHint() const override { return {300, 150}; }

 Q_SIGNALS:
  void stepClicked(int step);
  void exportFailed(const QString& problem);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  void choose(int step);

  MetricCurve curve_;
  int cursor_{-1};
  QLabel* title_;
  QLabel* reason_;
  MetricPlot* plot_;
};

}  // namespace stepscope::ui
