#pragma once

#include <QWidget>

#include "ui/charts/chart_export.h"
#include "ui/models/curves.h"
#include "ui/theme/theme.h"

class QLabel;

namespace stepscope::ui {

class CurvesPlot;

// Curves of up to four runs in their colours, with limits, bands and, over steps, the time cursor. Without a curve it
// says why. GUI thread.
class CurvesChart : public QWidget {
  Q_OBJECT

 public:
  // `name`: of the files, and for those who do not see it.
  CurvesChart(const QString& name, const QString& accessible_name, QWidget* parent = nullptr);

  void show_curves(const Curves& curves);
  void show_reason(const QString& reason);
  // −1: none.
  void set_cursor(int step);
  void set_theme(const Theme& theme);

  const Curves& curves() const { return curves_; }
  QString reason() const;
  ChartExport exporter();
  QSize minimumSizeHint() const override { return {160, 90}; }
  QSize sizeHint() const override { return {420, 180}; }

 Q_SIGNALS:
  // Of a chart over steps: clicked, or reached with the keys Left and Right.
  void stepWished(int step);
  void exportFailed(const QString& problem);

 protected:
  void contextMenuEvent(QContextMenuEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QString value_text(QPoint at) const;

  QString name_;
  Curves curves_;
  QLabel* reason_;
  CurvesPlot* plot_;
  int cursor_{-1};
};

}  // namespace stepscope::ui
