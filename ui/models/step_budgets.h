#pragma once

#include <QString>
#include <array>
#include <cstdint>

#include "core/analysis/deadline.h"

namespace stepscope::ui {

// The two durations that steps are held against, for every view the same. The user may change both.
struct StepBudgets {
  std::int64_t budget_ns{kTenHertzNs};  // a step at 10 Hz
  std::int64_t limit_ns{kOneSecondNs};  // the reference gives up on a planner here; not below the budget
  bool operator==(const StepBudgets&) const = default;

  std::array<std::int64_t, 2> both() const { return {budget_ns, limit_ns}; }
  // With both between 1 µs and an hour, and the limit not below the budget.
  StepBudgets made_valid() const;
};

// "100 ms", "1 s", "62.5 ms".
QString budget_text(std::int64_t ns);

}  // namespace stepscope::ui
