#pragma once

#include "core/pairing/pair_findings.h"
#include "core/report/picture.h"

namespace stepscope {

// Pictures of a comparison. A's and B's colours are those of the window. Names are shortened, and escaped by whoever
// writes the picture. Without anything to show they have no items.

// Ratio B / A of the total and of every stage on a logarithmic axis, with 95 % intervals and, behind each, the noise
// floor. Left of 1 B takes less time.
Picture ratio_forest(const PairFindings& findings);

// Ratio B / A step by step on a scenario (index of `scenarios`): median of its pairs and their middle half. Where the
// outputs part is marked.
Picture ratio_ribbon(const PairFindings& findings, int scenario);

// How often warm steps of which length occur in A and in B, with p50, p95 and p99.
Picture step_distributions(const PairFindings& findings);

// The round ratios, 1 among them, between 1 / far and far (> 1): about `count` of them at most.
std::vector<double> ratio_ticks(double far, int count);

}  // namespace stepscope
