#pragma once

#include <optional>

#include "core/imitation/planner_moments.h"

namespace stepscope {

// What one drive gave. `plan` of a moment counts from 0.
struct PlannerDrive {
  std::vector<Moment> moments;
  std::vector<ExpertPlan> plans;
  std::shared_ptr<const void> kept;  // what spans of the moments point into
  bool touched{false};
  std::string problem;  // why it ended early
};

// Drives the scenario in closed loop; `driver` may be null. An error is `control` stopping it.
Result<PlannerDrive> drive_with_expert(const ScenarioPtr& scenario, std::uint32_t stretch, Planner& expert,
                                       Planner* driver, const RolloutOptions& options, RunControl& control);

}  // namespace stepscope
