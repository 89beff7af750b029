#pragma once

#include <vector>

#include "core/base/run_control.h"
#include "core/planning/raster/raster_planner.h"
#include "core/scenario/scenario.h"
#include "core/simulation/run_tape.h"

namespace stepscope {

// What a network predicts at the steps of a run that was made, whoever drove it.
struct ModePredictions {
  NetworkFacts network;
  std::vector<float> poses;              // steps × outputs
  std::vector<std::int64_t> library_ns;  // of each step: inside the library alone
};

// Shows the network the rasters of every step on the tape. Stopped by `control`: an error.
Result<ModePredictions> predict_again(const RasterPlannerParts& parts, const Scenario& scenario, const RunTape& tape,
                                      RunControl& control);

}  // namespace stepscope
