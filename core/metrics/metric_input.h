#pragma once

#include <span>
#include <vector>

#include "core/scenario/scenario.h"
#include "core/world/ego_state.h"
#include "core/world/tracked_object.h"
#include "core/world/trajectory.h"

namespace stepscope {

// What the history holds of one step.
struct MetricSample {
  EgoState ego;
  std::span<const TrackedObject> objects;
  const Trajectory* plan{nullptr};  // null: not kept; open-loop metrics look at samples 0, 10, 20 … only
};

// A run as the metrics see it: samples k = 0 … N−2, their times being those of the ego states. Spans and pointers must
// stay valid while the metrics are computed.
struct MetricInput {
  const Scenario& scenario;  // expert, map
  std::vector<MetricSample> samples;
};

}  // namespace stepscope
