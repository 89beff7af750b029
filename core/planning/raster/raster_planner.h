#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "core/features/raster_method.h"
#include "core/planning/planner.h"
#include "core/planning/raster/predicted_trajectory.h"
#include "core/planning/raster/raster_input.h"

namespace stepscope {

// Makes the network of a shape, ready to run. `calibration`: normalised rasters for a mode that takes its scales from
// them; empty for the others.
using NetworkMaker = std::function<Result<std::unique_ptr<Network>>(
    const NetworkShape& shape, const NetworkOptions& options, std::span<const float> calibration)>;

struct RasterPlannerParts {
  PlannerModel model;  // its contract has been checked; network is empty
  RasterMethod rasters;
  NetworkOptions network;
  NetworkMaker make_network;  // called by initialise(), never in a step
};

// Draws what surrounds the ego, asks a network where to go, and makes a plan of its poses: the reference's MLPlanner
// with its raster model, for any contract. Features, inference and postprocessing are stages of their own. From the
// second step on it allocates nothing itself.
class RasterPlanner : public Planner {
 public:
  explicit RasterPlanner(RasterPlannerParts parts);

  std::string_view name() const override { return "RasterPlanner"; }
  // Loads the network. The error names the model's file and what is wrong with it, or says why there is no library.
  Status initialise(const PlannerContext& context) override;
  const PlannerModel* model() const override { return &parts_.model; }
  std::vector<std::string> notes() const override;

 private:
  Status do_plan(const PlannerInput& input, Trajectory& out) override;
  const ModelContract& contract() const { return parts_.model.contract.contract; }

  RasterPlannerParts parts_;
  std::unique_ptr<RasterInput> input_;
  std::unique_ptr<Network> network_;
  std::vector<float> predictions_;
  PredictedTrajectory trajectory_;
};

}  // namespace stepscope
