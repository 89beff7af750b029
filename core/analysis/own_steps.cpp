#include "core/analysis/own_steps.h"

namespace stepscope {

SlowStep explain_own_step(const ProfiledRun& run, const CostModel& model, const Yardstick& yardstick, std::size_t k) {
  SlowStep slow = explain_step(run.own_steps(), model, yardstick, k - run.first_own_step());
  slow.step = k;
  return slow;
}

SlowStep explain_own_step(const ProfiledRun& run, const CostModel& model, std::size_t k) {
  return explain_own_step(run, model, Yardstick(run.own_steps()), k);
}

std::vector<SlowForComplexity> own_slow_for_their_complexity(const ProfiledRun& run, const CostModel& model) {
  std::vector<SlowForComplexity> slow = slow_for_their_complexity(run.own_steps(), model);
  for (SlowForComplexity& s : slow) s.step += run.first_own_step();
  return slow;
}

std::optional<std::size_t> slowest_own_step(const ProfiledRun& run) {
  const auto slowest = slowest_step(run.own_steps());
  return slowest ? std::optional(*slowest + run.first_own_step()) : std::nullopt;
}

std::optional<std::size_t> slowest_working_own_step(const ProfiledRun& run) {
  const auto slowest = slowest_working_step(run.own_steps());
  return slowest ? std::optional(*slowest + run.first_own_step()) : std::nullopt;
}

}  // namespace stepscope
