// What mouse and keyboard do in the rasters.

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <cmath>

#include "ui/rasters/raster_view.h"

namespace stepscope::ui {

namespace {

constexpr double kPanPixels = 40.0;  // per key press

bool steers(const QKeyEvent& event) {
  if ((event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) != Qt::NoModifier) return false;
  switch (event.key()) {
    case Qt::Key_W:
    case Qt::Key_A:
    case Qt::Key_S:
    case Qt::Key_D:
    case Qt::Key_Plus:
    case Qt::Key_Equal:
    case Qt::Key_Minus:
    case Qt::Key_0:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::optional<RasterHover> RasterView::hover_at(QPointF position) const {
  const auto places = tiles();
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!places[i].picture.contains(position.toPoint())) continue;
    const QPointF picture = camera_.to_picture(QRectF(places[i].picture), position);
    const auto column = static_cast<int>(std::floor(picture.x()));
    const auto row = static_cast<int>(std::floor(picture.y()));
    if (column < 0 || row < 0 || column >= camera_.size_px || row >= camera_.size_px) return std::nullopt;
    RasterHover hover{.channel = {}, .column = column, .row = row};
    if (i > 0) hover.channel = shown_->picture->features.channels()[i - 1];
    return hover;
  }
  return std::nullopt;
}

QRectF RasterView::tile_at(QPointF position) const {
  const auto places = tiles();
  for (const RasterTile& tile : places)
    if (tile.picture.contains(position.toPoint())) return tile.picture;
  return places.empty() ? QRectF() : QRectF(places.front().picture);
}

void RasterView::camera_changed() {
  update();
  Q_EMIT zoomChanged(camera_.zoom);
}

void RasterView::zoom_by(int steps) {
  const auto places = tiles();
  if (places.empty()) return;
  const QRectF tile(places.front().picture);
  camera_.zoom_by(steps, tile, tile.center());
  camera_changed();
}

void RasterView::fit() {
  camera_.fit();
  camera_changed();
}

void RasterView::set_hover(const std::optional<RasterHover>& hover) {
  if (hover == hover_) return;
  hover_ = hover;
  update();
  Q_EMIT hovered(hover_);
}

void RasterView::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton) dragged_from_ = event->position();
}

void RasterView::mouseMoveEvent(QMouseEvent* event) {
  if (dragged_from_) {
    camera_.pan(event->position() - *dragged_from_, tile_at(event->position()));
    dragged_from_ = event->position();
    camera_changed();
  }
  set_hover(hover_at(event->position()));
}

void RasterView::mouseReleaseEvent(QMouseEvent*) { dragged_from_.reset(); }

void RasterView::mouseDoubleClickEvent(QMouseEvent*) { fit(); }

void RasterView::leaveEvent(QEvent*) { set_hover(std::nullopt); }

void RasterView::wheelEvent(QWheelEvent* event) {
  const auto places = tiles();
  if (places.empty() || event->angleDelta().y() == 0) return event->ignore();
  camera_.zoom_by(event->angleDelta().y() > 0 ? 1 : -1, tile_at(event->position()), event->position());
  camera_changed();
  set_hover(hover_at(event->position()));
  event->accept();
}

void RasterView::keyPressEvent(QKeyEvent* event) {
  if (!steers(*event)) return QWidget::keyPressEvent(event);
  const QRectF tile = tile_at({-1.0, -1.0});
  switch (event->key()) {
    case Qt::Key_W:
      camera_.pan({0.0, kPanPixels}, tile);
      return camera_changed();
    case Qt::Key_S:
      camera_.pan({0.0, -kPanPixels}, tile);
      return camera_changed();
    case Qt::Key_A:
      camera_.pan({kPanPixels, 0.0}, tile);
      return camera_changed();
    case Qt::Key_D:
      camera_.pan({-kPanPixels, 0.0}, tile);
      return camera_changed();
    case Qt::Key_Minus:
      return zoom_by(-1);
    case Qt::Key_0:
      return fit();
    default:
      return zoom_by(1);
  }
}

bool RasterView::event(QEvent* event) {
  // The window has actions on some of these keys; here they steer the pictures.
  if (event->type() == QEvent::ShortcutOverride && steers(*static_cast<QKeyEvent*>(event))) {
    event->accept();
    return true;
  }
  if (event->type() == QEvent::ToolTip) {
    const QPoint at = static_cast<QHelpEvent*>(event)->pos();
    const auto places = tiles();
    for (std::size_t i = 0; i < places.size(); ++i)
      if (places[i].title.contains(at)) {
        const QString text = i == 0
                                 ? tr("All channels that have a shape, in their colours, and the plan: a dot per pose")
                                 : channel_help(shown_->picture->features.channels()[i - 1]);
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), text, this, places[i].title);
        return true;
      }
    QToolTip::hideText();
    return true;
  }
  return QWidget::event(event);
}

}  // namespace stepscope::ui
