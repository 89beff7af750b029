#include "core/analysis/execution_index.h"

#include <algorithm>

namespace stepscope {

void ExecutionIndex::follow(const StatementLog& log) {
  if (log.executions.size() < followed_) *this = {};
  for (; followed_ < log.executions.size(); ++followed_) {
    const std::int32_t step = log.executions[followed_].step;
    if (step < 0) continue;  // outside of steps
    if (begins_.empty() || step > begins_.back().step) begins_.push_back({.step = step, .execution = followed_});
    in_order_ = in_order_ && step == begins_.back().step;
  }
}

std::span<const StatementExecution> ExecutionIndex::among(const StatementLog& log, StepRange range) const {
  const std::span<const StatementExecution> all = log.executions;
  if (!in_order_ || followed_ != all.size()) return all;
  if (range.count() == 0) return {};
  const auto first = std::ranges::lower_bound(begins_, range.first, {}, &Begin::step);
  if (first == begins_.end()) return {};
  const auto after = std::ranges::upper_bound(begins_, range.last, {}, &Begin::step);
  const std::size_t end = after == begins_.end() ? all.size() : after->execution;
  return all.subspan(first->execution, end - first->execution);
}

}  // namespace stepscope
