#pragma once

#include <vector>

#include "core/analysis/profiled_run.h"
#include "core/analysis/stage_statistics.h"

namespace stepscope {

// A line of the breakdown tree: a stage where it happens, or what a stage spends outside of its parts. The totals of
// the parts of a line add up to the line's, in every step.
struct BreakdownNode {
  Stage stage{Stage::kStep};
  bool own{false};             // the rest of the line above: its time outside of its parts; of the step: unaccounted
  double calls_per_step{0.0};  // 0: not recorded
  Distribution total, self;    // ns per step, 0 in a step without it
  double share{0.0};           // of all steps, by total
  double share_of_parent{1.0};
  std::vector<BreakdownNode> parts;  // longest first, the rest last
};

enum class BreakdownSource {
  kSpans,      // every stage below the one it happened in
  kSelfTimes,  // no spans recorded: stages below the one they belong to; database and map I/O beside them
};

struct Breakdown {
  BreakdownSource source{BreakdownSource::kSelfTimes};
  std::size_t steps{0};  // of which it is
  BreakdownNode root;    // the step
};

// From the run's spans if they were recorded for at least one step, else from the self times of its steps. Spans whose
// parent lies behind them or in no span of the step count as parts of the step.
Breakdown breakdown_of(const ProfiledRun& run);

// "planner's own", "unaccounted", "features".
std::string breakdown_title(const BreakdownNode& node);

}  // namespace stepscope
