#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/analysis/step_range.h"
#include "core/sqlite/ledger.h"

namespace stepscope {

// Where the executions of each step lie in a log that grows, so that a step's are found without going over all of them.
class ExecutionIndex {
 public:
  // Takes in what `log` has more than last time. A log that has less is another one: it begins anew.
  void follow(const StatementLog& log);
  // Executions of `log`, the one that was followed, among which are all of these steps; perhaps others, too.
  std::span<const StatementExecution> among(const StatementLog& log, StepRange range) const;

 private:
  struct Begin {
    std::int32_t step{0};
    std::size_t execution{0};
  };
  std::vector<Begin> begins_;  // of the steps that have executions, ascending
  std::size_t followed_{0};
  bool in_order_{true};  // steps ascend; else nothing can be told
};

}  // namespace stepscope
