#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QTransform>

#include "core/geometry/bounds.h"
#include "core/geometry/pose2.h"

namespace stepscope::ui {

// How the map frame M (metres, x east, y north) lies on the widget W (logical pixels, y down).
struct ViewTransform {
  static constexpr double kMinScale = 0.02, kMaxScale = 400.0;  // pixels per metre

  Point2 centre;  // map point that is shown at centre_px
  double pixels_per_metre{8.0};
  double rotation{0.0};  // rad, counter-clockwise turn of the map on the screen; 0: north is up
  QPointF centre_px;

  QPointF to_pixels(Point2 p) const;
  Point2 to_map(QPointF px) const;
  // Unit vector on the screen of a heading in the map frame.
  QPointF direction(double heading) const;
  // The same as a matrix, for many points at once.
  QTransform matrix() const;

  // Scale times `factor` (kept within the limits); the map point under `anchor_px` stays there.
  ViewTransform zoomed(double factor, QPointF anchor_px) const;
  // The map moved by so many pixels.
  ViewTransform panned(QPointF by_px) const;
  // Turned to another rotation about the map point at centre_px.
  ViewTransform turned(double new_rotation) const;

  // Smallest map rectangle that holds everything shown in `area_px`.
  Bounds visible(const QRectF& area_px) const;
  // North-up view that shows all of `bounds` in a widget of this size, with a margin.
  static ViewTransform fitting(const Bounds& bounds, QSizeF size_px, double margin_px);

  bool operator==(const ViewTransform&) const = default;
};

// Takes pixels of view `from` to pixels of view `to`, for drawing an image made with one into the other.
QTransform between(const ViewTransform& from, const ViewTransform& to);

}  // namespace stepscope::ui
