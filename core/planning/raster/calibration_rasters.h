#pragma once

#include <vector>

#include "core/features/raster_method.h"
#include "core/learning/model_contract.h"
#include "core/planning/planner.h"

namespace stepscope {

// Fewest rasters that a network of whole numbers takes its scales from.
inline constexpr std::size_t kLeastCalibration = 16;

// Rasters that a run may see, normalised, one after another: those of every sample of the history, and of the ego now
// shifted, turned and at other speeds, until there are enough. Nothing of what is to come is looked at. Empty if the
// context tells no history.
std::vector<float> calibration_rasters(const ModelContract& contract, const PlannerContext& context,
                                       const RasterMethod& method);

}  // namespace stepscope
