#pragma once

#include <span>
#include <vector>

#include "core/comparison/answer.h"

namespace stepscope {

// A run whose total lies far from those of its way and scenario. Flagged, never dropped.
struct OutlierRun {
  std::size_t pair{0};
  bool is_a{true};
  double total_ns{0.0};
  double to_median{1.0};  // its total to the median of its way and scenario
  bool operator==(const OutlierRun&) const = default;
};

// More than 5 robust standard deviations (1.4826 × median distance from the median, of logarithms, over all runs) and
// more than 2 % off the median of its way and scenario. In order of pairs, A before B.
std::vector<OutlierRun> outliers_of(std::span<const RunPair> pairs);

// The same answer without the pairs that have an outlier: to be shown beside the answer, not instead of it.
Answer answer_without(std::span<const RunPair> pairs, std::span<const OutlierRun> outliers,
                      const AnswerOptions& options = {});

}  // namespace stepscope
