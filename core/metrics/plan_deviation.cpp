#include "core/metrics/plan_deviation.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "core/geometry/angle.h"

namespace stepscope {

namespace {

// What is compared at step f: the plan made there with the expert from there on.
class Comparison {
 public:
  Comparison(std::size_t step, const Trajectory& plan) : plan_(plan) { deviation_.step = step; }

  // The first pair compared is the present, which does not count.
  void add(const TrajectoryState& planned, const TrajectoryState& expert) {
    const Pose2 a = planned.to_ego().centre();
    const Pose2 b = expert.to_ego().centre();
    if (pairs_ > 0) {
      deviation_.displacement[pairs_ - 1] = distance(a.position(), b.position());
      deviation_.heading[pairs_ - 1] = std::abs(wrap_angle(a.heading - b.heading));
    }
    ++pairs_;
  }
  bool complete() const { return pairs_ == kComparedSeconds + 1; }
  std::size_t seconds() const { return pairs_ - 1; }
  const PlanDeviation& deviation() const { return deviation_; }
  TrajectoryState planned_at(SimTime time) const { return plan_.at_unchecked(std::max(time, plan_.start())); }

 private:
  const Trajectory& plan_;
  PlanDeviation deviation_;
  std::size_t pairs_{0};
};

// The expert at every stride-th iteration, then 1 … 8 s after the last step of that kind.
Trajectory expert_states(const Scenario& scenario, std::size_t iterations, std::size_t stride, std::size_t last_step) {
  Trajectory expert;
  for (std::size_t i = 0; i < iterations; i += stride) expert.append(TrajectoryState::from(scenario.expert()[i]));
  for (const EgoState& ego : scenario.future_ego(static_cast<int>(last_step), static_cast<double>(kComparedSeconds),
                                                 static_cast<int>(kComparedSeconds)))
    expert.append(TrajectoryState::from(ego));
  return expert;
}

Result<PlanDeviation> compare(std::size_t step, const Trajectory& plan, const Trajectory& expert, std::size_t from) {
  Comparison comparison(step, plan);
  const auto states = expert.states().subspan(from);
  for (std::size_t i = 0; i < states.size() && states[i].time <= plan.end() && !comparison.complete(); ++i)
    comparison.add(comparison.planned_at(states[i].time), states[i]);
  if (!comparison.complete()) {
    const SimTime now = expert.states()[from].time;
    if (expert.size() < 2 || plan.end() > expert.end())
      return make_error(
          fmt::format("step {}: the log ends too early: the plan reaches {:.1f} s ahead, the recorded ego {:.1f} s",
                      step, seconds_between(now, plan.end()), seconds_between(now, expert.end())));
    comparison.add(plan.states().back(), expert.at_unchecked(std::max(plan.end(), expert.start())));
  }
  if (!comparison.complete())
    return make_error(fmt::format("step {}: the plan ends after {:.1f} s, and {} s are compared", step,
                                  seconds_between(plan.start(), plan.end()), kComparedSeconds));
  return comparison.deviation();
}

}  // namespace

Result<std::vector<PlanDeviation>> plan_deviations(const MetricInput& input) {
  const Scenario& scenario = input.scenario;
  const auto stride = static_cast<std::size_t>(1.0 / scenario.extraction().interval_s());
  if (stride == 0) return make_error("the iterations are more than 1 s apart; plans are compared every second");
  const std::size_t steps = input.samples.size();
  if (steps == 0) return make_error("no step was finished");
  const std::size_t iterations = std::min<std::size_t>(static_cast<std::size_t>(scenario.iterations()), steps + 1);
  const Trajectory expert = expert_states(scenario, iterations, stride, (steps - 1) / stride * stride);

  std::vector<PlanDeviation> deviations;
  for (std::size_t step = 0; step < steps; step += stride) {
    const Trajectory* plan = input.samples[step].plan;
    if (plan == nullptr || plan->size() < 2) return make_error(fmt::format("step {}: the plan was not kept", step));
    auto deviation = compare(step, *plan, expert, step / stride);
    if (!deviation.ok()) return deviation.error();
    deviations.push_back(deviation.value());
  }
  return deviations;
}

}  // namespace stepscope
