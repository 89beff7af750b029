#pragma once

#include <QColor>
#include <QString>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "core/analysis/distribution.h"
#include "core/analysis/histogram.h"
#include "ui/models/quantity_text.h"
#include "ui/models/step_budgets.h"

namespace stepscope::ui {

// What a histogram of durations shows: one value per step.
struct HistogramContent {
  QString title;  // of what, "planner, self"
  std::vector<std::int64_t> values_ns;
  Distribution summary;                // of the values
  std::optional<StepBudgets> budgets;  // lines to hold the values against
  QColor colour;                       // of the bars; none: the theme's accent
};

// Durations from ≤ value < to that are picked out, ns.
struct DurationRange {
  double from_ns{0.0}, to_ns{0.0};
  bool operator==(const DurationRange&) const = default;
};

// First and last bin that the two durations lie in, in either order; both clipped to the bins there are (≥ 1).
std::pair<std::size_t, std::size_t> bins_between(const Histogram& histogram, double a_ns, double b_ns);
// The range of bins first … last. The last bin of all holds its upper edge, too.
DurationRange range_of_bins(const Histogram& histogram, std::size_t first, std::size_t last);
// Indices of the values in the range, ascending.
std::vector<std::size_t> values_in(const HistogramContent& content, const DurationRange& range);

// "planner, self · 149 steps · mean 12.1 µs · p50 … · p95 … · p99 … · max …", and what is not shown.
QString histogram_caption(const HistogramContent& content, const Histogram& histogram);
// One line per bin: edges in ns, count, cumulative share; a header names the columns.
QString histogram_csv(const Histogram& histogram);

}  // namespace stepscope::ui
