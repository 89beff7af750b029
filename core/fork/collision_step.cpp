#include "core/fork/collision_step.h"

#include <fmt/format.h>

#include <cmath>

namespace stepscope {

namespace {

Error refused(const ForkParent& run, std::string reason) {
  return {.file = {}, .place = run.name, .field = {}, .reason = std::move(reason)};
}

}  // namespace

Result<int> first_collision(const ForkParent& run, const std::optional<Scorecard>& score) {
  if (!score) return refused(run, "was kept without metrics: where it collides is not known");
  const Metric* metric = score->find(kCollisionMetric);
  if (metric == nullptr)
    return refused(run, score->set == MetricSet::kOpenLoop
                            ? "is open loop: its metrics do not look for collisions, the ego drives as recorded"
                            : std::string("its metrics have no ") + kCollisionMetric);
  if (!metric->error.empty()) return refused(run, "its collisions are not known: " + metric->error);
  if (metric->violations.empty())
    return refused(run, std::string("has no collision that the ego is at fault of (") + kCollisionMetric + " is 1)");
  return metric->violations.front().step;
}

Result<int> step_before_collision(const ForkParent& run, const std::optional<Scorecard>& score,
                                  std::optional<double> seconds) {
  const auto collision = first_collision(run, score);
  if (!collision.ok()) return collision;
  const Scenario& scenario = *run.scenario;
  const SimTime then = scenario.time(collision.value());
  const auto wished_us = static_cast<std::int64_t>(std::llround(seconds.value_or(0.0) * 1e6));
  for (int step = collision.value() - 1; step >= 0; --step)
    if (then.us - scenario.time(step).us >= wished_us) return step;
  return refused(run, collision.value() == 0
                          ? "collides at step 0: there is nothing before it"
                          : fmt::format("collides at step {}, {:.1f} s after its beginning: there are no {:g} s before",
                                        collision.value(), seconds_between(scenario.time(0), then), *seconds));
}

}  // namespace stepscope
