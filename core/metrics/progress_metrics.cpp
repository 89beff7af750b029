#include "core/metrics/progress_metrics.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/metrics/map_culprit.h"

namespace stepscope {

namespace {

constexpr double kLeast = 2.0;          // m: shorter ways count as this
constexpr double kEnough = 0.2;         // ratio at which the ego is making progress
constexpr double kStandingStill = 0.1;  // m: less than this still to come is no progress

double ratio_of(double ego_total, double expert_total) {
  if (ego_total < -kLeast) return 0.0;
  return std::min(1.0, std::max(ego_total, kLeast) / std::max(expert_total, kLeast));
}

// First sample from which on the ego is behind the expert of the same moment until the end.
std::size_t falls_behind(std::span<const double> ego, std::span<const double> expert) {
  std::size_t k = ego.size();
  while (k > 0 && k <= expert.size() && ego[k - 1] < expert[k - 1]) --k;
  return std::min(k, ego.size() - 1);
}

std::string sentence(double ego_total, double expert_total) {
  return ego_total < 0.0
             ? fmt::format("ego ends up {:.1f} m further back along the expert's route", -ego_total)
             : fmt::format("ego gets {:.1f} m along the expert's route, the expert {:.1f} m", ego_total, expert_total);
}

}  // namespace

Metric progress_metric(std::span<const RouteBlock> blocks, std::span<const EgoOutline> egos,
                       std::span<const Point2> expert) {
  std::vector<Point2> centres;
  MetricSeries series{.unit = "meters"};
  for (const EgoOutline& ego : egos) {
    centres.push_back(ego.centre());
    series.times.push_back(ego.time);
  }
  Metric metric{.name = "ego_progress_along_expert_route"};
  double ego_total = 0.0, expert_total = 0.0;
  if (blocks.empty()) {  // the expert drives where there are no lanes
    metric.score = 1.0;
    metric.score_so_far.assign(egos.size(), 1.0);
    series.values.assign(egos.size(), 0.0);
  } else {
    const RouteProgress driven = progress_along(blocks, centres), recorded = progress_along(blocks, expert);
    ego_total = driven.totals.back();
    expert_total = recorded.totals.back();
    for (const double total : driven.totals) metric.score_so_far.push_back(ratio_of(total, expert_total));
    metric.score = metric.score_so_far.back();
    series.values = driven.steps;
    if (*metric.score < 1.0) {
      const std::size_t step = falls_behind(driven.totals, recorded.totals);
      metric.violations.push_back({.step = static_cast<int>(step),
                                   .last_step = static_cast<int>(egos.size() - 1),
                                   .what = sentence(ego_total, expert_total),
                                   .culprit = culprit(*blocks[driven.block[step]].block),
                                   .value = *metric.score,
                                   .threshold = 1.0,
                                   .unit = "of the expert's progress",
                                   .score_without = 1.0});
    }
  }
  metric.statistics = {{"expert_total_progress_along_route", expert_total},
                       {"ego_total_progress_along_route", ego_total},
                       {"ego_expert_progress_along_route_ratio", *metric.score}};
  if (ego_total < -kLeast) metric.statistics.back().value = std::int64_t{0};
  metric.series = std::move(series);
  return metric;
}

Metric making_progress_metric(const Metric& progress) {
  Metric metric{.name = "ego_is_making_progress", .score_unit = "bool"};
  for (const double ratio : progress.score_so_far) metric.score_so_far.push_back(ratio >= kEnough ? 1.0 : 0.0);
  const bool enough = *progress.score >= kEnough;
  metric.score = enough ? 1.0 : 0.0;
  metric.statistics = {{"ego_is_making_progress", enough}};
  if (enough) return metric;

  // Where the ego stopped: from here on less than a hand's breadth was still to come.
  const std::vector<double>& steps = progress.series->values;
  std::size_t stop = steps.size();
  double most_to_come = 0.0, to_come = 0.0;
  while (stop > 0) {
    to_come = std::max(0.0, to_come + steps[stop - 1]);
    most_to_come = std::max(most_to_come, to_come);
    if (most_to_come > kStandingStill) break;
    --stop;
  }
  MetricViolation violation = progress.violations.front();
  if (stop < steps.size()) {
    violation.step = static_cast<int>(stop);
    violation.what += fmt::format(" (it gets no further from step {} on)", stop);
  }
  violation.threshold = kEnough;
  metric.violations.push_back(std::move(violation));
  return metric;
}

}  // namespace stepscope
