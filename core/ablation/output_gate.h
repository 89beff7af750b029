#pragma once

#include <string>

#include "core/ablation/ablation_result.h"
#include "core/pairing/arm_run.h"

namespace stepscope {

enum class RasterCheck { kSkip, kCompare };

// Whether two runs of a scenario, with and without something, gave the outputs that the switches between their arms
// promise.
OutputGate gate_of(const Arm& without, const ArmRun& a, const Arm& with, const ArmRun& b, RasterCheck rasters);

}  // namespace stepscope
