#pragma once

#include "core/metrics/collisions.h"

namespace stepscope {

// time_to_collision_within_bound. Removing a violation means: that object was never there.
Metric time_to_collision_metric(const RoadMap& map, std::span<const MetricSample> samples,
                                std::span<const EgoOutline> egos, const CommonRoute& common,
                                const Collisions& collisions);

}  // namespace stepscope
