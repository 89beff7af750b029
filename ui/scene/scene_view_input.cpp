// Mouse and keys of SceneView.
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <cmath>

#include "ui/scene/item_text.h"
#include "ui/scene/scene_view.h"

#include "ui/theme/tip_text.h"

namespace stepscope::ui {

namespace {
constexpr double kReachPx = 6.0;       // how far beside an object still counts as pointing at it
constexpr double kClickSlackPx = 4.0;  // a shorter drag is a click
constexpr double kZoomPerNotch = 1.2;
constexpr double kObjectVisibleM = 30.0;  // shown around an object after a double click
}  // namespace

PickedItem SceneView::item_at(QPointF px) const {
  return content_.item_at(view().to_map(px), kReachPx / view().pixels_per_metre, layers_);
}

std::optional<std::size_t> SceneView::cost_step(const PickedItem& item, QPointF px) const {
  const bool covered = item.kind == PickedItem::Kind::kObject || item.kind == PickedItem::Kind::kEgo;
  if (!costs_shown() || covered) return std::nullopt;
  return cost_step_at(costs_, view(), px, kReachPx);
}

void SceneView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
  drag_ = Drag{event->position(), event->position()};
  if (tool_ == SceneTool::kMeasure) {
    const Point2 p = view().to_map(event->position());
    ruler_ = Ruler{p, p};
    request_repaint();
  }
}

void SceneView::mouseMoveEvent(QMouseEvent* event) {
  if (!drag_) return hover(event->position(), event->globalPosition().toPoint());
  const QPointF by = event->position() - drag_->last, whole = event->position() - drag_->begin;
  if (!drag_->moved && whole.manhattanLength() < kClickSlackPx) return;
  if (tool_ == SceneTool::kMeasure) {
    if (ruler_) ruler_->to = view().to_map(event->position());
  } else {
    if (!drag_->moved) setCursor(Qt::ClosedHandCursor);
    const Camera before = camera();
    camera_.pan(by);
    note_mode_before(before);
  }
  drag_->moved = true;
  drag_->last = event->position();
  request_repaint();
}

void SceneView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !drag_) return QWidget::mouseReleaseEvent(event);
  const bool click = !drag_->moved;
  drag_.reset();
  if (tool_ == SceneTool::kMeasure) return;
  setCursor(Qt::ArrowCursor);
  if (!click) return;
  const PickedItem item = item_at(event->position());
  if (const auto step = cost_step(item, event->position())) return Q_EMIT costStepPicked(static_cast<int>(*step));
  picked_ = item;
  request_repaint();
  Q_EMIT picked(picked_);
}

void SceneView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || tool_ == SceneTool::kMeasure) return;
  drag_.reset();
  const PickedItem item = item_at(event->position());
  const StepFrame* frame = content_.shown();
  const TrackedObject* object =
      item.kind == PickedItem::Kind::kObject && frame != nullptr ? find_track(*frame, item.track) : nullptr;
  const Camera before = camera();
  if (object != nullptr) {
    camera_.look_at(object->box.centre.position(), kObjectVisibleM);
  } else if (item.kind == PickedItem::Kind::kEgo && frame != nullptr) {
    camera_.look_at(frame->ego.centre().position(), kObjectVisibleM);
    camera_.set_mode(Camera::kFollow);
  } else {
    camera_.zoom(2.0, event->position());
  }
  note_mode_before(before);
  request_repaint();
}

void SceneView::wheelEvent(QWheelEvent* event) {
  const double notches = event->angleDelta().y() / 120.0;
  if (notches != 0.0) zoom_by(std::pow(kZoomPerNotch, notches), event->position());
  event->accept();
}

void SceneView::keyPressEvent(QKeyEvent* event) {
  // With a modifier a key is somebody else's shortcut; Shift is needed to type + on some keyboards.
  if ((event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) != Qt::NoModifier)
    return QWidget::keyPressEvent(event);
  switch (event->key()) {
    case Qt::Key_F:
      return set_camera(camera() == Camera::kFollow ? Camera::kFree : Camera::kFollow);
    case Qt::Key_R:
      return reset_view();
    case Qt::Key_M:
      return set_tool(tool_ == SceneTool::kMeasure ? SceneTool::kPan : SceneTool::kMeasure);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      return zoom_in();
    case Qt::Key_Minus:
      return zoom_out();
    case Qt::Key_Escape:
      if (tool_ == SceneTool::kMeasure) return set_tool(SceneTool::kPan);
      if (picked_.kind == PickedItem::Kind::kNone) break;
      pick(std::nullopt);
      Q_EMIT picked(picked_);
      return;
    default:
      break;
  }
  QWidget::keyPressEvent(event);
}

void SceneView::hover(QPointF at, QPoint global) {
  const PickedItem item = item_at(at);
  const auto step = cost_step(item, at);
  const bool covered = item.kind == PickedItem::Kind::kObject || item.kind == PickedItem::Kind::kEgo;
  const bool on_mark = !covered && content_.running() && content_.fork() && layers_.testFlag(SceneLayer::kHistory) &&
                       on_fork_mark(*content_.fork(), view(), at, kReachPx);
  const QString text = on_mark ? content_.fork()->text
                       : step  ? cost_text(costs_, *step)
                               : item_text(item, content_.shown(), content_.map().get());
  if (text == hover_text_) return;
  hover_text_ = text;
  // The map explains itself in the status bar; a tip over every lane would be in the way.
  QToolTip::showText(global, covered || step || on_mark ? tip_text(text) : QString(), this);
  Q_EMIT hovered(text);
}

void SceneView::contextMenuEvent(QContextMenuEvent* event) {
  const bool pointed = event->reason() == QContextMenuEvent::Mouse;
  const auto step = pointed && layers_.testFlag(SceneLayer::kHistory)
                        ? content_.trail_step_at(view().to_map(event->pos()), kReachPx / view().pixels_per_metre)
                        : std::nullopt;
  Q_EMIT menuWished(pointed ? event->globalPos() : mapToGlobal(rect().center()), step.value_or(-1));
}

void SceneView::leaveEvent(QEvent* event) {
  if (!hover_text_.isEmpty()) {
    hover_text_.clear();
    Q_EMIT hovered({});
  }
  QWidget::leaveEvent(event);
}

}  // namespace stepscope::ui
