#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/comparison/ratio_estimate.h"

namespace stepscope {

// Processor time of the steps of a run: what the simulation thread computed, without waiting and without what other
// programs took from it. On a busy machine it scatters a tenth as much as wall time. What a way hands to other threads
// is not in it.
struct ProcessorTime {
  std::optional<RatioEstimate> ratio;     // B / A; none where it was not recorded
  double waiting_a{0.0}, waiting_b{0.0};  // share of the steps' wall time without processor time, median over runs
  bool operator==(const ProcessorTime&) const = default;
};
ProcessorTime processor_time_of(std::span<const RunPair> pairs, std::uint64_t seed = 1);

// Sum over the steps, ns; 0 where it was not recorded.
double processor_ns(const MeasuredRun& run);

}  // namespace stepscope
