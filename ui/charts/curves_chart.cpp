#include "ui/charts/curves_chart.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMouseEvent>
#include <QStackedLayout>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "ui/charts/curves_plot.h"
#include "ui/models/quantity_text.h"

namespace stepscope::ui {

CurvesChart::CurvesChart(const QString& name, const QString& accessible_name, QWidget* parent)
    : QWidget(parent), name_(name), reason_(new QLabel(this)), plot_(new CurvesPlot(this)) {
  setAccessibleName(accessible_name);
  setFocusPolicy(Qt::StrongFocus);
  reason_->setAlignment(Qt::AlignCenter);
  reason_->setWordWrap(true);
  reason_->setTextFormat(Qt::PlainText);
  reason_->setMargin(8);
  reason_->setProperty("role", QStringLiteral("muted"));
  auto* pages = new QStackedLayout(this);
  pages->addWidget(reason_);
  pages->addWidget(plot_);
  plot_->installEventFilter(this);
  plot_->setMouseTracking(true);
}

void CurvesChart::show_curves(const Curves& curves) {
  curves_ = curves;
  plot_->show(curves);
  plot_->set_cursor(cursor_);
  qobject_cast<QStackedLayout*>(layout())->setCurrentWidget(plot_);
}

void CurvesChart::show_reason(const QString& reason) {
  curves_ = {};
  reason_->setText(reason);
  qobject_cast<QStackedLayout*>(layout())->setCurrentWidget(reason_);
}

QString CurvesChart::reason() const { return curves_.empty() ? reason_->text() : QString(); }

void CurvesChart::set_cursor(int step) {
  if (step == cursor_) return;
  cursor_ = step;
  if (curves_.over_steps) plot_->set_cursor(step);
}

void CurvesChart::set_theme(const Theme& theme) { plot_->set_theme(theme); }

ChartExport CurvesChart::exporter() {
  return {.name = name_,
          .size = [this] { return plot_->size(); },
          .draw = [this](QPainter& painter) { painter.drawPicture(0, 0, plot_->as_picture()); },
          .csv = [this] { return curves_.csv(); },
          .failed = [this](const QString& problem) { Q_EMIT exportFailed(problem); }};
}

void CurvesChart::contextMenuEvent(QContextMenuEvent* event) {
  if (curves_.empty()) return;
  QMenu menu(this);
  add_export_actions(menu, *this, exporter());
  menu.exec(event->globalPos());
}

void CurvesChart::keyPressEvent(QKeyEvent* event) {
  const bool left = event->key() == Qt::Key_Left, right = event->key() == Qt::Key_Right;
  if (!curves_.over_steps || curves_.empty() || !(left || right)) return QWidget::keyPressEvent(event);
  Q_EMIT stepWished(std::max(0, cursor_ + (right ? 1 : -1)));
}

QString CurvesChart::value_text(QPoint at) const {
  const double x = plot_->x_at(at.x());
  QStringList lines;
  for (const Curve& curve : curves_.lines) {
    if (curve.x.empty()) continue;
    const auto next = std::ranges::lower_bound(curve.x, curves_.as_stairs ? x : x - 0.5);
    auto i = static_cast<std::size_t>(next - curve.x.begin());
    if (curves_.as_stairs && i > 0) --i;
    if (i >= curve.x.size() || !std::isfinite(curve.y[i])) continue;
    lines << QStringLiteral("%1: %2").arg(curve.name, three_digits(curve.y[i]));
  }
  if (lines.isEmpty()) return {};
  const QString head = curves_.over_steps ? tr("step %1").arg(std::lround(x)) : three_digits(x);
  return QStringLiteral("%1 — %2\n%3").arg(head, curves_.y_label, lines.join(QLatin1Char('\n')));
}

bool CurvesChart::eventFilter(QObject* watched, QEvent* event) {
  if (watched == plot_ && !curves_.empty()) {
    if (event->type() == QEvent::MouseMove) {
      auto* mouse = static_cast<QMouseEvent*>(event);
      QToolTip::showText(mouse->globalPosition().toPoint(), value_text(mouse->position().toPoint()), plot_);
    }
    if (event->type() == QEvent::MouseButtonPress && curves_.over_steps) {
      auto* mouse = static_cast<QMouseEvent*>(event);
      if (mouse->button() == Qt::LeftButton) {
        setFocus(Qt::MouseFocusReason);
        Q_EMIT stepWished(std::max(0, static_cast<int>(std::lround(plot_->x_at(mouse->position().toPoint().x())))));
      }
    }
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace stepscope::ui
