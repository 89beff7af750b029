#include "ui/charts/metric_plot.h"

#include <QPicture>
#include <algorithm>
#include <cmath>

#include "ui/charts/chart_axis.h"

namespace stepscope::ui {

namespace {

const QColor kViolated(0xD5, 0x5E, 0x00);

}  // namespace

MetricPlot::MetricPlot(QWidget* parent) : QCustomPlot(parent) {
  setAttribute(Qt::WA_NoMousePropagation, false);  // a right click is for the menu of the chart around it
  addLayer(QStringLiteral("shades"), layer(QStringLiteral("grid")), limBelow);
  addLayer(QStringLiteral("cursor"), layer(QStringLiteral("main")));
  layer(QStringLiteral("cursor"))->setMode(QCPLayer::lmBuffered);
  cursor_ = new QCPItemStraightLine(this);
  cursor_->setLayer(QStringLiteral("cursor"));
  cursor_->setVisible(false);
  const auto ticker = QSharedPointer<QCPAxisTickerFixed>::create();
  ticker->setTickStep(1.0);
  ticker->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
  xAxis->setTicker(ticker);
  xAxis->grid()->setVisible(false);
  for (QCPAxis* axis : {xAxis, yAxis}) axis->setNumberFormat(QStringLiteral("gb"));
  plotLayout()->setMargins(QMargins(0, 0, 0, 0));
  set_theme(theme_);
}

void MetricPlot::show(const MetricCurve& curve) {
  curve_ = curve;
  rebuild();
}

void MetricPlot::set_theme(const Theme& theme) {
  theme_ = theme;
  setBackground(QBrush(theme.chart_background));
  for (QCPAxis* axis : {xAxis, yAxis}) paint_axis(axis, theme, font());
  cursor_->setPen(QPen(theme.cursor, 1.0));
  rebuild();
}

void MetricPlot::rebuild() {
  clearPlottables();
  for (int i = itemCount() - 1; i >= 0; --i)
    if (item(i) != cursor_) removeItem(item(i));
  if (curve_.empty()) return replot(rpQueuedReplot);
  auto* graph = addGraph();
  graph->setData(QVector<double>(curve_.steps.begin(), curve_.steps.end()),
                 QVector<double>(curve_.values.begin(), curve_.values.end()), true);
  graph->setPen(QPen(theme_.accent, 1.5));
  // A value between two gaps would not be seen; few samples are marked, too.
  const bool sparse = curve_.steps.size() < 40 || !curve_.remark.isEmpty();
  if (sparse) graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, 3));
  for (const auto& [first, last] : curve_.violations) add_shade(first, last);
  for (const double value : curve_.thresholds) add_threshold(value);
  fit_axes();
  replot(rpQueuedReplot);
}

void MetricPlot::add_shade(int first, int last) {
  auto* shade = new QCPItemRect(this);
  shade->setLayer(QStringLiteral("shades"));
  for (QCPItemPosition* corner : {shade->topLeft, shade->bottomRight}) {
    corner->setTypeX(QCPItemPosition::ptPlotCoords);
    corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
  }
  shade->topLeft->setCoords(first - 0.5, 0.0);
  shade->bottomRight->setCoords(last + 0.5, 1.0);
  shade->setPen(Qt::NoPen);
  QColor colour = kViolated;
  colour.setAlpha(60);
  shade->setBrush(colour);
}

void MetricPlot::add_threshold(double value) {
  auto* line = new QCPItemStraightLine(this);
  line->point1->setCoords(0.0, value);
  line->point2->setCoords(1.0, value);
  line->setPen(QPen(theme_.deadline_line, 1.2, Qt::DashLine));
}

void MetricPlot::fit_axes() {
  const auto whole = [](double step) { return static_cast<int>(std::lround(step)); };
  xAxis->setRange(whole(curve_.steps.front()) - 0.5, std::max(curve_.steps.back(), curve_.steps.front() + 1.0) + 0.5);
  double low = std::numeric_limits<double>::infinity(), high = -low;
  const auto include = [&](double value) {
    if (!std::isfinite(value)) return;
    low = std::min(low, value);
    high = std::max(high, value);
  };
  std::ranges::for_each(curve_.values, include);
  std::ranges::for_each(curve_.thresholds, include);
  if (low > high) low = high = 0.0;
  if (low > 0.0 && low < 0.5 * high) low = 0.0;  // a scale from zero where it costs little
  const double margin = high > low ? 0.06 * (high - low) : std::max(0.5, 0.1 * std::abs(high));
  yAxis->setRange(low == 0.0 ? -0.3 * margin : low - margin, high + margin);
  const int line = fontMetrics().height();
  xAxis->ticker()->setTickCount(std::clamp(width() / 60, 2, 10));
  yAxis->ticker()->setTickCount(std::clamp(height() / (4 * line), 2, 6));
  const bool room = height() > 8 * line;
  xAxis->setLabel(room ? QObject::tr("step") : QString());
  yAxis->setLabel(room ? curve_.unit : QString());  // the title names it, too
}

void MetricPlot::set_cursor(int step) {
  cursor_step_ = step;
  cursor_->setVisible(step >= 0 && !curve_.empty());
  cursor_->point1->setCoords(step, 0.0);
  cursor_->point2->setCoords(step, 1.0);
  layer(QStringLiteral("cursor"))->replot();
}

int MetricPlot::step_at(int pixel) const {
  if (curve_.empty()) return -1;
  const double last = std::max(curve_.steps.back(), 0.0);
  return static_cast<int>(std::lround(std::clamp(xAxis->pixelToCoord(pixel), 0.0, last)));
}

QPicture MetricPlot::as_picture() {
  QPicture picture;
  QCPPainter painter(&picture);
  toPainter(&painter, width(), height());
  painter.end();
  return picture;
}

void MetricPlot::resizeEvent(QResizeEvent* event) {
  if (!curve_.empty()) fit_axes();
  QCustomPlot::resizeEvent(event);
}

}  // namespace stepscope::ui
