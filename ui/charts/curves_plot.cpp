#include "ui/charts/curves_plot.h"

#include <QPicture>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/charts/chart_axis.h"

namespace stepscope::ui {

namespace {

QVector<double> values_of(const std::vector<double>& values) { return {values.begin(), values.end()}; }

}  // namespace

CurvesPlot::CurvesPlot(QWidget* parent) : QCustomPlot(parent) {
  addLayer(QStringLiteral("cursor"), layer(QStringLiteral("main")));
  layer(QStringLiteral("cursor"))->setMode(QCPLayer::lmBuffered);
  cursor_ = new QCPItemStraightLine(this);
  cursor_->setLayer(QStringLiteral("cursor"));
  cursor_->setVisible(false);
  setAttribute(Qt::WA_NoMousePropagation, false);  // a right click is for the menu of the chart around it
  setFocusPolicy(Qt::NoFocus);
  for (QCPAxis* axis : {xAxis, yAxis}) axis->setNumberFormat(QStringLiteral("gb"));
  xAxis->grid()->setVisible(false);
  plotLayout()->setMargins(QMargins(0, 0, 0, 0));
  legend->setFillOrder(QCPLegend::foColumnsFirst);
  axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignTop | Qt::AlignLeft);
  set_theme(theme_);
}

void CurvesPlot::show(const Curves& curves) {
  curves_ = curves;
  QSharedPointer<QCPAxisTicker> ticker;
  if (curves_.logarithmic_x) {
    ticker = QSharedPointer<QCPAxisTickerLog>::create();
  } else if (curves_.over_steps) {
    const auto fixed = QSharedPointer<QCPAxisTickerFixed>::create();
    fixed->setTickStep(1.0);
    fixed->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
    ticker = fixed;
  } else {
    ticker = QSharedPointer<QCPAxisTicker>::create();
  }
  xAxis->setTicker(ticker);
  xAxis->setScaleType(curves_.logarithmic_x ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
  rebuild();
}

void CurvesPlot::set_theme(const Theme& theme) {
  theme_ = theme;
  setBackground(QBrush(theme.chart_background));
  for (QCPAxis* axis : {xAxis, yAxis}) paint_axis(axis, theme, font());
  QColor plate = theme.chart_background;
  plate.setAlphaF(0.85F);
  legend->setBrush(plate);
  legend->setBorderPen(QPen(theme.border));
  legend->setTextColor(theme.text);
  legend->setFont(font());
  cursor_->setPen(QPen(theme.cursor, 1.0));
  rebuild();
}

void CurvesPlot::rebuild() {
  clearPlottables();
  for (int i = itemCount() - 1; i >= 0; --i)
    if (item(i) != cursor_) removeItem(item(i));
  if (curves_.empty()) return replot(rpQueuedReplot);
  if (curves_.middle) add_line(*curves_.middle, QPen(theme_.muted_text, 1.0), Qt::Horizontal);
  for (const double limit : curves_.limits)
    add_line(limit, QPen(theme_.deadline_line, 1.2, Qt::DashLine), Qt::Horizontal);
  if (curves_.mark) add_line(*curves_.mark, QPen(theme_.deadline_line, 1.2, Qt::DotLine), Qt::Vertical);
  for (const Curve& curve : curves_.lines) add_curve(curve);
  legend->setVisible(curves_.lines.size() > 1);
  fit_axes();
  replot(rpQueuedReplot);
}

void CurvesPlot::add_curve(const Curve& curve) {
  const QColor colour = theme_.arm(curve.run);
  const auto x = values_of(curve.x);
  if (curve.low.size() == curve.y.size()) {
    QCPGraph* low = addGraph();
    QCPGraph* high = addGraph();
    low->setData(x, values_of(curve.low), true);
    high->setData(x, values_of(curve.high), true);
    QColor band = colour;
    band.setAlphaF(0.2F);
    for (QCPGraph* edge : {low, high}) {
      edge->setPen(Qt::NoPen);
      edge->removeFromLegend();
    }
    high->setBrush(band);
    high->setChannelFillGraph(low);
  }
  QCPGraph* graph = addGraph();
  graph->setData(x, values_of(curve.y), true);
  graph->setName(curve.name);
  graph->setPen(QPen(colour, 1.6, curve.dashed ? Qt::DashLine : Qt::SolidLine));
  if (curves_.as_stairs) graph->setLineStyle(QCPGraph::lsStepLeft);
  if (curve.x.size() < 3) graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, 4));
}

void CurvesPlot::add_line(double value, const QPen& pen, Qt::Orientation orientation) {
  auto* line = new QCPItemStraightLine(this);
  const bool flat = orientation == Qt::Horizontal;
  line->point1->setCoords(flat ? 0.0 : value, flat ? value : 0.0);
  line->point2->setCoords(flat ? 1.0 : value, flat ? value : 1.0);
  line->setPen(pen);
}

void CurvesPlot::fit_axes() {
  constexpr double kNone = std::numeric_limits<double>::infinity();
  double left = kNone, right = -kNone, low = kNone, high = -kNone;
  const auto include = [&](double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  };
  for (const Curve& curve : curves_.lines) {
    if (!curve.x.empty()) {
      left = std::min(left, curve.x.front());
      right = std::max(right, curve.x.back());
    }
    std::ranges::for_each(curve.y, include);
    std::ranges::for_each(curve.low, include);
    std::ranges::for_each(curve.high, include);
  }
  std::ranges::for_each(curves_.limits, include);
  if (curves_.middle) include(*curves_.middle);
  if (curves_.from_zero) include(0.0);
  if (low > high) low = high = 0.0;
  if (right <= left) right = left + 1.0;
  const double around = curves_.over_steps ? 0.5 : 0.0;
  xAxis->setRange(left - around, right + around);
  const double margin = high > low ? 0.08 * (high - low) : std::max(1e-3, 0.1 * std::abs(high));
  yAxis->setRange(curves_.from_zero && low >= 0.0 ? 0.0 : low - margin, high + margin);
  const int line = fontMetrics().height();
  if (!curves_.logarithmic_x) xAxis->ticker()->setTickCount(std::clamp(width() / 60, 2, 10));
  yAxis->ticker()->setTickCount(std::clamp(height() / (3 * line), 2, 6));
  // A label that would not fit beside its axis goes below.
  const bool beside = height() - 3 * line > fontMetrics().horizontalAdvance(curves_.y_label);
  const QString below = beside ? curves_.x_label : QStringLiteral("%1  ↑ %2").arg(curves_.x_label, curves_.y_label);
  xAxis->setLabel(height() > 7 * line ? below : QString());
  yAxis->setLabel(beside ? curves_.y_label : QString());
}

void CurvesPlot::set_cursor(int step) {
  cursor_->setVisible(step >= 0 && curves_.over_steps && !curves_.empty());
  cursor_->point1->setCoords(step, 0.0);
  cursor_->point2->setCoords(step, 1.0);
  layer(QStringLiteral("cursor"))->replot();
}

QPicture CurvesPlot::as_picture() {
  QPicture picture;
  QCPPainter painter(&picture);
  toPainter(&painter, width(), height());
  painter.end();
  return picture;
}

void CurvesPlot::resizeEvent(QResizeEvent* event) {
  if (!curves_.empty()) fit_axes();
  QCustomPlot::resizeEvent(event);
}

}  // namespace stepscope::ui
