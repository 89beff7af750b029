#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/analysis/step_range.h"
#include "core/probe/span_tape.h"

namespace stepscope {

// What makes two spans one group: the same stage, or the same stage and, of database spans, the same statement.
enum class SpanGrouping : std::uint8_t { kStage, kStatement };

// The spans of one name in a range of steps. Durations in ns.
struct SpanGroup {
  Stage stage{Stage::kStep};
  std::int32_t statement{-1};  // index in StatementLog::texts; −1: none, or all of them
  std::int64_t count{0};       // spans
  std::int64_t self_ns{0};     // sum, children excluded
  std::int64_t total_ns{0};    // sum, children included; a span inside one of its own group is not added again
  double mean_ns{0.0};         // of one span, children included, as the two below
  double p95_ns{0.0};          // linear between order statistics
  std::int64_t max_ns{0};
  double share{0.0};   // self time, of the whole steps: the shares of all groups add up to 1
  int worst_step{-1};  // the step that spent most on it (total), the first of equals
  std::int64_t worst_step_ns{0};
};

struct SpanGroups {
  StepRange steps;  // those looked at
  std::int64_t spans{0};
  std::int64_t steps_ns{0};       // sum of the whole steps: what shares are of
  std::vector<SpanGroup> groups;  // most self time first
};

// Of the simulation's own thread. Steps that the tape does not have are left out.
SpanGroups group_spans(const SpanTape& tape, StepRange steps, SpanGrouping grouping);

// Steps of which the tape lacks spans: their stages took more time (over 1 % of the step and 1 µs) than their spans. A
// probe keeps a limited number of records per step, but exact times. `timings`: of the run, first step first.
int steps_with_missing_spans(const SpanTape& tape, std::span<const StepTiming> timings, StepRange steps);

}  // namespace stepscope
