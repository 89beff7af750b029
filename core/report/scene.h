#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "core/map/road_map.h"
#include "core/report/picture.h"
#include "core/world/ego_state.h"
#include "core/world/tracked_object.h"

namespace stepscope {

// What was around the ego at a step. Map frame.
struct SceneSnapshot {
  EgoState ego;
  std::vector<TrackedObject> objects;
  std::vector<Point2> plan;  // rear axle
  RoadMapPtr map;            // null: without it
};

// The snapshot of a step of one run, if there is one.
using SceneSource = std::function<std::optional<SceneSnapshot>(std::size_t step)>;

// Ego, agents, plan and the lanes around, 80 m × 50 m, north up; a scale bar of 10 m.
Picture scene_picture(const SceneSnapshot& scene);

}  // namespace stepscope
