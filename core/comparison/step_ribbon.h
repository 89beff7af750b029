#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/analysis/timing_columns.h"
#include "core/comparison/measured_run.h"

namespace stepscope {

// ln(B / A) of one step over the pairs of a scenario: above 0 B takes longer. To show where, not whether.
struct RibbonPoint {
  std::size_t step{0};  // index in the run; the cold first one is there, too
  double median{0.0};
  double low{0.0}, high{0.0};  // the middle half of the pairs
  double min{0.0}, max{0.0};
  int pairs{0};  // in which both took time; 0: no value
  bool operator==(const RibbonPoint&) const = default;
};
// One point per step that all pairs of the scenario have. Empty for a scenario without pairs.
std::vector<RibbonPoint> ribbon_of(std::span<const RunPair> pairs, int scenario, TimeSource source = {});

}  // namespace stepscope
