#include "ui/models/step_budgets.h"

#include <algorithm>

#include "ui/models/quantity_text.h"

namespace stepscope::ui {

StepBudgets StepBudgets::made_valid() const {
  constexpr std::int64_t kLeast = 1'000, kMost = 3'600'000'000'000;
  const std::int64_t budget = std::clamp(budget_ns, kLeast, kMost);
  return {.budget_ns = budget, .limit_ns = std::clamp(limit_ns, budget, kMost)};
}

QString budget_text(std::int64_t ns) {
  constexpr std::int64_t kSecond = 1'000'000'000;
  if (ns > 0 && ns % kSecond == 0) return count_text(ns / kSecond) + QStringLiteral(" s");
  return duration_text(static_cast<double>(ns)).replace(QChar(0xA0), QLatin1Char(' '));
}

}  // namespace stepscope::ui
