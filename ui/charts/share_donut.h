#pragma once

#include <QWidget>
#include <vector>

#include "ui/charts/chart_export.h"
#include "ui/charts/donut_content.h"
#include "ui/theme/theme.h"

class QLabel;

namespace stepscope::ui {

class DonutLegend;
class DonutRing;

// Which stages the time of a run goes to: a ring of shares around the mean step, with a legend beside it, or below it
// in a tall narrow place. Where neither leaves the ring readable the legend gives up its times, then the ring goes.
// Says why when there is nothing to show. GUI thread.
class ShareDonut : public QWidget {
  Q_OBJECT

 public:
  explicit ShareDonut(QWidget* parent = nullptr);

  void show(const RunStatistics& statistics);
  using QWidget::show;
  // Nothing to show, and why.
  void show_reason(const QString& reason);
  void set_theme(const Theme& theme);

  ChartExport exporter();
  QSize sizeHint() const override { return {420, 240}; }
  QSize minimumSizeHint() const override;

 Q_SIGNALS:
  void exportFailed(const QString& problem);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  void arrange();

  DonutRing* ring_;         // children of this widget
  DonutLegend* legend_;
  QLabel* reason_;
  std::vector<DonutSlice> slices_;
};

}  // namespace stepscope::ui
