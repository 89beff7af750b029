#pragma once

#include <vector>

#include "core/ablation/ablation_result.h"
#include "core/report/picture.h"

namespace stepscope {

// A bar of the waterfall, in ms per step: from the level before to the level after. Totals begin at 0.
struct WaterfallBar {
  std::string label;
  double from_ns{0.0}, to_ns{0.0};
  std::optional<Interval> interval;  // of `to_ns`
  bool total{false};
  bool is_void{false};
  std::string why_not;  // not measured: no bar
  bool operator==(const WaterfallBar&) const = default;
};

// Baseline, every rung in the list's order, what is left to fast, fast. Levels are what the baseline takes less what
// the pairs of each rung saved, so that a busy moment of one rung's runs does not look like a step.
std::vector<WaterfallBar> waterfall_of(const AblationResult& result);

// The bars as a picture, whiskers for 95 % intervals of the levels.
Picture waterfall_chart(const AblationResult& result);

}  // namespace stepscope
