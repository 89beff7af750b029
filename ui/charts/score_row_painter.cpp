#include "ui/charts/score_row_painter.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/models/score_text.h"

namespace stepscope::ui {

namespace {

constexpr int kSide = 8, kAbove = 3, kGap = 8;
constexpr double kBarShare = 0.42;  // of the width; the rest is the course over the steps

QColor score_colour(double score) {
  if (score >= 1.0) return QColor(0x00, 0x9E, 0x73);
  return score > 0.0 ? QColor(0xE6, 0x9F, 0x00) : QColor(0xD5, 0x5E, 0x00);
}

QFont bold(QFont font) {
  font.setBold(true);
  return font;
}

}  // namespace

QBrush score_brush(double score) {
  if (score >= 1.0) return {score_colour(score)};
  return {score_colour(score), score > 0.0 ? Qt::Dense2Pattern : Qt::BDiagPattern};
}

ScoreRowPainter::ScoreRowPainter(const ScoreListModel& model, QObject* parent)
    : QStyledItemDelegate(parent), model_(model) {}

QSize ScoreRowPainter::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const ScoreListModel::Row& row = model_.row(index.row());
  const int line = option.fontMetrics.height();
  const bool one_line =
      row.metric == nullptr || (row.kind == ScoreListModel::Kind::kUnscored && row.metric->error.empty());
  return {120, one_line ? line + 2 * kAbove : 2 * line + 3 * kAbove};
}

void ScoreRowPainter::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const ScoreListModel::Row& row = model_.row(index.row());
  painter->save();
  painter->setFont(option.font);
  painter->fillRect(option.rect, option.state & QStyle::State_Selected ? theme_.selection : theme_.panel);
  if (option.state & QStyle::State_HasFocus) {
    painter->setPen(theme_.accent);
    painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
  }
  const QRect area = option.rect.adjusted(kSide, kAbove, -kSide, -kAbove);
  if (row.metric == nullptr)
    paint_heading(*painter, area, row.title);
  else
    paint_metric(*painter, area, row);
  painter->restore();
}

void ScoreRowPainter::paint_heading(QPainter& painter, const QRect& area, const QString& title) const {
  painter.setPen(theme_.muted_text);
  painter.setFont(bold(painter.font()));
  painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, title);
}

void ScoreRowPainter::paint_metric(QPainter& painter, const QRect& area, const ScoreListModel::Row& row) const {
  const Metric& metric = *row.metric;
  const QFont plain = painter.font();
  const int line = painter.fontMetrics().height();
  QRect first(area.left(), area.top(), area.width(), line);
  if (metric.score) {
    painter.setFont(bold(plain));
    painter.setPen(theme_.text);
    const QString value = score_text(*metric.score);
    painter.drawText(first, Qt::AlignRight | Qt::AlignVCenter, value);
    first.setRight(first.right() -
                   std::max(painter.fontMetrics().horizontalAdvance(QStringLiteral("0.000")),
                            painter.fontMetrics().horizontalAdvance(value)) -
                   kGap);
    painter.setFont(plain);
  }
  const QString weight = row.kind == ScoreListModel::Kind::kMultiplier ? QStringLiteral("×")
                         : row.kind == ScoreListModel::Kind::kWeighted ? tr("weight %1").arg(row.weight)
                                                                       : QString();
  painter.setPen(theme_.muted_text);
  painter.drawText(first, Qt::AlignRight | Qt::AlignVCenter, weight);
  first.setRight(first.right() - painter.fontMetrics().horizontalAdvance(weight) - kGap);
  painter.setPen(row.kind == ScoreListModel::Kind::kUnscored ? theme_.muted_text : theme_.text);
  painter.drawText(first, Qt::AlignLeft | Qt::AlignVCenter,
                   painter.fontMetrics().elidedText(row.title, Qt::ElideRight, first.width()));

  const QRect second(area.left(), area.top() + line + kAbove, area.width(), line);
  if (!metric.error.empty()) {
    painter.setPen(theme_.warning);
    painter.drawText(second, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(score_row_text(row), Qt::ElideRight, second.width()));
    return;
  }
  if (!metric.score) return;
  const int bar = static_cast<int>(kBarShare * second.width());
  paint_bar(painter, QRect(second.left(), second.top() + line / 4, bar, line / 2), *metric.score);
  paint_course(painter, QRect(second.left() + bar + kGap, second.top(), second.width() - bar - kGap, line - 1), metric);
}

void ScoreRowPainter::paint_bar(QPainter& painter, const QRect& area, double score) const {
  painter.fillRect(area, theme_.window);
  const int filled = static_cast<int>(std::lround(std::clamp(score, 0.0, 1.0) * area.width()));
  if (score > 0.0)
    painter.fillRect(QRect(area.left(), area.top(), std::max(filled, 2), area.height()), score_brush(score));
  else
    painter.fillRect(area, score_brush(0.0));  // an empty frame would look like "not computed"
  painter.setPen(score < 1.0 ? score_colour(score) : theme_.border);
  painter.setBrush(Qt::NoBrush);
  painter.drawRect(area.adjusted(0, 0, -1, -1));
}

void ScoreRowPainter::paint_course(QPainter& painter, const QRect& area, const Metric& metric) const {
  const std::vector<double>& values = metric.score_so_far;
  if (values.empty() || area.width() < 8) return;
  const auto count = static_cast<double>(values.size());
  const auto x_of = [&](double step) { return area.left() + (step + 0.5) / count * area.width(); };
  const auto y_of = [&](double score) { return area.bottom() - std::clamp(score, 0.0, 1.0) * (area.height() - 2); };
  for (const MetricViolation& violation : metric.violations) {
    const QRectF span(x_of(violation.step - 0.5), area.top(),
                      std::max(2.0, x_of(violation.last_step + 0.5) - x_of(violation.step - 0.5)), area.height());
    painter.fillRect(span.intersected(area), QColor(0xD5, 0x5E, 0x00, 60));
  }
  painter.setPen(QPen(theme_.chart_grid));
  painter.drawLine(QLineF(area.left(), area.bottom(), area.right(), area.bottom()));
  QPolygonF line;
  for (std::size_t k = 0; k < values.size(); ++k) {
    const QPointF p(x_of(static_cast<double>(k)), y_of(values[k]));
    if (!line.isEmpty() && line.back().y() != p.y()) line << QPointF(p.x(), line.back().y());  // a score falls in steps
    line << p;
  }
  painter.setPen(QPen(metric.score ? score_colour(*metric.score) : theme_.text, 1.5));
  painter.drawPolyline(line);
  if (cursor_ < 0 || cursor_ >= static_cast<int>(values.size())) return;
  painter.setPen(QPen(theme_.cursor, 1.0));
  painter.drawLine(QLineF(x_of(cursor_), area.top(), x_of(cursor_), area.bottom()));
}

}  // namespace stepscope::ui
