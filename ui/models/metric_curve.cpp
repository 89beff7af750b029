#include "ui/models/metric_curve.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/models/csv_text.h"
#include "ui/models/score_text.h"

namespace stepscope::ui {

namespace {

constexpr std::size_t kMostThresholds = 4;  // more lines than that say nothing

QString translated(const char* text) { return QCoreApplication::translate("MetricCurve", text); }

void add_series(MetricCurve& curve, const MetricSeries& series, const ShownScore& score) {
  curve.unit = metric_unit_text(series.unit);
  bool gaps = false;
  const std::size_t count = std::min(series.times.size(), series.values.size());
  for (std::size_t i = 0; i < count; ++i) {
    const bool drawn = std::isfinite(series.values[i]);
    gaps = gaps || !drawn;
    curve.steps.push_back(score.step_of(series.times[i]));
    curve.values.push_back(drawn ? series.values[i] : std::numeric_limits<double>::quiet_NaN());
  }
  if (gaps) curve.remark = translated("gaps: no finite value");
}

void add_thresholds(MetricCurve& curve, const Metric& metric) {
  for (const MetricViolation& violation : metric.violations)
    if (metric_unit_text(violation.unit) == curve.unit && std::isfinite(violation.threshold))
      curve.thresholds.push_back(violation.threshold);
  std::ranges::sort(curve.thresholds);
  const auto repeated = std::ranges::unique(curve.thresholds);
  curve.thresholds.erase(repeated.begin(), repeated.end());
  if (curve.thresholds.size() > kMostThresholds) curve.thresholds.clear();
}

}  // namespace

MetricCurve metric_curve(const Metric& metric, const ShownScore& score) {
  MetricCurve curve;
  curve.title = metric_title(metric.name);
  if (metric.series && !metric.series->values.empty()) {
    add_series(curve, *metric.series, score);
    add_thresholds(curve, metric);
  } else if (!metric.score_so_far.empty()) {
    curve.unit = translated("score so far");
    for (std::size_t k = 0; k < metric.score_so_far.size(); ++k) {
      curve.steps.push_back(static_cast<double>(k));
      curve.values.push_back(metric.score_so_far[k]);
    }
  }
  for (const MetricViolation& violation : metric.violations)
    curve.violations.emplace_back(violation.step, violation.last_step);
  return curve;
}

QString curve_csv(const MetricCurve& curve) {
  QString text = csv_line({QStringLiteral("step"), curve.unit.isEmpty() ? curve.title : curve.unit});
  for (std::size_t i = 0; i < curve.steps.size(); ++i)
    text += csv_line({QString::number(curve.steps[i], 'g', 12),
                      std::isnan(curve.values[i]) ? QString() : QString::number(curve.values[i], 'g', 17)});
  return text;
}

}  // namespace stepscope::ui
