#pragma once

#include <cmath>

#include "core/geometry/convex_quad.h"
#include "core/world/vehicle.h"

namespace stepscope {

// The ego's ground, given the pose of its rear axle. Corners: front-left, rear-left, rear-right, front-right.
struct EgoFootprint {
  ConvexQuad corners;
  Point2 centre;
  Point2 forward;  // unit vector along the heading

  static constexpr double kWidth = kPacifica.width;
  // No corner is farther from the centre, m.
  static double outer_radius() {
    static const double radius = std::hypot(kPacifica.length(), kPacifica.width) / 2.0;
    return radius;
  }
};

inline EgoFootprint footprint_at(const Pose2& rear_axle) {
  const Point2 forward{std::cos(rear_axle.heading), std::sin(rear_axle.heading)};
  const Point2 left{-forward.y, forward.x};
  const Point2 centre = rear_axle.position() + kPacifica.rear_axle_to_centre() * forward;
  const Point2 l = kPacifica.length() / 2.0 * forward, w = kPacifica.width / 2.0 * left;
  return {.corners = {centre + l + w, centre - l + w, centre - l - w, centre + l - w},
          .centre = centre,
          .forward = forward};
}

}  // namespace stepscope
