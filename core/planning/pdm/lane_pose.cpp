#include "core/planning/pdm/lane_pose.h"

#include <cmath>

#include "core/geometry/angle.h"

namespace stepscope {

LanePose pose_on(const LaneSegment& lane, const Pose2& ego) {
  const auto points = lane.baseline.points();
  std::size_t nearest = 0;
  double squared = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Point2 d = points[i] - ego.position();
    const double here = d.x * d.x + d.y * d.y;
    if (here < squared) {
      squared = here;
      nearest = i;
    }
  }
  // Heading of the outgoing segment; the last vertex repeats the one before.
  const std::size_t from = std::min(nearest, points.size() - 2);
  const Point2 along = points[from + 1] - points[from];
  return {.distance_m = std::sqrt(squared),
          .heading_error = std::abs(wrap_angle(std::atan2(along.y, along.x) - ego.heading))};
}

}  // namespace stepscope
