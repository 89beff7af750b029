#pragma once

#include <cstdint>
#include <vector>

#include "core/analysis/step_range.h"
#include "core/probe/span_tape.h"

namespace stepscope {

// One path of spans, from the step downwards, merged over all steps of a range. Durations in ns, sums.
struct CallNode {
  Stage stage{Stage::kStep};
  std::int32_t statement{-1};  // of a database span: index in StatementLog::texts
  int parent{-1};              // index in CallTree::nodes; −1: the root, the steps themselves
  int depth{0};
  std::int64_t count{0};
  std::int64_t total_ns{0};   // children included
  std::int64_t self_ns{0};    // children excluded
  std::vector<int> children;  // longest first ("left-heavy")
};

// The merged call tree of a range of steps: what a flame graph shows. A node's self time and its children's total
// times add up to its total.
struct CallTree {
  StepRange steps;              // those looked at
  std::vector<CallNode> nodes;  // the root first, every parent before its children; none without spans

  bool empty() const { return nodes.empty(); }
  int depth() const;  // of the deepest node; −1 without
};

// Of the simulation's own thread. Steps that the tape does not have are left out.
CallTree call_tree_of(const SpanTape& tape, StepRange steps);

}  // namespace stepscope
