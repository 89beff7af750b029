// What mouse and keyboard do in the timeline.

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "ui/charts/span_text.h"
#include "ui/charts/timeline_painter.h"
#include "ui/charts/timeline_view.h"

namespace stepscope::ui {

namespace {
constexpr double kZoomPerNotch = 0.8;
constexpr double kWheelNotch = 120.0;  // Qt: eighths of a degree per notch of the wheel
constexpr double kPanShare = 0.15;     // of the width, per key press
constexpr int kReach = 1;              // px beside the pointer that a folded column is looked for in
}  // namespace

std::optional<TimelineHit> TimelineView::hit_at(QPoint position) const {
  const QRect area = rows_area();
  if (scene_.data->empty() || !area.contains(position)) return std::nullopt;
  const auto row = scene_.lanes.row_at(position.y() - area.top() + scene_.scroll);
  if (!row) return std::nullopt;
  const SpanRow& spans = scene_.data->rows().rows()[*row];
  const StepAxis& axis = scene_.data->axis();
  const auto clock_at = [&](int x) { return axis.clock_at(std::llround(scene_.camera.ns_at(x))); };
  const auto width_of = [&](std::size_t i) {
    return static_cast<double>(axis.place_of(spans.end_ns(i)) - axis.place_of(spans.begin_ns(i))) /
           scene_.camera.ns_per_pixel();
  };
  const int x = position.x() - area.left();
  const std::size_t under = spans.first_ending_after(clock_at(x));
  if (under < spans.size() && spans.begin_ns(under) <= clock_at(x + 1) && width_of(under) >= kShortestSeen)
    return TimelineHit{.row = *row, .first = under, .last = under + 1};
  std::size_t first = spans.first_ending_after(clock_at(x - kReach));
  std::size_t last = spans.first_beginning_at(clock_at(x + 1 + kReach), first);
  while (first < last && width_of(first) >= kShortestSeen) ++first;  // neighbours that are seen for themselves
  while (first < last && width_of(last - 1) >= kShortestSeen) --last;
  if (first == last) return std::nullopt;
  return TimelineHit{.row = *row, .first = first, .last = last};
}

bool TimelineView::takes_key(const QKeyEvent& event) const {
  if ((event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) != Qt::NoModifier) return false;
  switch (event.key()) {
    case Qt::Key_W:
    case Qt::Key_A:
    case Qt::Key_S:
    case Qt::Key_D:
    case Qt::Key_F:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
      return true;
    default:
      return false;
  }
}

// The window has actions on some of these keys; here they steer the timeline.
bool TimelineView::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && takes_key(*static_cast<QKeyEvent*>(event))) {
    event->accept();
    return true;
  }
  return QWidget::event(event);
}

void TimelineView::keyPressEvent(QKeyEvent* event) {
  const double middle = scene_.camera.width() / 2.0;
  const double stride = kPanShare * scene_.camera.width();
  switch (event->key()) {
    case Qt::Key_W:
      scene_.camera.zoom(kZoomPerNotch, middle);
      return moved_by_user();
    case Qt::Key_S:
      scene_.camera.zoom(1.0 / kZoomPerNotch, middle);
      return moved_by_user();
    case Qt::Key_A:
    case Qt::Key_Left:
      scene_.camera.pan(-stride);
      return moved_by_user();
    case Qt::Key_D:
    case Qt::Key_Right:
      scene_.camera.pan(stride);
      return moved_by_user();
    case Qt::Key_Up:
      return step_out_or_in(true);
    case Qt::Key_Down:
      return step_out_or_in(false);
    case Qt::Key_F:
      return fit_selected();
    case Qt::Key_Escape:
      if (!scene_.measured && !scene_.has_selection()) break;
      if (!scene_.measured) choose({});
      scene_.measured.reset();
      return update();
    default:
      break;
  }
  QWidget::keyPressEvent(event);
}

// First the selected span, then everything.
void TimelineView::fit_selected() {
  const SpanRecord* span = scene_.has_selection() ? scene_.data->span(scene_.selected) : nullptr;
  if (span == nullptr) return fit_scope();
  const double begin = scene_.camera.begin(), end = scene_.camera.end();
  zoom_to(scene_.selected);
  if (std::abs(begin - scene_.camera.begin()) < 1.0 && std::abs(end - scene_.camera.end()) < 1.0) fit_scope();
}

void TimelineView::step_out_or_in(bool out) {
  if (scene_.data->empty()) return;
  if (!scene_.has_selection()) {  // begin with the step under the cursor
    const int step = std::clamp(scene_.cursor, 0, scene_.data->steps() - 1);
    if (scene_.data->span({step, 0}) != nullptr) choose({step, 0});
    return;
  }
  const auto [step, index] = scene_.selected;
  if (step < 0) return;
  const auto spans = scene_.data->tape()->of_step(static_cast<std::size_t>(step));
  if (out) {
    if (const int parent = spans[static_cast<std::size_t>(index)].parent; parent >= 0) choose({step, parent});
    return;
  }
  for (std::size_t i = 0; i < spans.size(); ++i)
    if (spans[i].parent == index) return choose({step, static_cast<std::int32_t>(i)});
}

void TimelineView::choose(SpanPlace place) {
  select(place);
  Q_EMIT spanSelected(place);
}

void TimelineView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || scene_.data->empty()) return;
  press_ = last_ = event->position().toPoint();
  const QRect area = rows_area();
  drag_ = press_.y() < area.top() && press_.x() >= area.left() ? Drag::kMeasuring : Drag::kPressed;
  if (drag_ == Drag::kMeasuring) {
    scene_.measured.reset();
    update();
  }
}

void TimelineView::mouseMoveEvent(QMouseEvent* event) {
  const QPoint position = event->position().toPoint();
  if (drag_ == Drag::kNone) return say_what_is_at(position, event->globalPosition().toPoint());
  if (drag_ == Drag::kPressed && (position - press_).manhattanLength() >= QApplication::startDragDistance())
    drag_ = Drag::kPanning;
  if (drag_ == Drag::kPanning) {
    scene_.camera.pan(last_.x() - position.x());
    scroll_to(scene_.scroll + last_.y() - position.y());
    moved_by_user();
  }
  if (drag_ == Drag::kMeasuring && position.x() != press_.x()) {
    const double end = static_cast<double>(scene_.data->axis().length());
    const auto moment = [&](int x) { return std::clamp(scene_.camera.ns_at(x - rows_area().left()), 0.0, end); };
    scene_.measured = {moment(std::min(press_.x(), position.x())), moment(std::max(press_.x(), position.x()))};
    update();
  }
  last_ = position;
}

void TimelineView::mouseReleaseEvent(QMouseEvent* event) {
  const bool clicked = drag_ == Drag::kPressed && event->button() == Qt::LeftButton;
  drag_ = Drag::kNone;
  if (!clicked) return;
  const auto hit = hit_at(press_);
  if (!hit) return choose({});
  const SpanPlace place = scene_.data->rows().rows()[hit->row].place(hit->first);
  if (!hit->folded()) choose(place);
  if (place.step >= 0) Q_EMIT stepClicked(place.step);
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event) {
  const auto hit = event->button() == Qt::LeftButton ? hit_at(event->position().toPoint()) : std::nullopt;
  if (!hit) return;
  const SpanRow& row = scene_.data->rows().rows()[hit->row];
  const StepAxis& axis = scene_.data->axis();
  show_time(static_cast<double>(axis.place_of(row.begin_ns(hit->first))),
            static_cast<double>(axis.place_of(row.end_ns(hit->last - 1))));
}

void TimelineView::wheelEvent(QWheelEvent* event) {
  if (scene_.data->empty()) return;
  const QPoint delta = event->angleDelta();
  const bool sideways = std::abs(delta.x()) > std::abs(delta.y());
  if (sideways || event->modifiers().testFlag(Qt::ShiftModifier)) {
    const int turned = sideways ? delta.x() : delta.y();
    scene_.camera.pan(-turned / kWheelNotch * kPanShare * scene_.camera.width());
  } else {
    scene_.camera.zoom(std::pow(kZoomPerNotch, delta.y() / kWheelNotch), event->position().x() - rows_area().left());
  }
  moved_by_user();
  event->accept();
}

void TimelineView::say_what_is_at(QPoint position, QPoint global) {
  const auto hit = hit_at(position);
  if (hit == told_ && hit) return;  // the tooltip stays where it is
  told_ = hit;
  if (!hit) {
    QToolTip::hideText();
    return;
  }
  const SpanRow& row = scene_.data->rows().rows()[hit->row];
  QToolTip::showText(
      global,
      hit->folded() ? folded_tooltip(row, hit->first, hit->last) : span_tooltip(*scene_.data, row.place(hit->first)),
      this);
}

void TimelineView::leaveEvent(QEvent* event) {
  told_.reset();
  QWidget::leaveEvent(event);
}

void TimelineView::contextMenuEvent(QContextMenuEvent* event) {
  QMenu menu(this);
  QObject::connect(menu.addAction(tr("Fit the chosen steps")), &QAction::triggered, this, &TimelineView::fit_scope);
  menu.addSeparator();
  add_export_actions(menu, *this, exporter());
  menu.exec(event->globalPos());
}

}  // namespace stepscope::ui
