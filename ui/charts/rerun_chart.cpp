#include "ui/charts/rerun_chart.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "core/analysis/duration_words.h"
#include "ui/models/csv_text.h"
#include "ui/models/quantity_text.h"

namespace stepscope::ui {

namespace {

constexpr double kMargin = 8.0;
constexpr double kRoom = 1.15;  // of the axis beyond what is shown
constexpr int kBinsPerSample = 40;

std::vector<std::int64_t> walls(const std::vector<StepTiming>& steps) {
  std::vector<std::int64_t> out;
  for (const StepTiming& step : steps) out.push_back(step.wall_ns);
  return out;
}

QString words(double ns) { return QString::fromStdString(duration_words(ns)); }

// 1, 2 and 5 × 10^k ns within the ends.
std::vector<double> ticks(double low, double high) {
  std::vector<double> out;
  for (double decade = std::pow(10.0, std::floor(std::log10(low))); decade <= high; decade *= 10.0)
    for (const double step : {1.0, 2.0, 5.0})
      if (step * decade >= low && step * decade <= high) out.push_back(step * decade);
  return out;
}

}  // namespace

RerunChart::RerunChart(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Repetitions of the step"));
  setFocusPolicy(Qt::StrongFocus);
  setAutoFillBackground(false);
}

void RerunChart::show(const RerunResult& result) {
  warm_ = walls(result.warm);
  cold_ = walls(result.cold);
  recorded_ns_ = static_cast<double>(result.recorded.wall_ns);
  median_ns_ = result.median_wall_ns;
  pace_ = pace_of(result);
  reason_.clear();
  double low = at_pace(recorded_ns_), high = low;
  const auto include = [&](double ns) {
    if (!(ns > 0.0)) return;
    low = std::min(low, ns);
    high = std::max(high, ns);
  };
  include(at_pace(median_ns_));
  for (const auto* sample : {&warm_, &cold_})
    for (const std::int64_t ns : *sample) include(static_cast<double>(ns));
  low_ns_ = std::max(low, 1.0) / kRoom;
  high_ns_ = std::max(high, 2.0) * kRoom;
  setAccessibleDescription(tr("%1; warm median %2; cold median %3")
                               .arg(legend(), words(distribution_of(warm_).p50), words(distribution_of(cold_).p50)));
  update();
}

void RerunChart::show_reason(const QString& reason) {
  warm_.clear();
  cold_.clear();
  reason_ = reason;
  setAccessibleDescription(reason);
  update();
}

void RerunChart::set_theme(const Theme& theme) {
  theme_ = theme;
  update();
}

double RerunChart::x_of(double ns, const QRectF& area) const {
  return area.left() + area.width() * std::log(ns / low_ns_) / std::log(high_ns_ / low_ns_);
}

void RerunChart::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  draw(painter);
}

void RerunChart::draw(QPainter& painter) const {
  painter.fillRect(rect(), theme_.chart_background);
  painter.setFont(font());
  const QRectF whole = QRectF(rect()).adjusted(kMargin, 4.0, -kMargin, -2.0);
  if (empty()) {
    painter.setPen(theme_.muted_text);
    painter.drawText(whole, Qt::AlignCenter | Qt::TextWordWrap, reason_);
    return;
  }
  painter.setRenderHint(QPainter::Antialiasing);
  const double line = QFontMetricsF(painter.font(), painter.device()).height();
  const QString lines = legend();
  const QRectF top(whole.left(), whole.top(), whole.width(), 3.0 * line);
  const double legend_height =
      std::min(painter.boundingRect(top, Qt::AlignRight | Qt::TextWordWrap, lines).height(), top.height());
  const QRectF plot = whole.adjusted(0.0, legend_height + 2.0, 0.0, -line - 4.0);
  const QRectF upper(plot.topLeft(), QSizeF(plot.width(), plot.height() / 2.0 - 2.0));
  const QRectF lower(plot.left(), plot.center().y() + 2.0, plot.width(), plot.height() / 2.0 - 2.0);
  draw_axis(painter, plot);
  draw_sample(painter, upper, warm_, Theme::stage(StageGroup::kFeatures), tr("warm"));
  draw_sample(painter, lower, cold_, Theme::stage(StageGroup::kInputPreparation), tr("cold caches"));
  draw_line(painter, plot, at_pace(median_ns_), theme_.muted_text, Qt::DashLine);
  draw_line(painter, plot, at_pace(recorded_ns_), theme_.cursor, Qt::SolidLine);
  painter.setPen(theme_.text);
  painter.drawText(top, Qt::AlignRight | Qt::TextWordWrap, lines);
}

QString RerunChart::legend() const {
  const auto line = [this](double ns) {
    return pace_ ? tr("%1, now %2").arg(words(ns), words(at_pace(ns))) : words(ns);
  };
  QString text = tr("— recorded: %1").arg(line(recorded_ns_));
  if (median_ns_ > 0.0) text += tr("   - - median step: %1").arg(line(median_ns_));
  return text + (pace_ ? tr("   (steps take %1× as long now)").arg(*pace_, 0, 'f', 2)
                       : tr("   (not known how fast the machine was then)"));
}

void RerunChart::draw_sample(QPainter& painter, const QRectF& area, const std::vector<std::int64_t>& sample,
                             const QColor& colour, const QString& title) const {
  const Histogram histogram = histogram_of(sample, BinScale::kLogarithmic, kBinsPerSample);
  const auto highest = static_cast<double>(std::max<std::int64_t>(histogram.highest(), 1));
  const double title_height = QFontMetricsF(painter.font(), painter.device()).height() + 1.0;
  painter.setPen(QPen(theme_.chart_background, 0.5));
  painter.setBrush(colour);
  for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
    if (histogram.counts[i] == 0) continue;
    const double left = std::max(x_of(histogram.edges_ns[i], area), area.left());
    const double right = std::min(x_of(histogram.edges_ns[i + 1], area), area.right());
    const double height = (area.height() - title_height) * static_cast<double>(histogram.counts[i]) / highest;
    painter.drawRect(
        QRectF(QPointF(left, area.bottom() - height), QPointF(std::max(right, left + 2.0), area.bottom())));
  }
  painter.setPen(theme_.border);
  painter.drawLine(area.bottomLeft(), area.bottomRight());
  painter.setPen(theme_.text);
  painter.drawText(area, Qt::AlignLeft | Qt::AlignTop,
                   sample.empty() ? tr("%1: none made").arg(title)
                                  : tr("%1: median %2 of %3, highest bar %4")
                                        .arg(title, words(distribution_of(sample).p50))
                                        .arg(sample.size())
                                        .arg(histogram.highest()));
}

void RerunChart::draw_axis(QPainter& painter, const QRectF& area) const {
  const QFontMetricsF metrics(painter.font(), painter.device());
  double free_from = area.left() - 1e3;
  for (const double ns : ticks(low_ns_, high_ns_)) {
    const double x = x_of(ns, area);
    painter.setPen(theme_.chart_grid);
    painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    const QString text = words(ns);
    const double width = metrics.horizontalAdvance(text);
    const double left = std::clamp(x - width / 2.0, area.left(), area.right() - width);
    if (left < free_from) continue;
    painter.setPen(theme_.muted_text);
    painter.drawText(QPointF(left, area.bottom() + metrics.ascent() + 2.0), text);
    free_from = left + width + 8.0;
  }
}

void RerunChart::draw_line(QPainter& painter, const QRectF& area, double ns, const QColor& colour,
                           Qt::PenStyle style) const {
  if (!(ns > 0.0)) return;
  painter.setPen(QPen(colour, 2.0, style));
  const double x = x_of(ns, area);
  painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
}

QString RerunChart::csv() const {
  QString text = csv_line({QStringLiteral("kind"), QStringLiteral("wall_ns")});
  text += csv_line({QStringLiteral("recorded"), QString::number(recorded_ns_, 'f', 0)});
  if (pace_) text += csv_line({QStringLiteral("recorded_at_pace_now"), QString::number(at_pace(recorded_ns_), 'f', 0)});
  for (const std::int64_t ns : warm_) text += csv_line({QStringLiteral("warm"), QString::number(ns)});
  for (const std::int64_t ns : cold_) text += csv_line({QStringLiteral("cold"), QString::number(ns)});
  return text;
}

ChartExport RerunChart::exporter() {
  return {.name = QStringLiteral("repetitions"),
          .size = [this] { return size(); },
          .draw = [this](QPainter& painter) { draw(painter); },
          .csv = [this] { return csv(); },
          .failed = [this](const QString& problem) { Q_EMIT exportFailed(problem); }};
}

void RerunChart::contextMenuEvent(QContextMenuEvent* event) {
  if (empty()) return;
  QMenu menu(this);
  add_export_actions(menu, *this, exporter());
  menu.exec(event->globalPos());
}

}  // namespace stepscope::ui
