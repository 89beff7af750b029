#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/assembly/assembled_run.h"
#include "core/learning/network.h"

namespace stepscope {

// One form of a network beside float32 as loaded, in one scenario.
struct ModeDeviation {
  InferenceMode mode{InferenceMode::kFloat32};
  std::string problem;  // why it could not be had or did not come to its end; what is unknown then is 0 or none
  NetworkFacts network;
  double inference_ms{0.0};  // median over the steps, inside the library

  // Predicted poses against those of float32 on the same rasters: those of every step of float32's run.
  double position_m{0.0};  // largest distance
  double mean_position_m{0.0};
  double heading_rad{0.0};  // largest difference

  // The closed-loop run that it drives, against float32's.
  std::optional<double> score;   // 0 … 1
  double driven_m{0.0};          // largest distance of the egos at the same step
  double final_position_m{0.0};  // their distance at the last step
};

// Measures the forms `modes` of the model that the request names, whose planner is ml-raster, closed loop with recorded
// agents. float32 comes first, whether it was asked for or not; an error if it cannot be had. Blocks; `control` stops
// it, which is an error. `done` is told of each as it is known.
Result<std::vector<ModeDeviation>> mode_deviations(const RunRequest& request, const EngineProfile& profile,
                                                   const ScenarioPtr& scenario, std::span<const InferenceMode> modes,
                                                   RunControl& control,
                                                   const std::function<void(const ModeDeviation&)>& done = {});

}  // namespace stepscope
