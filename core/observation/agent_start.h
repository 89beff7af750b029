#pragma once

#include <optional>

#include "core/map/road_map.h"
#include "core/observation/agent_rules.h"
#include "core/world/tracked_object.h"

namespace stepscope {

// Where a recorded vehicle is put on the lanes.
struct AgentStart {
  const LaneSegment* segment{nullptr};
  double progress{0.0};  // arc length on the segment's baseline, m
  Pose2 pose;            // there
  // The reference compares headings without wrapping their difference; with wrapping it would have been another one.
  bool misled_by_wrapping{false};
};

// The lane that contains the vehicle's centre, or else, inside an intersection, the lane connector; of several the one
// whose heading there is nearest to the vehicle's, the first of equals. None outside lanes and connectors.
std::optional<AgentStart> start_on_lanes(const Pose2& centre, const RoadMap& map, AgentRules rules);

}  // namespace stepscope
