#pragma once

#include <algorithm>
#include <optional>

#include "core/metrics/scorecard.h"

namespace stepscope {

// Whether any metric could be computed. Without one there is no score, which is something else than a score of 0.
inline bool is_scored(const std::optional<Scorecard>& card) {
  return card && std::ranges::any_of(card->metrics, [](const Metric& metric) { return metric.score.has_value(); });
}

}  // namespace stepscope
