#pragma once

#include <algorithm>

namespace stepscope {

// Steps of a run by number, both included. Without steps: last < first.
struct StepRange {
  int first{0};
  int last{-1};

  int count() const { return std::max(0, last - first + 1); }
  bool contains(int step) const { return first <= step && step <= last; }
  // The part of it that lies in a run of `steps` steps.
  StepRange within(int steps) const { return {std::max(first, 0), std::min(last, steps - 1)}; }
  bool operator==(const StepRange&) const = default;
};

}  // namespace stepscope
