#include "ui/charts/strip_scale.h"

#include <QCoreApplication>
#include <algorithm>

namespace stepscope::ui {

namespace {

constexpr double kHeadroom = 1.12;
constexpr double kCutAbove = 6.0;       // times the 95th percentile
constexpr double kCutAt = 2.0;
constexpr double kLineIsNear = 2.5;     // times the longest bar
constexpr double kLineIsCrossed = 10.0; // times the 95th percentile, when bars cross it

double order_statistic(const std::vector<std::int64_t>& ascending, std::size_t percent) {
  return static_cast<double>(ascending[(ascending.size() - 1) * percent / 100]);
}

QString note(const StripScale& scale, double median_step_ns, const QString& wording) {
  const std::int64_t budget = scale.budgets.budget_ns;
  if (scale.shows(budget) || median_step_ns <= 0.0) return {};
  return wording.arg(budget_text(budget), three_digits(static_cast<double>(budget) / median_step_ns));
}

}  // namespace

StripScale strip_scale(std::vector<std::int64_t> walls_ns, TallBars tall, const StepBudgets& budgets) {
  StripScale scale{.budgets = budgets};
  std::sort(walls_ns.begin(), walls_ns.end());
  if (walls_ns.empty() || walls_ns.back() <= 0) return scale;

  const auto longest = static_cast<double>(walls_ns.back());
  const double usual = order_statistic(walls_ns, 95);
  const bool cut = tall == TallBars::kCut && usual > 0.0 && longest > kCutAbove * usual;
  const double top = cut ? kCutAt * usual : longest;
  scale.upper_ns = kHeadroom * top;
  for (const std::int64_t line_ns : budgets.both()) {
    const auto line = static_cast<double>(line_ns);
    const bool near = line <= kLineIsNear * top;
    const bool crossed = longest > line && line <= kLineIsCrossed * usual;
    if (near || crossed) scale.upper_ns = std::max(scale.upper_ns, kHeadroom * line);
  }
  scale.unit = duration_unit_for(scale.upper_ns);
  return scale;
}

QString budget_note(const StripScale& scale, double median_step_ns) {
  return note(scale, median_step_ns, QCoreApplication::translate("StepStrip", "↑ %1 budget: %2 × the median step"));
}

QString short_budget_note(const StripScale& scale, double median_step_ns) {
  return note(scale, median_step_ns, QCoreApplication::translate("StepStrip", "↑ %1: %2 ×"));
}

}  // namespace stepscope::ui
