#include "core/geometry/relative_pose.h"

#include <cmath>

namespace stepscope {

namespace {

double normalised(double heading) { return std::atan2(std::sin(heading), std::cos(heading)); }

}  // namespace

Pose2 to_absolute(const Pose2& origin, const Pose2& pose) {
  const double c = std::cos(origin.heading), s = std::sin(origin.heading);
  return {origin.x + (c * pose.x - s * pose.y), origin.y + (s * pose.x + c * pose.y),
          normalised(origin.heading + pose.heading)};
}

Pose2 to_relative(const Pose2& origin, const Pose2& pose) {
  const double c = std::cos(origin.heading), s = std::sin(origin.heading);
  const Point2 d = pose.position() - origin.position();
  return {c * d.x + s * d.y, c * d.y - s * d.x, normalised(pose.heading - origin.heading)};
}

}  // namespace stepscope
