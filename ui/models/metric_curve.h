#pragma once

#include <QString>
#include <utility>
#include <vector>

#include "ui/models/score_list_model.h"

namespace stepscope::ui {

// A metric over the steps, ready to be drawn: its series, or where it has none, the score it had so far.
struct MetricCurve {
  QString title, unit;
  std::vector<double> steps;                    // ascending, not always whole: a series may have times of its own
  std::vector<double> values;                   // NaN: a gap (nothing to collide with)
  std::vector<double> thresholds;               // that its violations were against, ascending, no value twice
  std::vector<std::pair<int, int>> violations;  // first and last step of each
  QString remark;                               // what a reader could miss: "gaps: no value"; may be empty

  bool empty() const { return steps.empty(); }
};

MetricCurve metric_curve(const Metric& metric, const ShownScore& score);
// "step,<unit>" and a line per value.
QString curve_csv(const MetricCurve& curve);

}  // namespace stepscope::ui
