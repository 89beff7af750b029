#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

#include "core/geometry/pose2.h"

namespace stepscope {

// The frame of a picture around a pose: x to the right of it, y ahead of it, m; the pose is the origin. The reference
// turns by 90° with a matrix in single precision, whose sine is exactly 1 and whose cosine of 6e-17 is lost in the
// rounding of map coordinates; so it is left out.
struct RasterFrame {
  double x, y, cosine, sine, heading;

  explicit RasterFrame(const Pose2& pose)
      : x(pose.x), y(pose.y), cosine(std::cos(pose.heading)), sine(std::sin(pose.heading)), heading(pose.heading) {}

  Point2 from_map(Point2 p) const {
    const double dx = p.x - x;
    const double dy = p.y - y;
    return {sine * dx - cosine * dy, cosine * dx + sine * dy};
  }
  Pose2 from_map(const Pose2& pose) const {
    const Point2 p = from_map(pose.position());
    return {p.x, p.y, pose.heading - heading + std::numbers::pi / 2.0};
  }
};

// A coordinate in pixels with some binary digits after the point, as the drawing rules take it.
struct FixedPoint {
  std::int32_t x{0};
  std::int32_t y{0};
};
// Digits after the point that the reference gives to corners of agents, polygons of the map and baselines.
inline constexpr int kAgentShift = 9;
inline constexpr int kPolygonShift = 12;
inline constexpr int kLineShift = 13;

// Pixels to fixed point, towards zero. What is further than 2^30 units away (131 km at 0.5 m and 13 digits) is drawn
// there.
inline std::int32_t to_fixed(double pixels, int shift) {
  constexpr double kLimit = 1 << 30;
  const double units = pixels * static_cast<double>(1 << shift);
  const double low = units > -kLimit ? units : -kLimit;
  return static_cast<std::int32_t>(low < kLimit ? low : kLimit);
}

}  // namespace stepscope
