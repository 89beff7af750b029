#pragma once

#include <map>
#include <span>
#include <string>

#include "core/ablation/ablation_plan.h"
#include "core/ablation/measured_group.h"

namespace stepscope {

// The table from what was measured so far: any part of the plan's groups. Fills rows, joint effect, the same twice,
// interaction, drift, runs and seconds; the rest is for whoever knows it. `failed`: arms that could not run, and why.
// Deterministic.
AblationResult tally(const AblationPlan& plan, std::span<const MeasuredGroup> groups,
                     const std::map<std::size_t, std::string>& failed = {});

}  // namespace stepscope
