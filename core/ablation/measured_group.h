#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/ablation/ablation_result.h"
#include "core/comparison/measured_run.h"

namespace stepscope {

// What an ablation keeps of a run. Nanoseconds.
struct RunTimes {
  std::int64_t before_ns{0}, loop_ns{0}, after_ns{0}, began_ns{0};  // as MeasuredRun
  std::int64_t processor_ns{0};                                     // of the simulation thread in all steps
  int steps{0};
  bool operator==(const RunTimes&) const = default;

  std::int64_t total_ns() const { return loop_ns + after_ns; }
};
RunTimes times_of(const MeasuredRun& run);

// A run that was paired with the reference of its group, and what both gave.
struct MeasuredPartner {
  RunTimes times;
  OutputGate output;
  bool operator==(const MeasuredPartner&) const = default;
};

// A group of the plan after it ran.
struct MeasuredGroup {
  std::size_t group{0};  // index in the plan
  RunTimes reference;
  std::optional<MeasuredPartner> before, after;
  bool operator==(const MeasuredGroup&) const = default;
};

}  // namespace stepscope
