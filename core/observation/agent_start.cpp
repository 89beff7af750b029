#include "core/observation/agent_start.h"

#include <cmath>
#include <limits>

#include "core/geometry/angle.h"

namespace stepscope {

std::optional<AgentStart> start_on_lanes(const Pose2& centre, const RoadMap& map, AgentRules rules) {
  const Point2 p = centre.position();
  std::vector<FeatureId> ids = map.objects_at(p, MapLayer::kLane);
  if (ids.empty() && map.is_in_layer(p, MapLayer::kIntersection)) ids = map.objects_at(p, MapLayer::kLaneConnector);

  std::optional<AgentStart> by_difference, by_angle;
  double least_difference = std::numeric_limits<double>::infinity(), least_angle = least_difference;
  for (const FeatureId id : ids) {
    const LaneSegment* segment = map.segment(id);
    if (segment == nullptr || segment->baseline.empty()) continue;
    AgentStart start{.segment = segment, .progress = segment->baseline.project(p)};
    start.pose = segment->baseline.pose_at(start.progress);
    const double difference = start.pose.heading - centre.heading;
    if (std::abs(difference) < least_difference) {
      least_difference = std::abs(difference);
      by_difference = start;
    }
    if (std::abs(wrap_angle(difference)) < least_angle) {
      least_angle = std::abs(wrap_angle(difference));
      by_angle = start;
    }
  }
  if (rules == AgentRules::kFixed || !by_difference.has_value()) return by_angle;
  by_difference->misled_by_wrapping = by_difference->segment != by_angle->segment;
  return by_difference;
}

}  // namespace stepscope
