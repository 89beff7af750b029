#pragma once

#include <QWidget>
#include <optional>

#include "core/analysis/histogram.h"
#include "core/rerun/rerun.h"
#include "ui/charts/chart_export.h"
#include "ui/theme/theme.h"

namespace stepscope::ui {

// Two histograms of one step's repetitions on one logarithmic axis of durations, warm above cold, with the recorded
// time and the run's median step as lines: at the pace that the machine has now, as far as that is known, because that
// is what the repetitions were made at (pace_of()). GUI thread.
class RerunChart : public QWidget {
  Q_OBJECT

 public:
  explicit RerunChart(QWidget* parent = nullptr);

  void show(const RerunResult& result);
  using QWidget::show;
  // Why there is nothing to see.
  void show_reason(const QString& reason);
  void set_theme(const Theme& theme);

  bool empty() const { return warm_.empty() && cold_.empty(); }
  // Where the line of the recorded time is drawn, ns.
  double recorded_line_ns() const { return at_pace(recorded_ns_); }
  ChartExport exporter();
  QSize minimumSizeHint() const override { return {260, 120}; }
  QSize sizeHint() const override { return {420, 200}; }

 Q_SIGNALS:
  void exportFailed(const QString& problem);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  void draw(QPainter& painter) const;
  void draw_sample(QPainter& painter, const QRectF& area, const std::vector<std::int64_t>& walls, const QColor& colour,
                   const QString& title) const;
  void draw_axis(QPainter& painter, const QRectF& area) const;
  void draw_line(QPainter& painter, const QRectF& area, double ns, const QColor& colour, Qt::PenStyle style) const;
  double x_of(double ns, const QRectF& area) const;
  double at_pace(double ns) const { return ns * pace_.value_or(1.0); }
  // What the lines are, and at which pace.
  QString legend() const;
  QString csv() const;

  Theme theme_{Theme::light_theme()};
  std::vector<std::int64_t> warm_, cold_;
  double recorded_ns_{0.0}, median_ns_{0.0};  // as they were recorded
  std::optional<double> pace_;
  double low_ns_{1.0}, high_ns_{10.0};  // of the axis
  QString reason_;
};

}  // namespace stepscope::ui
