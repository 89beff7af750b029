#include "ui/charts/histogram_plot.h"

#include <QPicture>
#include <algorithm>
#include <cmath>

namespace stepscope::ui {

namespace {

constexpr int kBarPx = 7;            // a bar with its gap, at least
constexpr int kLabelRows = 2;        // of the markers above the bars
constexpr int kNamePadding = 6;      // px, of a marker's name
constexpr double kLeastBar = 0.012;  // of the height: one slow step among a hundred thousand is still seen

QString say(const char* text) { return QCoreApplication::translate("HistogramChart", text); }

void paint_axis(QCPAxis* axis, const Theme& theme, const QFont& font) {
  axis->setBasePen(QPen(theme.border));
  axis->setTickPen(QPen(theme.border));
  axis->setSubTickPen(QPen(theme.border));
  axis->setTickLabelColor(theme.muted_text);
  axis->setLabelColor(theme.muted_text);
  axis->setTickLabelFont(font);
  axis->setLabelFont(font);
  axis->grid()->setPen(QPen(theme.chart_grid));
  axis->grid()->setZeroLinePen(Qt::NoPen);
}

// Numbers as everywhere else in the program.
class CountTicker : public QCPAxisTickerFixed {
 protected:
  QString getTickLabel(double tick, const QLocale&, QChar, int) override { return count_text(std::llround(tick)); }
};
class DurationTicker : public QCPAxisTicker {
 protected:
  QString getTickLabel(double tick, const QLocale&, QChar, int) override { return QString::number(tick, 'g', 6); }
};
// Quarters, and nothing above 100 %: the room there is for the names of the markers.
class PercentTicker : public QCPAxisTickerFixed {
 public:
  PercentTicker() { setTickStep(25.0); }

 protected:
  QVector<double> createTickVector(double step, const QCPRange& range) override {
    QVector<double> ticks;
    for (const double tick : QCPAxisTickerFixed::createTickVector(step, range))
      if (tick <= 100.0) ticks << tick;
    return ticks;
  }
};
// 1, 2, 5, 10 … as far as there is room, whatever part of a decade is in sight.
class LogTicker : public DurationTicker {
 protected:
  QVector<double> createTickVector(double, const QCPRange& range) override {
    const double decades = std::log10(range.upper / range.lower);
    if (decades < 1.2) return QCPAxisTicker::createTickVector(getTickStep(range), range);
    const bool sparse = decades * 3.0 > tickCount();
    QVector<double> ticks;
    for (double decade = std::pow(10.0, std::floor(std::log10(range.lower))); decade <= range.upper; decade *= 10.0)
      for (const double step : {1.0, 2.0, 5.0}) {
        const double tick = decade * step;
        if ((!sparse || step == 1.0) && range.contains(tick)) ticks << tick;
      }
    return ticks;
  }
};

}  // namespace

HistogramPlot::HistogramPlot(QWidget* parent) : QCustomPlot(parent) {
  setAttribute(Qt::WA_NoMousePropagation, false);  // a right click is for the menu of the chart around it
  addLayer(QStringLiteral("marks"), layer(QStringLiteral("main")));
  shade_ = new QCPItemRect(this);
  shade_->setLayer(QStringLiteral("marks"));
  shade_->setVisible(false);
  for (QCPItemPosition* corner : {shade_->topLeft, shade_->bottomRight}) {
    corner->setTypeX(QCPItemPosition::ptPlotCoords);
    corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
  }
  const auto counts = QSharedPointer<CountTicker>::create();
  counts->setTickStep(1.0);
  counts->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
  yAxis->setTicker(counts);
  yAxis->setSubTicks(false);
  yAxis2->setVisible(true);
  yAxis2->setSubTicks(false);
  yAxis2->setRange(0.0, 100.0);
  const auto percent = QSharedPointer<PercentTicker>::create();
  percent->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
  yAxis2->setTicker(percent);
  yAxis2->setNumberFormat(QStringLiteral("gb"));
  xAxis->grid()->setVisible(false);
  xAxis->setSubTicks(false);
  plotLayout()->setMargins(QMargins(0, 0, 0, 0));
  set_theme(theme_);
}

std::size_t HistogramPlot::bins_that_fit() const {
  return static_cast<std::size_t>(std::clamp(axisRect()->width() / kBarPx, 8, 120));
}

void HistogramPlot::show(const HistogramContent& content, BinScale scale) {
  content_ = content;
  scale_ = scale;
  rebuild();
}

void HistogramPlot::set_theme(const Theme& theme) {
  theme_ = theme;
  setBackground(QBrush(theme.chart_background));
  for (QCPAxis* axis : {xAxis, yAxis, yAxis2}) paint_axis(axis, theme, font());
  rebuild();
}

void HistogramPlot::rebuild() {
  histogram_ = histogram_of(content_.values_ns, scale_, bins_that_fit());
  clearPlottables();
  for (int i = itemCount() - 1; i >= 0; --i)
    if (item(i) != shade_) removeItem(item(i));
  if (!histogram_.counts.empty()) {
    unit_ = duration_unit_for(scale_ == BinScale::kLinear ? histogram_.edges_ns.back() : content_.summary.p50);
    fit_axes();
    add_bars();
    add_cumulative();
    add_markers();
  }
  place_range();
  replot(rpQueuedReplot);
}

void HistogramPlot::fit_axes() {
  const bool logarithmic = scale_ == BinScale::kLogarithmic;
  xAxis->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
  if (logarithmic)
    xAxis->setTicker(QSharedPointer<LogTicker>::create());
  else
    xAxis->setTicker(QSharedPointer<DurationTicker>::create());
  xAxis->setRange(shown(histogram_.edges_ns.front()), shown(histogram_.edges_ns.back()));
  const int line = fontMetrics().height();
  const double above = std::clamp(kLabelRows * (line + 2.0) / std::max(1, axisRect()->height()), 0.0, 0.5);
  yAxis->setRange(0.0, static_cast<double>(histogram_.highest()) / (1.0 - above));
  yAxis2->setRange(0.0, 100.0 / (1.0 - above));
  xAxis->ticker()->setTickCount(std::clamp(width() / 70, 2, 12));
  for (QCPAxis* axis : {yAxis, yAxis2}) axis->ticker()->setTickCount(std::clamp(height() / (3 * line), 2, 5));
  const bool room = height() > 7 * line;
  xAxis->setLabel(say(logarithmic ? "time per step, %1, logarithmic" : "time per step, %1").arg(unit_symbol(unit_)));
  yAxis->setLabel(room ? say("steps") : QString());
  yAxis2->setLabel(room ? say("at most this, %") : QString());
}

void HistogramPlot::add_bars() {
  auto* bars = new QCPGraph(xAxis, yAxis);  // a staircase: bins of a logarithmic axis are not equally wide
  bars->setLineStyle(QCPGraph::lsStepLeft);
  bars->setAdaptiveSampling(false);
  bars->setAntialiased(false);
  const double least = kLeastBar * yAxis->range().upper;
  for (std::size_t i = 0; i < histogram_.counts.size(); ++i) {
    const auto count = static_cast<double>(histogram_.counts[i]);
    bars->addData(shown(histogram_.edges_ns[i]), count > 0.0 ? std::max(count, least) : 0.0);
  }
  bars->addData(shown(histogram_.edges_ns.back()), 0.0);
  const QColor colour = content_.colour.isValid() ? content_.colour : theme_.accent;
  QColor fill = colour;
  fill.setAlpha(150);
  bars->setPen(QPen(colour, 1));
  bars->setBrush(fill);
}

void HistogramPlot::add_cumulative() {
  auto* curve = new QCPGraph(xAxis, yAxis2);
  curve->addData(shown(histogram_.edges_ns.front()), 0.0);
  for (std::size_t i = 0; i < histogram_.counts.size(); ++i)
    curve->addData(shown(histogram_.edges_ns[i + 1]), 100.0 * histogram_.cumulative[i]);
  curve->setPen(QPen(theme_.text, 1.2));
  curve->setAntialiased(true);
}

void HistogramPlot::add_markers() {
  const Distribution& d = content_.summary;
  NameRows names(axisRect()->rect(), kLabelRows, fontMetrics().height() + 1);
  const auto mark = [this, &names](double ns, const QString& name, const QColor& colour, Qt::PenStyle style, int row) {
    add_marker({ns, name, QPen(colour, 1, style), row}, names);
  };
  mark(d.p50, say("p50"), theme_.text, Qt::SolidLine, 0);
  mark(d.p95, say("p95"), theme_.text, Qt::SolidLine, 0);
  mark(d.p99, say("p99"), theme_.text, Qt::SolidLine, 1);
  mark(d.max, say("max"), theme_.text, Qt::SolidLine, 0);
  mark(d.mean, say("mean"), theme_.muted_text, Qt::DotLine, 1);
  if (!content_.budgets) return;
  const auto [budget, limit] = *content_.budgets;
  mark(static_cast<double>(budget), budget_text(budget), theme_.budget_line, Qt::DashLine, 1);
  mark(static_cast<double>(limit), budget_text(limit), theme_.deadline_line, Qt::DashLine, 1);
}

// A line over the whole height with its name above the bars; where there is no room for the name, the caption has it.
void HistogramPlot::add_marker(const Marker& marker, NameRows& names) {
  const double x = shown(marker.ns);
  if (!xAxis->range().contains(x)) return;
  auto* line = new QCPItemLine(this);
  line->setLayer(QStringLiteral("marks"));
  for (QCPItemPosition* end : {line->start, line->end}) {
    end->setTypeX(QCPItemPosition::ptPlotCoords);
    end->setTypeY(QCPItemPosition::ptAxisRectRatio);
  }
  line->start->setCoords(x, 1.0);
  line->end->setCoords(x, 0.0);
  line->setPen(marker.pen);
  line->setAntialiased(false);

  const int pixel = static_cast<int>(std::lround(xAxis->coordToPixel(x)));
  const QRect place = names.take(pixel, fontMetrics().horizontalAdvance(marker.name) + kNamePadding, marker.row);
  if (place.isNull()) return;
  auto* text = new QCPItemText(this);
  text->setLayer(QStringLiteral("marks"));
  text->position->setTypeX(QCPItemPosition::ptPlotCoords);
  text->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
  text->position->setCoords(x,
                            static_cast<double>(place.top() - axisRect()->top()) / std::max(1, axisRect()->height()));
  text->setFont(font());
  text->setText(marker.name);
  text->setColor(marker.pen.color());
  QColor plate = theme_.chart_background;
  plate.setAlpha(225);
  text->setBrush(plate);
  text->setPadding(QMargins(3, 0, 2, 0));
  text->setPositionAlignment(Qt::AlignTop | (place.left() > pixel ? Qt::AlignLeft : Qt::AlignRight));
}

void HistogramPlot::set_range(const std::optional<DurationRange>& range) {
  range_ = range;
  place_range();
  replot(rpQueuedReplot);
}

void HistogramPlot::place_range() {
  shade_->setVisible(range_.has_value() && !histogram_.counts.empty());
  if (!shade_->visible()) return;
  shade_->topLeft->setCoords(shown(range_->from_ns), 0.0);
  shade_->bottomRight->setCoords(shown(range_->to_ns), 1.0);
  QColor fill = theme_.selection;
  fill.setAlpha(90);
  shade_->setBrush(fill);
  shade_->setPen(QPen(theme_.accent, 1));
}

double HistogramPlot::duration_at(int pixel) const { return xAxis->pixelToCoord(pixel) / in_unit(1.0, unit_); }
int HistogramPlot::pixel_of(double ns) const { return static_cast<int>(std::lround(xAxis->coordToPixel(shown(ns)))); }

QPicture HistogramPlot::as_picture() {
  QPicture picture;
  QCPPainter painter(&picture);
  toPainter(&painter, width(), height());
  painter.end();
  return picture;
}

void HistogramPlot::resizeEvent(QResizeEvent* event) {
  QCustomPlot::resizeEvent(event);
  rebuild();
}

}  // namespace stepscope::ui
