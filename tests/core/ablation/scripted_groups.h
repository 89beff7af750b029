#pragma once

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "core/ablation/ablation_plan.h"
#include "core/ablation/measured_group.h"

namespace stepscope::test {

inline constexpr int kScriptedSteps = 10;

inline AblationPlan ablation_plan(const std::vector<std::string>& switches, int pairs = 6, int scenarios = 1) {
  auto plan = plan_ablation({.request = {.planner = "simple"},
                             .switches = switches_named(switches).value(),
                             .scenarios = scenarios,
                             .pairs = pairs},
                            {.why_no_cuda = "none", .missing_forms = {}});
  return std::move(plan).value();
}

// Runs whose time per step (ms) follows from their profile by a rule, with ± 1 % that changes from group to group.
// Preparation takes 1 ms for the baseline and 5 ms for all others.
using StepRule = std::function<double(const EngineProfile&)>;
inline std::vector<MeasuredGroup> scripted_groups(const AblationPlan& plan, const StepRule& rule) {
  std::vector<MeasuredGroup> groups;
  std::int64_t began = 0;
  const auto run = [&](std::size_t arm, double factor) {
    const double ms = rule(plan.arms[arm].profile) * factor;
    RunTimes times{.before_ns = arm == 0 ? 1'000'000 : 5'000'000,
                   .loop_ns = std::llround(ms * 1e6 * kScriptedSteps),
                   .after_ns = 0,
                   .began_ns = began,
                   .processor_ns = std::llround(ms * 0.5e6 * kScriptedSteps),
                   .steps = kScriptedSteps};
    began += times.before_ns + times.loop_ns;
    return times;
  };
  for (std::size_t i = 0; i < plan.groups.size(); ++i) {
    const RunGroup& group = plan.groups[i];
    const auto partner = [&](const std::optional<std::size_t>& comparison) -> std::optional<MeasuredPartner> {
      if (!comparison) return std::nullopt;
      const double factor = 1.0 + 0.01 * (static_cast<double>((i * 7 + *comparison * 3) % 5) - 2.0) / 2.0;
      return MeasuredPartner{.times = run(plan.comparisons[*comparison].other, factor), .output = {}};
    };
    MeasuredGroup done{.group = i, .reference = {}, .before = partner(group.before), .after = {}};
    done.reference = run(group.reference, 1.0);
    done.after = partner(group.after);
    groups.push_back(done);
  }
  return groups;
}

// 10 ms; pooled connections save 4, statements per scenario 3, both together 5: the second finds less left to save.
inline double sharing_rule(const EngineProfile& profile) {
  const bool pooled = profile.connections == ConnectionPolicy::kPooled;
  const bool batched = profile.queries == QueryBatching::kPerScenario;
  return 10.0 - (pooled && batched ? 5.0 : pooled ? 4.0 : batched ? 3.0 : 0.0);
}

}  // namespace stepscope::test
