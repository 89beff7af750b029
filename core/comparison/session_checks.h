#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/comparison/measured_run.h"
#include "core/comparison/ratio_estimate.h"

namespace stepscope {

// Whether it mattered which run of a pair went first. A balanced order keeps it out of the answer; it then only widens
// the interval.
struct OrderEffect {
  double second_to_first{1.0};       // ratio of the total of the run that went second to that of the first
  std::optional<Interval> interval;  // 95 %, Student's t over pairs; none where one of the orders has no second pair
  int a_first{0}, b_first{0};        // pairs of either order
  bool operator==(const OrderEffect&) const = default;

  bool certain() const { return interval && !interval->contains(1.0); }
  bool balanced() const { return a_first - b_first <= 1 && b_first - a_first <= 1; }
};
OrderEffect order_effect_of(std::span<const RunPair> pairs);

// Whether the machine became slower or faster while the runs went on: the slope of a straight line through the
// logarithms of the runs' totals over their beginning, levels of either way and scenario apart.
struct Drift {
  double end_to_begin{1.0};          // by how much a run at the end takes longer than one at the beginning
  std::optional<Interval> interval;  // 95 %, Student's t over runs; none with too few runs or where all began at once
  double session_ns{0.0};            // from the beginning of the first run to that of the last
  bool operator==(const Drift&) const = default;

  bool certain() const { return interval && !interval->contains(1.0); }
};
Drift drift_of(std::span<const RunPair> pairs);

}  // namespace stepscope
