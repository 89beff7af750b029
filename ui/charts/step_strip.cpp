#include "ui/charts/step_strip.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QToolTip>
#include <QVBoxLayout>
#include <cmath>

#include "ui/charts/stage_legend.h"
#include "ui/charts/strip_plot.h"
#include "ui/charts/strip_text.h"

namespace stepscope::ui {

namespace {

constexpr int kTickMs = 33;
constexpr int kTwoLegendRows = 170;     // px, height from which on the legend may take two rows
constexpr double kZoomPerNotch = 0.8;
constexpr double kWheelNotch = 120.0;   // Qt: eighths of a degree per notch of the wheel

}  // namespace

StepStrip::StepStrip(QWidget* parent)
    : QWidget(parent), plot_(new StripPlot(data_, this)), legend_(new StageLegend(this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(8, 4, 8, 4);
  layout->setSpacing(2);
  layout->addWidget(legend_);
  layout->addWidget(plot_, 1);
  setFocusPolicy(Qt::StrongFocus);
  plot_->setFocusProxy(this);
  plot_->setMouseTracking(true);
  plot_->installEventFilter(this);
  setAccessibleName(tr("Step strip"));
  setAccessibleDescription(tr("Time of every step, stacked by stage"));
  setMinimumHeight(110);
  setAutoFillBackground(true);
  tick_.setSingleShot(true);
  tick_.setInterval(kTickMs);
  connect(&tick_, &QTimer::timeout, this, &StepStrip::draw_now);
  set_theme(Theme::light_theme());
}

StepStrip::~StepStrip() = default;

void StepStrip::begin_run(int expected_steps, double interval_s) {
  data_.clear();
  cursor_ = -1;
  plot_->set_cursor_step(-1);
  plot_->set_selection(std::nullopt);
  plot_->set_expected_steps(expected_steps);
  plot_->set_interval(interval_s);
  plot_->show_all();
  schedule();
}

void StepStrip::append(const std::vector<FramePtr>& frames) {
  for (const FramePtr& frame : frames)
    if (frame) data_.append(*frame);
  if (!frames.empty()) schedule();
}

void StepStrip::set_cursor(int step) {
  if (step == cursor_) return;
  cursor_ = step;
  plot_->set_cursor_step(step);
  if (plot_->bring_into_sight(step))
    schedule();
  else if (!tick_.isActive())
    plot_->redraw_cursor();
}

void StepStrip::set_bookmarks(const std::vector<int>& steps) {
  plot_->set_bookmarks(steps);
  schedule();
}

void StepStrip::set_theme(const Theme& theme) {
  QPalette colours = palette();
  colours.setColor(QPalette::Window, theme.chart_background);
  setPalette(colours);
  legend_->set_theme(theme);
  plot_->set_theme(theme);
  schedule();
}

void StepStrip::schedule() {
  if (!tick_.isActive()) tick_.start();
}

void StepStrip::draw_now() {
  tick_.stop();
  legend_->show_groups(data_.groups_in_use());
  plot_->refresh();
  const StripScale& scale = plot_->scale();
  legend_->show_remark(budget_note(scale), short_budget_note(scale));
}

void StepStrip::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  // The bars come first: a second row of names only where the plot stays tall enough.
  legend_->set_most_rows(height() >= kTwoLegendRows ? 2 : 1);
  schedule();   // another width, other columns
}

ChartExport StepStrip::exporter() {
  return {.name = QStringLiteral("steps"),
          .size = [this] { return size(); },
          .draw =
              [this](QPainter& painter) {
                draw_now();
                painter.fillRect(rect(), palette().color(QPalette::Window));
                painter.translate(legend_->pos());
                legend_->render(&painter, {}, {}, QWidget::DrawChildren);
                painter.translate(plot_->pos() - legend_->pos());
                painter.drawPicture(0, 0, plot_->as_picture());
              },
          .csv = [this] { return strip_csv(data_); },
          .failed = [this](const QString& problem) { Q_EMIT exportFailed(problem); }};
}

bool StepStrip::eventFilter(QObject* watched, QEvent* event) {
  if (watched != plot_) return QWidget::eventFilter(watched, event);
  switch (event->type()) {
    case QEvent::MouseButtonPress: press(static_cast<QMouseEvent*>(event)); break;
    case QEvent::MouseMove: move(static_cast<QMouseEvent*>(event)); break;
    case QEvent::MouseButtonRelease: release(static_cast<QMouseEvent*>(event)); break;
    case QEvent::MouseButtonDblClick: show_all(); return true;
    case QEvent::Wheel: turn_wheel(static_cast<QWheelEvent*>(event)); return true;
    default: break;
  }
  return QWidget::eventFilter(watched, event);
}

void StepStrip::press(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || data_.empty()) return;
  setFocus(Qt::MouseFocusReason);
  press_pixel_ = event->pos().x();
  dragging_ = false;
}

void StepStrip::move(QMouseEvent* event) {
  const int pixel = event->pos().x();
  if (press_pixel_ >= 0 && std::abs(pixel - press_pixel_) >= QApplication::startDragDistance()) dragging_ = true;
  if (dragging_) {
    plot_->set_selection(std::minmax({plot_->step_at(press_pixel_), plot_->step_at(pixel)}));
    schedule();
    return;
  }
  const StripColumn* column = plot_->column_at(pixel);
  if (column == nullptr) {
    QToolTip::hideText();
    return;
  }
  QToolTip::showText(event->globalPosition().toPoint() + QPoint(8, 12), strip_tooltip(data_, *column), plot_);
}

void StepStrip::release(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || press_pixel_ < 0) return;
  const int pressed = press_pixel_;
  press_pixel_ = -1;
  if (dragging_) {
    dragging_ = false;
    if (plot_->selection()) Q_EMIT rangeSelected(plot_->selection()->first, plot_->selection()->second);
    return;
  }
  clear_range();
  // A click beside the bars means the nearest one; in a column of many the worst is meant, for it is what is drawn.
  const StripColumn* column = plot_->column_at(pressed);
  choose(column == nullptr ? plot_->step_at(pressed) : data_.step(column->worst));
}

void StepStrip::turn_wheel(QWheelEvent* event) {
  const QPoint angle = event->angleDelta();
  const bool sideways = angle.x() != 0 || event->modifiers().testFlag(Qt::ShiftModifier);
  if (sideways)
    plot_->pan(-(angle.x() != 0 ? angle.x() : angle.y()));
  else
    plot_->zoom(std::pow(kZoomPerNotch, angle.y() / kWheelNotch), static_cast<int>(event->position().x()));
  schedule();
}

void StepStrip::choose(int step) {
  if (data_.empty()) return;
  step = std::clamp(step, data_.first_step(), data_.last_step());
  set_cursor(step);
  Q_EMIT stepClicked(step);
}

void StepStrip::clear_range() {
  if (!plot_->selection()) return;
  plot_->set_selection(std::nullopt);
  schedule();
  Q_EMIT rangeCleared();
}

void StepStrip::show_all() {
  press_pixel_ = -1;
  plot_->show_all();
  schedule();
}

void StepStrip::set_full_heights(bool full) {
  plot_->set_tall_bars(full ? TallBars::kFull : TallBars::kCut);
  schedule();
}

void StepStrip::keyPressEvent(QKeyEvent* event) {
  const int stride = event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1;
  switch (event->key()) {
    case Qt::Key_Left: choose(cursor_ - stride); return;
    case Qt::Key_Right: choose(cursor_ + stride); return;
    case Qt::Key_Home: choose(data_.first_step()); return;
    case Qt::Key_End: choose(data_.last_step()); return;
    case Qt::Key_N:
      if (const auto step = data_.next_slow_step(cursor_)) choose(*step);
      return;
    case Qt::Key_P:
      if (const auto step = data_.previous_slow_step(cursor_)) choose(*step);
      return;
    case Qt::Key_Escape: clear_range(); return;
    default: QWidget::keyPressEvent(event);
  }
}

void StepStrip::contextMenuEvent(QContextMenuEvent* event) {
  QMenu menu(this);
  connect(menu.addAction(tr("Show all steps")), &QAction::triggered, this, &StepStrip::show_all);
  QAction* full = menu.addAction(tr("Full height of tall bars"));
  full->setCheckable(true);
  full->setChecked(plot_->tall_bars() == TallBars::kFull);
  connect(full, &QAction::toggled, this, &StepStrip::set_full_heights);
  menu.addSeparator();
  add_export_actions(menu, *this, exporter());
  menu.exec(event->globalPos());
}

}  // namespace stepscope::ui
