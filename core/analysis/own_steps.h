#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/analysis/profiled_run.h"
#include "core/analysis/slow_step.h"

namespace stepscope {

// What core/analysis/slow_step.h says of steps, of those that are the run's own (ProfiledRun::own_steps()): steps are
// numbered as in the run, and "of all steps" are its own. `model` and `yardstick`: of the same steps,
// cost_model_of(run.own_steps()).

// first_own_step() ≤ k < steps.size().
SlowStep explain_own_step(const ProfiledRun& run, const CostModel& model, const Yardstick& yardstick, std::size_t k);
SlowStep explain_own_step(const ProfiledRun& run, const CostModel& model, std::size_t k);
std::vector<SlowForComplexity> own_slow_for_their_complexity(const ProfiledRun& run, const CostModel& model);
std::optional<std::size_t> slowest_own_step(const ProfiledRun& run);
std::optional<std::size_t> slowest_working_own_step(const ProfiledRun& run);

}  // namespace stepscope
