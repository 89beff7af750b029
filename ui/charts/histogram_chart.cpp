#include "ui/charts/histogram_chart.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPicture>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/charts/histogram_plot.h"

namespace stepscope::ui {

namespace {

constexpr int kGrip = 4;  // px, around an end of the range

}  // namespace

HistogramChart::HistogramChart(QWidget* parent)
    : QWidget(parent), caption_(new QLabel(this)), reason_(new QLabel(this)), plot_(new HistogramPlot(this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(8, 2, 8, 2);
  column->setSpacing(2);
  column->addWidget(caption_);
  column->addWidget(reason_, 1);
  column->addWidget(plot_, 1);
  for (QLabel* label : {caption_, reason_}) {
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
  }
  reason_->setAlignment(Qt::AlignCenter);
  plot_->installEventFilter(this);
  plot_->setMouseTracking(true);
  plot_->setFocusProxy(this);
  setFocusPolicy(Qt::StrongFocus);
  setAutoFillBackground(true);
  setAccessibleName(tr("Histogram"));
  setAccessibleDescription(tr("How many steps take how long; arrow keys pick a range of durations"));
  set_theme(Theme::light_theme());
  show_reason(tr("No steps yet: run a scenario to see how its steps are distributed"));
}

bool HistogramChart::empty() const { return content_.values_ns.empty() || plot_->histogram().counts.empty(); }
const Histogram& HistogramChart::histogram() const { return plot_->histogram(); }
QString HistogramChart::caption() const { return caption_->text(); }

void HistogramChart::show(const HistogramContent& content, BinScale scale) {
  content_ = content;
  if (content.values_ns.empty())
    return show_reason(tr("No steps yet: run a scenario to see how its steps are distributed"));
  plot_->show(content, scale);
  if (plot_->histogram().counts.empty())
    return show_reason(tr("%1 took no measurable time in any step").arg(content.title));
  caption_->setText(histogram_caption(content, plot_->histogram()));
  setAccessibleDescription(caption_->text());
  reason_->hide();
  caption_->show();
  plot_->show();
}

void HistogramChart::show_reason(const QString& reason) {
  content_.values_ns.clear();
  reason_->setText(reason);
  caption_->hide();
  plot_->hide();
  reason_->show();
}

void HistogramChart::set_theme(const Theme& theme) {
  QPalette colours = palette();
  colours.setColor(QPalette::Window, theme.chart_background);
  colours.setColor(QPalette::WindowText, theme.muted_text);
  setPalette(colours);
  plot_->set_theme(theme);
}

void HistogramChart::drop_range() {
  range_.reset();
  plot_->set_range(range_);
}

void HistogramChart::pick(std::size_t first, std::size_t last) {
  const DurationRange range = range_of_bins(plot_->histogram(), first, last);
  if (range_ == range) return;
  range_ = range;
  plot_->set_range(range_);
  Q_EMIT rangeChanged();
}

void HistogramChart::pick_between(double a_ns, double b_ns) {
  const auto [first, last] = bins_between(plot_->histogram(), a_ns, b_ns);
  pick(first, last);
}

void HistogramChart::clear() {
  if (!range_) return;
  drop_range();
  Q_EMIT rangeChanged();
}

// With the keyboard in the histogram the arrows move its range, not the time cursor of the window.
bool HistogramChart::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && !empty()) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Left || key == Qt::Key_Right) {
      event->accept();
      return true;
    }
  }
  return QWidget::event(event);
}

bool HistogramChart::eventFilter(QObject* watched, QEvent* event) {
  if (watched == plot_ && !empty()) {
    if (event->type() == QEvent::MouseButtonPress) press(static_cast<QMouseEvent*>(event));
    if (event->type() == QEvent::MouseMove) move(static_cast<QMouseEvent*>(event));
    if (event->type() == QEvent::MouseButtonRelease) release(static_cast<QMouseEvent*>(event));
  }
  return QWidget::eventFilter(watched, event);
}

bool HistogramChart::near_end(int pixel, double end_ns) const {
  return range_ && std::abs(pixel - plot_->pixel_of(end_ns)) <= kGrip;
}

void HistogramChart::press(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  setFocus(Qt::MouseFocusReason);
  press_pixel_ = event->pos().x();
  dragging_ = false;
  // An end of the range moves, the bin at the other end stays.
  if (range_ && near_end(press_pixel_, range_->to_ns))
    anchor_ns_ = range_->from_ns;
  else if (range_ && near_end(press_pixel_, range_->from_ns))
    anchor_ns_ = range_->to_ns * (1.0 - 1e-9);
  else
    anchor_ns_ = plot_->duration_at(press_pixel_);
}

void HistogramChart::move(QMouseEvent* event) {
  const int pixel = event->pos().x();
  if (!anchor_ns_) return hover(event);
  if (std::abs(pixel - press_pixel_) >= QApplication::startDragDistance()) dragging_ = true;
  if (dragging_) pick_between(*anchor_ns_, plot_->duration_at(pixel));
}

void HistogramChart::release(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !anchor_ns_) return;
  anchor_ns_.reset();
  if (!dragging_) clear();
  dragging_ = false;
}

void HistogramChart::hover(QMouseEvent* event) {
  const int pixel = event->pos().x();
  const bool at_end = range_ && (near_end(pixel, range_->from_ns) || near_end(pixel, range_->to_ns));
  plot_->setCursor(at_end ? Qt::SizeHorCursor : Qt::ArrowCursor);
  const Histogram& histogram = plot_->histogram();
  const double ns = plot_->duration_at(pixel);
  if (ns < histogram.edges_ns.front() || ns > histogram.edges_ns.back()) return QToolTip::hideText();
  const std::size_t bin = bins_between(histogram, ns, ns).first;
  QToolTip::showText(event->globalPosition().toPoint() + QPoint(8, 12),
                     tr("%1 to %2: %3 steps\n%4 of the steps take less than %2; drag to list the steps of a range")
                         .arg(duration_text(histogram.edges_ns[bin]), duration_text(histogram.edges_ns[bin + 1]),
                              count_text(histogram.counts[bin]), share_text(histogram.cumulative[bin])),
                     plot_);
}

void HistogramChart::move_by_keys(int bins, bool only_upper) {
  if (empty()) return;
  const auto last_bin = static_cast<int>(plot_->histogram().counts.size()) - 1;
  if (!range_) return pick(static_cast<std::size_t>(last_bin), static_cast<std::size_t>(last_bin));
  const auto [first, last] = bins_between(plot_->histogram(), range_->from_ns, range_->to_ns * (1.0 - 1e-9));
  const int from = static_cast<int>(first), to = static_cast<int>(last);
  const int shift = std::clamp(bins, only_upper ? from - to : -from, last_bin - to);
  pick(static_cast<std::size_t>(only_upper ? from : from + shift), static_cast<std::size_t>(to + shift));
}

void HistogramChart::keyPressEvent(QKeyEvent* event) {
  const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
  switch (event->key()) {
    case Qt::Key_Left:
      return move_by_keys(-1, shift);
    case Qt::Key_Right:
      return move_by_keys(1, shift);
    case Qt::Key_Escape:
      return clear();
    default:
      QWidget::keyPressEvent(event);
  }
}

ChartExport HistogramChart::exporter() {
  return {.name = QStringLiteral("histogram"),
          .size = [this] { return size(); },
          .draw =
              [this](QPainter& painter) {
                painter.fillRect(rect(), palette().color(QPalette::Window));
                painter.setPen(palette().color(QPalette::WindowText));
                painter.setFont(caption_->font());
                painter.drawText(caption_->geometry(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap,
                                 caption_->text());
                painter.translate(plot_->pos());
                painter.drawPicture(0, 0, plot_->as_picture());
              },
          .csv = [this] { return histogram_csv(plot_->histogram()); },
          .failed = [this](const QString& problem) { Q_EMIT exportFailed(problem); }};
}

void HistogramChart::contextMenuEvent(QContextMenuEvent* event) {
  if (empty()) return;
  QMenu menu(this);
  QAction* drop = menu.addAction(tr("Drop the range"));
  drop->setEnabled(range_.has_value());
  QObject::connect(drop, &QAction::triggered, this, &HistogramChart::clear);
  menu.addSeparator();
  add_export_actions(menu, *this, exporter());
  menu.exec(event->globalPos());
}

}  // namespace stepscope::ui
