#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "core/ablation/waterfall_chart.h"
#include "ui/charts/chart_export.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// From the time of a step of the baseline down to that of fast, one optimisation after another: a bar from the level
// before to the level after, whiskers for the 95 % interval of the level. Says why when there is nothing to show, and
// of every row that was not measured. GUI thread.
class AblationWaterfall : public QWidget {
  Q_OBJECT

 public:
  explicit AblationWaterfall(QWidget* parent = nullptr);

  void show_result(const AblationResult& result);
  // Nothing to show, and why.
  void show_reason(const QString& reason);
  void set_theme(const Theme& theme);

  const std::vector<WaterfallBar>& bars() const { return bars_; }
  ChartExport exporter();
  QSize sizeHint() const override { return {520, 380}; }
  QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void exportFailed(const QString& problem);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Geometry;
  void paint(QPainter& painter, const QRect& room) const;
  void paint_axis(QPainter& painter, const Geometry& geometry) const;
  void paint_bar(QPainter& painter, const Geometry& geometry, const WaterfallBar& bar, int row) const;
  QColor colour_of(const WaterfallBar& bar) const;
  QString tip_of(const WaterfallBar& bar) const;
  QString csv() const;

  std::vector<WaterfallBar> bars_;
  QString reason_;
  Theme theme_{Theme::light_theme()};
};

}  // namespace stepscope::ui
