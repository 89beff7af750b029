#include "ui/charts/metric_chart.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPicture>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/charts/metric_plot.h"
#include "ui/models/score_text.h"

namespace stepscope::ui {

MetricChart::MetricChart(QWidget* parent)
    : QWidget(parent), title_(new QLabel(this)), reason_(new QLabel(this)), plot_(new MetricPlot(this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(8, 4, 8, 4);
  column->setSpacing(2);
  column->addWidget(title_);
  column->addWidget(reason_, 1);
  column->addWidget(plot_, 1);
  title_->setWordWrap(true);
  title_->setTextFormat(Qt::PlainText);
  reason_->setWordWrap(true);
  reason_->setAlignment(Qt::AlignCenter);
  reason_->setTextFormat(Qt::PlainText);
  plot_->installEventFilter(this);
  plot_->setFocusPolicy(Qt::NoFocus);
  setFocusPolicy(Qt::StrongFocus);
  setAutoFillBackground(true);
  setAccessibleName(tr("Metric over the steps"));
  set_theme(Theme::light_theme());
  show_reason(tr("Choose a metric to see its course"));
}

void MetricChart::show(const MetricCurve& curve) {
  curve_ = curve;
  if (curve.empty()) return show_reason(tr("%1 has no values over the steps").arg(curve.title));
  QStringList words{curve.unit.isEmpty() ? curve.title : tr("%1, %2").arg(curve.title, curve.unit)};
  QStringList thresholds;
  for (const double value : curve.thresholds) thresholds << metric_value_text(value);
  if (!thresholds.isEmpty()) words << tr("- - threshold %1").arg(thresholds.join(QStringLiteral("; ")));
  if (!curve.remark.isEmpty()) words << curve.remark;
  title_->setText(words.join(QStringLiteral(" · ")));
  reason_->hide();
  title_->show();
  plot_->show();
  plot_->show(curve);
  plot_->set_cursor(cursor_);
}

void MetricChart::show_reason(const QString& reason) {
  curve_.steps.clear();
  reason_->setText(reason);
  title_->hide();
  plot_->hide();
  reason_->show();
}

void MetricChart::set_cursor(int step) {
  if (step == cursor_) return;
  cursor_ = step;
  if (!curve_.empty()) plot_->set_cursor(step);
}

void MetricChart::set_theme(const Theme& theme) {
  QPalette colours = palette();
  colours.setColor(QPalette::Window, theme.chart_background);
  colours.setColor(QPalette::WindowText, theme.muted_text);
  setPalette(colours);
  plot_->set_theme(theme);
}

int MetricChart::step_at(int pixel) const { return plot_->step_at(pixel); }

void MetricChart::choose(int step) {
  if (curve_.empty()) return;
  const int last = static_cast<int>(std::lround(curve_.steps.back()));
  Q_EMIT stepClicked(std::clamp(step, 0, std::max(0, last)));
}

bool MetricChart::eventFilter(QObject* watched, QEvent* event) {
  if (watched != plot_) return QWidget::eventFilter(watched, event);
  if (event->type() == QEvent::MouseButtonPress) {
    const auto* mouse = static_cast<QMouseEvent*>(event);
    if (mouse->button() == Qt::LeftButton) {
      setFocus(Qt::MouseFocusReason);
      choose(step_at(mouse->pos().x()));
    }
  } else if (event->type() == QEvent::MouseMove) {
    const auto* mouse = static_cast<QMouseEvent*>(event);
    if (mouse->buttons().testFlag(Qt::LeftButton)) choose(step_at(mouse->pos().x()));
  }
  return QWidget::eventFilter(watched, event);
}

void MetricChart::keyPressEvent(QKeyEvent* event) {
  const int stride = event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1;
  switch (event->key()) {
    case Qt::Key_Left:
      return choose(cursor_ - stride);
    case Qt::Key_Right:
      return choose(cursor_ + stride);
    default:
      QWidget::keyPressEvent(event);
  }
}

ChartExport MetricChart::exporter() {
  return {.name = QStringLiteral("metric"),
          .size = [this] { return size(); },
          .draw =
              [this](QPainter& painter) {
                painter.fillRect(rect(), palette().color(QPalette::Window));
                painter.setPen(palette().color(QPalette::WindowText));
                painter.setFont(title_->font());
                painter.drawText(title_->geometry(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap,
                                 title_->text());
                painter.translate(plot_->pos());
                painter.drawPicture(0, 0, plot_->as_picture());
              },
          .csv = [this] { return curve_csv(curve_); },
          .failed = [this](const QString& problem) { Q_EMIT exportFailed(problem); }};
}

void MetricChart::contextMenuEvent(QContextMenuEvent* event) {
  if (curve_.empty()) return;
  QMenu menu(this);
  add_export_actions(menu, *this, exporter());
  menu.exec(event->globalPos());
}

}  // namespace stepscope::ui
