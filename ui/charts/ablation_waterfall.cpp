#include "ui/charts/ablation_waterfall.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "core/analysis/duration_words.h"

namespace stepscope::ui {

namespace {

constexpr int kRowHeight = 20, kBarHeight = 13, kGap = 8, kAxisHeight = 36;

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }
QString duration(double ns) { return text(duration_words(ns)); }
QString change_text(const WaterfallBar& bar) {
  if (bar.total) return duration(bar.to_ns);
  const double change = bar.to_ns - bar.from_ns;
  return (change < 0.0 ? QStringLiteral("−") : QStringLiteral("+")) + duration(std::abs(change));
}
// Whether the level reached is surely another than the one before.
bool certain(const WaterfallBar& bar) { return bar.interval && !bar.interval->contains(bar.from_ns); }

// A round step of the axis, at most `most` of them up to `end`.
double tick_step(double end, int most) {
  const double raw = end / std::max(most, 1);
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= raw) return factor * power;
  return 10.0 * power;
}

}  // namespace

struct AblationWaterfall::Geometry {
  QRect room;
  int labels{0}, numbers{0};  // widths
  double end_ns{1.0};

  double x(double ns) const {
    return room.left() + labels + kGap +
           (room.width() - labels - numbers - 2 * kGap) * std::clamp(ns / end_ns, 0.0, 1.0);
  }
  int row_height(int rows) const {
    return std::max(kRowHeight - 4, std::min(2 * kRowHeight, (room.height() - kAxisHeight) / std::max(rows, 1)));
  }
};

AblationWaterfall::AblationWaterfall(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Waterfall of the optimisations"));
  setFocusPolicy(Qt::StrongFocus);
}

void AblationWaterfall::show_result(const AblationResult& result) {
  bars_ = waterfall_of(result);
  reason_ = bars_.empty() ? tr("The first bars appear when baseline and fast have run in a pair") : QString();
  updateGeometry();
  update();
}

void AblationWaterfall::show_reason(const QString& reason) {
  bars_.clear();
  reason_ = reason;
  updateGeometry();
  update();
}

void AblationWaterfall::set_theme(const Theme& theme) {
  theme_ = theme;
  update();
}

QSize AblationWaterfall::minimumSizeHint() const {
  return {300, bars_.empty() ? 80 : kAxisHeight + (kRowHeight - 4) * static_cast<int>(bars_.size())};
}

void AblationWaterfall::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paint(painter, rect());
}

void AblationWaterfall::paint(QPainter& painter, const QRect& room) const {
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(room, theme_.chart_background);
  painter.setFont(font());
  if (bars_.empty()) {
    painter.setPen(theme_.muted_text);
    painter.drawText(room.adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap, reason_);
    return;
  }
  Geometry geometry{.room = room.adjusted(8, 4, -8, -4)};
  geometry.end_ns = 0.0;
  for (const WaterfallBar& bar : bars_) {
    geometry.labels = std::max(geometry.labels, fontMetrics().horizontalAdvance(text(bar.label)));
    geometry.numbers = std::max(geometry.numbers, fontMetrics().horizontalAdvance(change_text(bar) + tr(", void")));
    geometry.end_ns = std::max({geometry.end_ns, bar.from_ns, bar.to_ns, bar.interval ? bar.interval->high : 0.0});
  }
  geometry.labels = std::min(geometry.labels, geometry.room.width() * 2 / 5);
  geometry.end_ns = std::max(geometry.end_ns, 1.0);
  paint_axis(painter, geometry);
  for (std::size_t i = 0; i < bars_.size(); ++i) paint_bar(painter, geometry, bars_[i], static_cast<int>(i));
}

void AblationWaterfall::paint_axis(QPainter& painter, const Geometry& geometry) const {
  const int rows = static_cast<int>(bars_.size());
  const int bottom = geometry.room.top() + geometry.row_height(rows) * rows;
  const double step =
      tick_step(geometry.end_ns, std::clamp((geometry.room.width() - geometry.labels - geometry.numbers) / 70, 3, 10));
  for (double value = 0.0; value <= geometry.end_ns; value += step) {
    const auto x = static_cast<int>(geometry.x(value));
    painter.setPen(theme_.chart_grid);
    painter.drawLine(x, geometry.room.top(), x, bottom);
    painter.setPen(theme_.muted_text);
    painter.drawText(QRect(x - 60, bottom + 1, 120, 16), Qt::AlignCenter,
                     value > 0.0 ? duration(value) : QStringLiteral("0"));
  }
  painter.setPen(theme_.muted_text);
  painter.drawText(QRect(geometry.room.left(), bottom + 17, geometry.room.width(), 16), Qt::AlignCenter,
                   fontMetrics().elidedText(tr("time per step; whiskers: 95 % interval; grey: no certain effect"),
                                            Qt::ElideRight, geometry.room.width()));
}

QColor AblationWaterfall::colour_of(const WaterfallBar& bar) const {
  if (bar.total) return theme_.accent;
  if (bar.is_void || !certain(bar)) return theme_.muted_text;
  return bar.to_ns <= bar.from_ns ? QColor(0x00, 0x9E, 0x73) : QColor(0xD5, 0x5E, 0x00);
}

void AblationWaterfall::paint_bar(QPainter& painter, const Geometry& geometry, const WaterfallBar& bar, int row) const {
  const int height = geometry.row_height(static_cast<int>(bars_.size()));
  const int top = geometry.room.top() + row * height;
  const QRect label(geometry.room.left(), top, geometry.labels, height);
  const bool measured = bar.why_not.empty();
  painter.setPen(measured ? theme_.text : theme_.muted_text);
  painter.drawText(label, Qt::AlignRight | Qt::AlignVCenter,
                   fontMetrics().elidedText(text(bar.label), Qt::ElideRight, geometry.labels));
  if (!measured) {
    const QRect place(label.right() + kGap + 4, top, geometry.room.right() - label.right() - kGap - 4, height);
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(text(bar.why_not), Qt::ElideRight, place.width()));
    return;
  }
  const double low = geometry.x(std::min(bar.from_ns, bar.to_ns)), high = geometry.x(std::max(bar.from_ns, bar.to_ns));
  const double middle = top + height / 2.0;
  const QRectF box(low, middle - kBarHeight / 2.0, std::max(high - low, 1.5), kBarHeight);
  painter.setPen(Qt::NoPen);
  painter.setBrush(QBrush(colour_of(bar), bar.is_void ? Qt::BDiagPattern : Qt::SolidPattern));
  painter.drawRect(box);
  double right = box.right();
  if (bar.interval) {
    const double a = geometry.x(bar.interval->low), b = geometry.x(bar.interval->high);
    painter.setPen(QPen(theme_.text, 1.2));
    painter.drawLine(QPointF(a, middle), QPointF(b, middle));
    for (const double end : {a, b}) painter.drawLine(QPointF(end, middle - 4), QPointF(end, middle + 4));
    right = std::max(right, b);
  }
  painter.setPen(theme_.text);
  painter.drawText(QRectF(right + kGap, top, geometry.room.right() - right, height), Qt::AlignLeft | Qt::AlignVCenter,
                   bar.is_void ? change_text(bar) + tr(", void") : change_text(bar));
}

QString AblationWaterfall::tip_of(const WaterfallBar& bar) const {
  if (!bar.why_not.empty()) return tr("%1\nnot measured: %2").arg(text(bar.label), text(bar.why_not));
  QString tip = tr("%1: %2 per step").arg(text(bar.label), change_text(bar));
  if (bar.interval)
    tip += tr("\nlevel reached %1, 95 % interval %2 to %3")
               .arg(duration(bar.to_ns), duration(bar.interval->low), duration(bar.interval->high));
  if (bar.is_void) tip += tr("\nvoid: the runs do not give the same outputs");
  if (!bar.total && !certain(bar)) tip += tr("\nno certain effect");
  return tip;
}

bool AblationWaterfall::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip || bars_.empty()) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const Geometry geometry{.room = rect().adjusted(8, 4, -8, -4)};
  const int row = (help->pos().y() - geometry.room.top()) / geometry.row_height(static_cast<int>(bars_.size()));
  if (row >= 0 && row < static_cast<int>(bars_.size()))
    QToolTip::showText(help->globalPos(), tip_of(bars_[static_cast<std::size_t>(row)]), this);
  return true;
}

QString AblationWaterfall::csv() const {
  QString out = QStringLiteral("bar,from_ms,to_ms,low_ms,high_ms,void,not_measured\n");
  const auto number = [](double ns) { return QString::number(ns * 1e-6, 'g', 17); };
  const auto quoted = [](const std::string& field) {
    return QStringLiteral("\"%1\"").arg(text(field).replace(QLatin1Char('"'), QStringLiteral("\"\"")));
  };
  for (const WaterfallBar& bar : bars_)
    out += QStringLiteral("%1,%2,%3,%4,%5,%6,%7\n")
               .arg(quoted(bar.label), number(bar.from_ns), number(bar.to_ns),
                    bar.interval ? number(bar.interval->low) : QString(),
                    bar.interval ? number(bar.interval->high) : QString(),
                    bar.is_void ? QStringLiteral("1") : QStringLiteral("0"), quoted(bar.why_not));
  return out;
}

ChartExport AblationWaterfall::exporter() {
  return {.name = QStringLiteral("ablation_waterfall"),
          .size = [this] { return size(); },
          .draw = [this](QPainter& painter) { paint(painter, QRect(QPoint(0, 0), size())); },
          .csv = [this] { return csv(); },
          .failed = [this](const QString& problem) { Q_EMIT exportFailed(problem); }};
}

void AblationWaterfall::contextMenuEvent(QContextMenuEvent* event) {
  QMenu menu(this);
  add_export_actions(menu, *this, exporter());
  menu.exec(event->globalPos());
}

}  // namespace stepscope::ui
