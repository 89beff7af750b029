#include "ui/rasters/raster_camera.h"

#include <algorithm>
#include <cmath>

namespace stepscope::ui {

double RasterCamera::scale(const QRectF& tile) const {
  if (zoom > 0) return zoom;
  const double room = std::min(tile.width(), tile.height()) / size_px;
  return room >= 1.0 ? std::floor(room) : std::max(room, 1e-6);
}

QPointF RasterCamera::to_widget(const QRectF& tile, QPointF picture) const {
  const QPointF middle = zoom > 0 ? centre : QPointF(size_px / 2.0, size_px / 2.0);
  return tile.center() + scale(tile) * (picture - middle);
}

QPointF RasterCamera::to_picture(const QRectF& tile, QPointF widget) const {
  const QPointF middle = zoom > 0 ? centre : QPointF(size_px / 2.0, size_px / 2.0);
  return middle + (widget - tile.center()) / scale(tile);
}

QRectF RasterCamera::raster_rect(const QRectF& tile) const {
  return {to_widget(tile, {0.0, 0.0}), to_widget(tile, {static_cast<double>(size_px), static_cast<double>(size_px)})};
}

void RasterCamera::zoom_by(int steps, const QRectF& tile, QPointF anchor) {
  const QPointF held = to_picture(tile, anchor);
  const double now = scale(tile);
  RasterCamera all = *this;
  all.fit();
  const double least = all.scale(tile);
  // From what is shown to the next whole number in that direction; out of the smallest: all.
  const int next = steps > 0 ? static_cast<int>(std::floor(now)) + steps : static_cast<int>(std::ceil(now)) + steps;
  if (next <= least && steps < 0) return fit();
  zoom = std::clamp(next, 1, kLargestZoom);
  centre = held - (anchor - tile.center()) / scale(tile);
  keep_inside();
}

void RasterCamera::pan(QPointF widget_pixels, const QRectF& tile) {
  if (zoom == 0) return;  // all of it is there
  centre -= widget_pixels / scale(tile);
  keep_inside();
}

void RasterCamera::keep_inside() {
  const double size = size_px;
  centre = {std::clamp(centre.x(), 0.0, size), std::clamp(centre.y(), 0.0, size)};
}

}  // namespace stepscope::ui
