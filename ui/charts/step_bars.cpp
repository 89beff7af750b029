#include "ui/charts/step_bars.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "ui/models/csv_text.h"

namespace stepscope::ui {

namespace {

constexpr int kMargin = 6;

}  // namespace

StepBars::StepBars(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Bars per step"));
}

void StepBars::show(Content content) {
  content_ = std::move(content);
  reason_.clear();
  setAccessibleDescription(content_.title);
  update();
}

void StepBars::show_reason(const QString& reason) {
  content_ = {};
  reason_ = reason;
  setAccessibleDescription(reason);
  update();
}

void StepBars::set_cursor(int step) {
  if (step == cursor_) return;
  cursor_ = step;
  update();
}

void StepBars::set_range(int first, int last) {
  range_first_ = first;
  range_last_ = last;
  update();
}

void StepBars::set_theme(const Theme& theme) {
  theme_ = theme;
  update();
}

QRect StepBars::plot() const {
  const int line = fontMetrics().height();
  double top = 0.0;
  for (const double value : content_.values) top = std::max(top, value);
  const int axis =
      std::max(fontMetrics().horizontalAdvance(value_text(top)), fontMetrics().horizontalAdvance(QLatin1Char('0')));
  return rect().adjusted(kMargin + axis + 4, line + 4, -kMargin, -line - 2);
}

int StepBars::left_of(int step) const {
  const QRect area = plot();
  return area.left() +
         static_cast<int>(static_cast<qint64>(area.width()) * step / static_cast<qint64>(content_.values.size()));
}

int StepBars::step_at(int pixel) const {
  if (content_.values.empty()) return -1;
  const QRect area = plot();
  const auto count = static_cast<qint64>(content_.values.size());
  const qint64 step = count * (pixel - area.left()) / std::max(area.width(), 1);
  return static_cast<int>(std::clamp<qint64>(step, 0, count - 1));
}

QString StepBars::value_text(double value) const { return QString::number(value, 'f', content_.decimals); }

void StepBars::draw_bars(QPainter& painter, const QRect& area, double top) const {
  const int count = static_cast<int>(content_.values.size());
  painter.setPen(Qt::NoPen);
  painter.setBrush(Theme::stage(StageGroup::kDatabase));
  for (int step = 0; step < count;) {
    const int left = left_of(step);
    double value = 0.0;
    int next = step;
    do value = std::max(value, content_.values[static_cast<std::size_t>(next++)]);
    while (next < count && left_of(next) == left);
    const int right = next < count ? left_of(next) : area.left() + area.width();
    const int height = value > 0.0 ? std::max(1, static_cast<int>(area.height() * value / top)) : 0;
    const int width = std::max(1, right - left - (right - left > 3 ? 1 : 0));
    painter.drawRect(QRect(left, area.bottom() + 1 - height, width, height));
    step = next;
  }
}

void StepBars::draw(QPainter& painter) const {
  painter.fillRect(rect(), theme_.chart_background);
  painter.setFont(font());
  painter.setPen(theme_.muted_text);
  if (content_.values.empty()) {
    painter.drawText(rect().adjusted(8, 4, -8, -4), Qt::AlignCenter | Qt::TextWordWrap, reason_);
    return;
  }
  const QRect area = plot();
  const int line = fontMetrics().height();
  const double top = std::max(*std::max_element(content_.values.begin(), content_.values.end()), 0.0);
  const int last = static_cast<int>(content_.values.size()) - 1;
  const QRect head(kMargin, 2, width() - 2 * kMargin, line);
  painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter,
                   fontMetrics().elidedText(content_.title, Qt::ElideRight, head.width()));
  const QRect axis(0, area.top(), area.left() - 4, area.height() + 1);
  painter.drawText(axis, Qt::AlignRight | Qt::AlignTop, value_text(top));
  if (top > 0.0 && area.height() > 2 * line)
    painter.drawText(axis, Qt::AlignRight | Qt::AlignBottom, QStringLiteral("0"));
  const QRect foot(area.left(), area.bottom() + 2, area.width(), line);
  painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, tr("step 0"));
  if (last > 0) painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, QString::number(last));
  if (range_last_ >= range_first_) {
    const int first_step = std::clamp(range_first_, 0, last), end_step = std::clamp(range_last_, 0, last) + 1;
    const int left = left_of(first_step);
    const int right = end_step > last ? area.right() + 1 : left_of(end_step);
    painter.fillRect(QRect(left, area.top(), std::max(1, right - left), area.height() + 1), theme_.selection);
  }
  painter.setPen(theme_.chart_grid);
  painter.drawLine(area.topLeft(), area.topRight());
  painter.drawLine(area.left(), area.bottom() + 1, area.right(), area.bottom() + 1);
  if (top > 0.0) draw_bars(painter, area, top);
  if (cursor_ >= 0 && cursor_ <= last) {
    const int middle = (left_of(cursor_) + (cursor_ < last ? left_of(cursor_ + 1) : area.right() + 1)) / 2;
    painter.setPen(QPen(theme_.cursor, 1.0));
    painter.drawLine(middle, area.top() - 2, middle, area.bottom() + 1);
  }
}

void StepBars::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  draw(painter);
  if (!hasFocus()) return;
  painter.setPen(theme_.accent);
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void StepBars::choose(int step) {
  if (content_.values.empty()) return;
  Q_EMIT stepClicked(std::clamp(step, 0, static_cast<int>(content_.values.size()) - 1));
}

bool StepBars::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const int step = step_at(help->pos().x());
  if (step >= 0)
    QToolTip::showText(help->globalPos(),
                       tr("step %1: %2 (%3)")
                           .arg(step)
                           .arg(value_text(content_.values[static_cast<std::size_t>(step)]), content_.title),
                       this);
  return true;
}

void StepBars::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) choose(step_at(event->pos().x()));
}

void StepBars::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons().testFlag(Qt::LeftButton)) choose(step_at(event->pos().x()));
}

void StepBars::keyPressEvent(QKeyEvent* event) {
  const int stride = event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1;
  switch (event->key()) {
    case Qt::Key_Left:
      return choose(cursor_ - stride);
    case Qt::Key_Right:
      return choose(cursor_ + stride);
    case Qt::Key_Home:
      return choose(0);
    case Qt::Key_End:
      return choose(static_cast<int>(content_.values.size()) - 1);
    default:
      QWidget::keyPressEvent(event);
  }
}

ChartExport StepBars::exporter() {
  return {.name = content_.file,
          .size = [this] { return size(); },
          .draw = [this](QPainter& painter) { draw(painter); },
          .csv =
              [this] {
                QString text = csv_line({QStringLiteral("step"), content_.title});
                for (std::size_t k = 0; k < content_.values.size(); ++k)
                  text += csv_line({QString::number(k), QString::number(content_.values[k], 'g', 15)});
                return text;
              },
          .failed = [this](const QString& problem) { Q_EMIT exportFailed(problem); }};
}

void StepBars::contextMenuEvent(QContextMenuEvent* event) {
  if (content_.values.empty()) return;
  QMenu menu(this);
  add_export_actions(menu, *this, exporter());
  menu.exec(event->globalPos());
}

}  // namespace stepscope::ui
