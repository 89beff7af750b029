#include "core/metrics/open_loop_metrics.h"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>
#include <string>

#include "core/metrics/plan_deviation.h"

namespace stepscope {

namespace {

constexpr std::size_t kHorizons = 3;
constexpr std::array<std::size_t, kHorizons> kSeconds{3, 5, 8};
constexpr std::array<double, kHorizons> kMissLimits{6.0, 8.0, 16.0};  // m
constexpr double kMissRate = 0.3;
constexpr double kFullScore = 1.0 - 1e-9;  // less than this is lost to somebody, not to rounding
constexpr std::string_view kMissName = "planner_miss_rate_within_bound";

enum class Quantity { kDisplacement, kHeading };
enum class Taken { kMean, kLast };

// One of the four errors.
struct ErrorKind {
  std::string_view metric;
  std::string_view abbreviation;
  std::string_view title;
  Quantity quantity;
  Taken taken;

  double limit() const { return quantity == Quantity::kDisplacement ? 8.0 : 0.8; }
  std::string_view unit() const { return quantity == Quantity::kDisplacement ? "m" : "rad"; }
  std::string_view reference_unit() const { return quantity == Quantity::kDisplacement ? "meter" : "radian"; }
};
constexpr ErrorKind kAde{"planner_expert_average_l2_error_within_bound", "ADE", "average displacement",
                         Quantity::kDisplacement, Taken::kMean};
constexpr ErrorKind kFde{"planner_expert_final_l2_error_within_bound", "FDE", "final displacement",
                         Quantity::kDisplacement, Taken::kLast};
constexpr ErrorKind kFhe{"planner_expert_final_heading_error_within_bound", "FHE", "final heading error",
                         Quantity::kHeading, Taken::kLast};
constexpr ErrorKind kAhe{"planner_expert_average_heading_error_within_bound", "AHE", "average heading error",
                         Quantity::kHeading, Taken::kMean};

using Deviations = std::vector<PlanDeviation>;
using PerHorizon = std::array<double, kHorizons>;

template <typename Values>
double mean(const Values& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// The error of one plan, for each horizon.
PerHorizon errors_of(const ErrorKind& kind, const PlanDeviation& deviation) {
  const auto& all = kind.quantity == Quantity::kDisplacement ? deviation.displacement : deviation.heading;
  PerHorizon errors{};
  for (std::size_t h = 0; h < kHorizons; ++h)
    errors[h] = kind.taken == Taken::kLast ? all[kSeconds[h] - 1] : mean(std::span(all).first(kSeconds[h]));
  return errors;
}

// A value per step of the run out of a value per compared plan: each lasts until the next.
std::vector<double> spread(const std::vector<double>& values, const Deviations& deviations, std::size_t steps) {
  std::vector<double> out(steps);
  std::size_t plan = 0;
  for (std::size_t k = 0; k < steps; ++k) {
    if (plan + 1 < deviations.size() && deviations[plan + 1].step <= k) ++plan;
    out[k] = values[plan];
  }
  return out;
}

double error_score(const ErrorKind& kind, double mean_error) { return std::max(0.0, 1.0 - mean_error / kind.limit()); }

std::vector<MetricViolation> error_violations(const ErrorKind& kind, const Deviations& deviations,
                                              const std::vector<double>& errors) {
  const double sum = std::accumulate(errors.begin(), errors.end(), 0.0);
  const auto count = static_cast<double>(errors.size());
  const auto worst = static_cast<std::size_t>(std::ranges::max_element(errors) - errors.begin());
  std::vector<MetricViolation> violations;
  for (std::size_t i = 0; i < errors.size(); ++i) {
    if (errors[i] <= kind.limit() && i != worst) continue;
    const auto step = static_cast<int>(deviations[i].step);
    violations.push_back(
        {.step = step,
         .last_step = step,
         .what = fmt::format("{} of the plan against the expert, mean over horizons of 3, 5 and 8 s", kind.title),
         .value = errors[i],
         .threshold = kind.limit(),
         .unit = std::string(kind.unit()),
         .score_without = error_score(kind, (sum - errors[i]) / count)});
  }
  return violations;
}

Metric error_metric(const ErrorKind& kind, const Deviations& deviations, const MetricInput& input) {
  PerHorizon of_horizons{};
  std::vector<double> of_plans, so_far;
  double sum = 0.0;
  MetricSeries series{
      .unit = fmt::format("avg_planner_expert_{}_over_all_horizons [{}]", kind.abbreviation, kind.reference_unit())};
  for (const PlanDeviation& deviation : deviations) {
    const PerHorizon errors = errors_of(kind, deviation);
    for (std::size_t h = 0; h < kHorizons; ++h) of_horizons[h] += errors[h] / static_cast<double>(deviations.size());
    of_plans.push_back(mean(errors));
    sum += of_plans.back();
    so_far.push_back(error_score(kind, sum / static_cast<double>(of_plans.size())));
    series.times.push_back(input.samples[deviation.step].ego.time);
  }
  series.values = of_plans;

  const double mean_error = mean(of_horizons);
  Metric metric{.name = std::string(kind.metric), .score = error_score(kind, mean_error), .score_unit = "float"};
  for (std::size_t h = 0; h < kHorizons; ++h)
    metric.statistics.push_back(
        {fmt::format("planner_expert_{}_horizon_{}", kind.abbreviation, kSeconds[h]), of_horizons[h]});
  metric.statistics.push_back({metric.name, mean_error <= kind.limit()});
  metric.statistics.push_back({fmt::format("avg_planner_expert_{}_over_all_horizons", kind.abbreviation), mean_error});
  metric.series = std::move(series);
  metric.score_so_far = spread(so_far, deviations, input.samples.size());
  metric.score_so_far.back() = *metric.score;
  if (*metric.score < kFullScore) metric.violations = error_violations(kind, deviations, of_plans);
  return metric;
}

double largest_displacement(const PlanDeviation& deviation, std::size_t horizon) {
  return std::ranges::max(std::span(deviation.displacement).first(kSeconds[horizon]));
}

Metric miss_metric(const Deviations& deviations, const MetricInput& input) {
  PerHorizon misses{};
  std::vector<double> so_far;
  const auto rate = [&misses](std::size_t h, std::size_t plans) { return misses[h] / static_cast<double>(plans); };
  const auto within = [&](std::size_t plans) {
    for (std::size_t h = 0; h < kHorizons; ++h)
      if (rate(h, plans) > kMissRate) return 0.0;
    return 1.0;
  };
  std::array<MetricViolation, kHorizons> missed;  // from the first to the last miss
  for (std::size_t i = 0; i < deviations.size(); ++i) {
    for (std::size_t h = 0; h < kHorizons; ++h) {
      const double displacement = largest_displacement(deviations[i], h);
      if (displacement <= kMissLimits[h]) continue;
      const auto step = static_cast<int>(deviations[i].step);
      if (misses[h] == 0.0) missed[h] = {.step = step, .value = displacement, .threshold = kMissLimits[h], .unit = "m"};
      missed[h].last_step = step;
      misses[h] += 1.0;
    }
    so_far.push_back(within(i + 1));
  }

  const std::size_t plans = deviations.size();
  Metric metric{.name = std::string(kMissName), .score = within(plans), .score_unit = "bool"};
  int too_often = 0;
  for (std::size_t h = 0; h < kHorizons; ++h) {
    metric.statistics.push_back({fmt::format("planner_miss_rate_horizon_{}", kSeconds[h]), rate(h, plans)});
    if (rate(h, plans) > kMissRate) ++too_often;
  }
  metric.statistics.push_back({metric.name, *metric.score});
  metric.score_so_far = spread(so_far, deviations, input.samples.size());
  for (std::size_t h = 0; h < kHorizons; ++h) {
    if (rate(h, plans) <= kMissRate) continue;
    missed[h].what = fmt::format(
        "largest displacement of the plan within {} s; too far in {:.0f} of {} plans, {:.0f} % "
        "are allowed",
        kSeconds[h], misses[h], plans, 100.0 * kMissRate);
    missed[h].score_without = too_often == 1 ? 1.0 : 0.0;
    metric.violations.push_back(std::move(missed[h]));
  }
  std::ranges::stable_sort(metric.violations, {}, &MetricViolation::step);
  return metric;
}

}  // namespace

std::vector<Metric> open_loop_metrics(const MetricInput& input) {
  const auto deviations = plan_deviations(input);
  if (!deviations.ok()) {
    std::vector<Metric> metrics;
    for (const std::string_view name : {kAde.metric, kFde.metric, kMissName, kFhe.metric, kAhe.metric})
      metrics.push_back({.name = std::string(name), .error = deviations.error().text()});
    return metrics;
  }
  const Deviations& all = deviations.value();
  return {error_metric(kAde, all, input), error_metric(kFde, all, input), miss_metric(all, input),
          error_metric(kFhe, all, input), error_metric(kAhe, all, input)};
}

}  // namespace stepscope
