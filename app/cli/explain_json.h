#pragma once

#include <nlohmann/json.hpp>

#include "core/analysis/slow_range.h"
#include "core/rerun/rerun.h"

namespace stepscope::cli {

// For `explain --json`; docs/slow_steps.md describes the fields.
nlohmann::ordered_json slow_step_json(const SlowStep& slow, const CostModel& model);
nlohmann::ordered_json slow_range_json(const SlowRange& range, const CostModel& model);
nlohmann::ordered_json cost_model_json(const CostModel& model);
nlohmann::ordered_json rerun_json(const RerunResult& result);

}  // namespace stepscope::cli
