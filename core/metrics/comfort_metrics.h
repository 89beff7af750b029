#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/metrics/comfort_signals.h"
#include "core/metrics/metric.h"
#include "core/metrics/metric_input.h"

namespace stepscope {

// What a comfort signal may be, and what it is called.
struct ComfortBound {
  std::string_view metric;          // "ego_lon_jerk"
  std::string_view title;           // "longitudinal jerk"
  std::string_view unit;            // "m/s³"
  std::string_view reference_unit;  // "meters_per_second_cubed"
  double low{0.0};                  // every sample must lie between the two, neither included
  double high{0.0};
};
const ComfortBound& comfort_bound(ComfortSignal signal);

// What the comfort of a run comes to.
struct ComfortMetrics {
  std::vector<Metric> signals;  // six, without score, in the order of ComfortSignal
  // ego_is_comfortable: 1 if all signals stay within their bounds, else 0; one violation per signal that does not.
  Metric verdict;
};

// All have an error and nothing else where ComfortExtractor has one.
ComfortMetrics comfort_metrics(std::span<const MetricSample> samples);

}  // namespace stepscope
