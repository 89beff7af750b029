#include "ui/scene/view_transform.h"

#include <algorithm>
#include <cmath>

namespace stepscope::ui {

QPointF ViewTransform::to_pixels(Point2 p) const {
  const double c = std::cos(rotation), s = std::sin(rotation);
  const Point2 d = p - centre;
  return centre_px + pixels_per_metre * QPointF(c * d.x - s * d.y, -(s * d.x + c * d.y));
}

Point2 ViewTransform::to_map(QPointF px) const {
  const double c = std::cos(rotation), s = std::sin(rotation);
  const QPointF d = (px - centre_px) / pixels_per_metre;
  return centre + Point2{c * d.x() - s * d.y(), -s * d.x() - c * d.y()};
}

QPointF ViewTransform::direction(double heading) const {
  return {std::cos(heading + rotation), -std::sin(heading + rotation)};
}

QTransform ViewTransform::matrix() const {
  const double c = pixels_per_metre * std::cos(rotation), s = pixels_per_metre * std::sin(rotation);
  return {c, -s, -s, -c, centre_px.x() - c * centre.x + s * centre.y, centre_px.y() + s * centre.x + c * centre.y};
}

ViewTransform ViewTransform::zoomed(double factor, QPointF anchor_px) const {
  const Point2 anchor = to_map(anchor_px);
  ViewTransform view = *this;
  view.pixels_per_metre = std::clamp(pixels_per_metre * factor, kMinScale, kMaxScale);
  return view.panned(anchor_px - view.to_pixels(anchor));
}

ViewTransform ViewTransform::panned(QPointF by_px) const {
  ViewTransform view = *this;
  view.centre = to_map(centre_px - by_px);
  return view;
}

ViewTransform ViewTransform::turned(double new_rotation) const {
  ViewTransform view = *this;
  view.rotation = new_rotation;
  return view;
}

Bounds ViewTransform::visible(const QRectF& area_px) const {
  Bounds bounds;
  for (const QPointF corner : {area_px.topLeft(), area_px.topRight(), area_px.bottomLeft(), area_px.bottomRight()})
    bounds.extend(to_map(corner));
  return bounds;
}

ViewTransform ViewTransform::fitting(const Bounds& bounds, QSizeF size_px, double margin_px) {
  ViewTransform view;
  view.centre_px = QPointF(size_px.width() / 2.0, size_px.height() / 2.0);
  if (bounds.empty()) return view;
  view.centre = {(bounds.min_x + bounds.max_x) / 2.0, (bounds.min_y + bounds.max_y) / 2.0};
  const double width_m = std::max(bounds.max_x - bounds.min_x, 1.0),
               height_m = std::max(bounds.max_y - bounds.min_y, 1.0);
  const double room_x = std::max(size_px.width() - 2.0 * margin_px, 1.0);
  const double room_y = std::max(size_px.height() - 2.0 * margin_px, 1.0);
  view.pixels_per_metre = std::clamp(std::min(room_x / width_m, room_y / height_m), kMinScale, kMaxScale);
  return view;
}

QTransform between(const ViewTransform& from, const ViewTransform& to) {
  // Directly, not by inverting matrix(): map coordinates are in the millions and would cost digits.
  const double scale = to.pixels_per_metre / from.pixels_per_metre, turn = to.rotation - from.rotation;
  const double c = scale * std::cos(turn), s = scale * std::sin(turn);
  const QPointF origin = to.to_pixels(from.to_map({0.0, 0.0}));
  return {c, -s, s, c, origin.x(), origin.y()};
}

}  // namespace stepscope::ui
