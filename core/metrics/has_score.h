#pragma once

#include <algorithm>
#include <optional>

#include "core/metrics/scorecard.h"

namespace stepscope {

// Whether any metric could be computed. Without one there is no score, which is something else than a score of 0.
inline bool has_score(const Scorecard& card) {
  return std::ranges::any_of(card.metrics, [](const Metric& metric) { return metric.score.has_value(); });
}
inline bool has_score(const std::optional<Scorecard>& card) { return card && has_score(*card); }

}  // namespace stepscope
