#include "core/metrics/closed_loop_metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/metrics/collisions.h"
#include "core/metrics/comfort_metrics.h"
#include "core/metrics/drivable_area.h"
#include "core/metrics/driving_direction.h"
#include "core/metrics/lane_change.h"
#include "core/metrics/progress_metrics.h"
#include "core/metrics/speed_limit.h"
#include "core/metrics/time_to_collision.h"

namespace stepscope {

namespace {

bool is_number(const EgoState& ego) {
  return std::isfinite(ego.rear_axle.x) && std::isfinite(ego.rear_axle.y) && std::isfinite(ego.rear_axle.heading) &&
         std::isfinite(ego.vx) && std::isfinite(ego.vy);
}

Metric failed(std::string name, std::string error) { return {.name = std::move(name), .error = std::move(error)}; }

// What several metrics look at, computed once: which metric needs which of it is written below.
class ClosedLoop {
 public:
  ClosedLoop(const RoadMap& map, std::span<const MetricSample> samples, std::span<const EgoState> expert)
      : map_(map),
        samples_(samples),
        egos_(ego_outlines(samples)),
        route_(CentreRoute::follow(map, centres(samples, [](const MetricSample& s) { return s.ego.centre(); }))),
        corners_(CornerRoutes::follow(map, egos_)),
        expert_(centres(expert, [](const EgoState& ego) { return ego.centre(); })) {
    if (!corners_.ok()) return;
    common_.emplace(map, corners_.value(), egos_.size());
    collisions_.emplace(samples, egos_, *common_);
  }

  std::vector<Metric> metrics() const {
    std::vector<Metric> all;
    const auto add = [&](const char* name, const auto& needed, auto&& make) {
      all.push_back(needed.ok() ? make() : failed(name, needed.error().text()));
    };
    add("ego_lane_change", corners_, [&] { return lane_change_metric(map_, egos_, *common_); });
    ComfortMetrics comfort = comfort_metrics(samples_);
    std::ranges::move(comfort.signals, std::back_inserter(all));
    const Metric progress = progress_along_route();
    all.push_back(progress);
    if (route_.ok() && corners_.ok()) {
      for (Metric& metric : drivable_area_metrics(map_, egos_, corners_.value(), route_.value()))
        all.push_back(std::move(metric));
    } else {
      for (const char* name : {"drivable_area_compliance", "corners_in_drivable_area"})
        all.push_back(failed(name, (route_.ok() ? corners_.error() : route_.error()).text()));
    }
    add("no_ego_at_fault_collisions", corners_, [&] { return collision_metric(egos_.size(), *collisions_); });
    add("time_to_collision_within_bound", corners_,
        [&] { return time_to_collision_metric(map_, samples_, egos_, *common_, *collisions_); });
    add("speed_limit_compliance", route_, [&] { return speed_limit_metric(map_, egos_, route_.value()); });
    all.push_back(std::move(comfort.verdict));
    all.push_back(progress.error.empty() ? making_progress_metric(progress)
                                         : failed("ego_is_making_progress", progress.error));
    add("driving_direction_compliance", route_, [&] { return driving_direction_metric(map_, egos_, route_.value()); });
    return all;
  }

 private:
  template <typename T, typename Centre>
  static std::vector<Point2> centres(std::span<const T> states, Centre&& centre) {
    std::vector<Point2> points;
    points.reserve(states.size());
    for (const T& state : states) points.push_back(centre(state).position());
    return points;
  }

  Metric progress_along_route() const {
    const auto fail = [](const Error& error) { return failed("ego_progress_along_expert_route", error.text()); };
    auto route = CentreRoute::follow(map_, expert_);
    if (!route.ok()) return fail(route.error());
    auto blocks = blocks_of(map_, route.value());
    if (!blocks.ok()) return fail(blocks.error());
    return progress_metric(blocks.value(), egos_, expert_);
  }

  const RoadMap& map_;
  std::span<const MetricSample> samples_;
  std::vector<EgoOutline> egos_;
  Result<CentreRoute> route_;
  Result<CornerRoutes> corners_;
  std::optional<CommonRoute> common_;     // unless the corners failed
  std::optional<Collisions> collisions_;  // unless the corners failed
  std::vector<Point2> expert_;
};

}  // namespace

std::vector<Metric> closed_loop_metrics(const MetricInput& input) {
  return closed_loop_metrics(input.scenario.map(), input.samples, input.scenario.expert());
}

std::vector<Metric> closed_loop_metrics(const RoadMap& map, std::span<const MetricSample> samples,
                                        std::span<const EgoState> expert) {
  if (samples.empty()) return {};
  std::vector<Metric> metrics = ClosedLoop(map, samples, expert).metrics();
  for (std::size_t k = 0; k < samples.size(); ++k) {
    if (is_number(samples[k].ego)) continue;
    for (Metric& metric : metrics)
      metric = failed(metric.name, fmt::format("the ego's pose or velocity is not a number at step {}", k));
    break;
  }
  return metrics;
}

}  // namespace stepscope
