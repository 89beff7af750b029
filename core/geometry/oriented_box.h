#pragma once

#include <array>

#include "core/geometry/pose2.h"

namespace stepscope {

// A rectangle with a pose at its centre; length along the heading, width across. Metres.
struct OrientedBox {
  Pose2 centre;
  double length{0.0};
  double width{0.0};

  // Without area the reference's polygon of a box has no points: it touches nothing.
  bool has_area() const { return length > 0.0 && width > 0.0; }

  // Front-left, rear-left, rear-right, front-right. Corner = centre + lateral·(cos, sin)(heading + π/2) +
  // longitudinal·(cos, sin)(heading), as the reference computes it.
  std::array<Point2, 4> corners() const;
  bool operator==(const OrientedBox&) const = default;
};

// The closed rectangles share a point (touching counts).
bool intersects(const OrientedBox& a, const OrientedBox& b);
// Smallest distance of the two rectangles, 0 if they intersect.
double distance(const OrientedBox& a, const OrientedBox& b);
// The closed rectangle contains the point.
bool contains(const OrientedBox& box, Point2 point);

}  // namespace stepscope
