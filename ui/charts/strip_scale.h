#pragma once

#include <QString>
#include <cstdint>
#include <vector>

#include "ui/models/quantity_text.h"
#include "ui/models/step_budgets.h"

namespace stepscope::ui {

// How tall bars that tower above all others are drawn.
enum class TallBars { kCut, kFull };

// The value axis of the step strip, fitted to the bars in sight.
struct StripScale {
  double upper_ns{1e6};       // top of the axis; taller bars are cut and labelled
  DurationUnit unit{DurationUnit::kMilliseconds};
  StepBudgets budgets;        // the lines

  bool shows(std::int64_t line_ns) const { return static_cast<double>(line_ns) <= upper_ns; }
  bool cuts(std::int64_t wall_ns) const { return static_cast<double>(wall_ns) > upper_ns; }
  bool operator==(const StripScale&) const = default;
};

// The axis follows the bars, not the budget: microseconds under a 100 ms line would be a flat floor. A line joins in
// when it is close (at most 2.5 times the longest bar), or when bars cross it and cutting them would hide that. Bars
// more than six times the 95th percentile (a cold first step) are cut, unless `tall` says otherwise.
StripScale strip_scale(std::vector<std::int64_t> walls_ns, TallBars tall, const StepBudgets& budgets = {});

// Where the budget is when its line is out of sight: "↑ 100 ms budget: 480 × the median step". Empty otherwise. The
// median is that of the steps: a bar in sight may stand for many, and is the longest of them.
QString budget_note(const StripScale& scale, double median_step_ns);
// The same for narrow places: "↑ 100 ms: 480 ×".
QString short_budget_note(const StripScale& scale, double median_step_ns);

}  // namespace stepscope::ui
