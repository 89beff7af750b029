#include "ui/models/compare_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "ui/models/quantity_text.h"

namespace stepscope::ui {

namespace {

constexpr double kWorthSaying = 0.005;  // of metres, radians and m/s: what two decimals show

QString tr(const char* text) { return QCoreApplication::translate("Compare", text); }

QString two_decimals(double value) { return QString::number(value, 'f', 2); }

double value_of(const DriveDifference& difference, DifferenceMeasure measure) {
  switch (measure) {
    case DifferenceMeasure::kPosition:
      return difference.ego_m;
    case DifferenceMeasure::kHeading:
      return difference.heading_rad;
    case DifferenceMeasure::kSpeed:
      return difference.speed_mps;
    case DifferenceMeasure::kPlans:
      return difference.plan_m;
    case DifferenceMeasure::kAgents:
      return difference.agents_m;
  }
  return 0.0;
}

bool same(const DriveDifference& d) {
  return d.ego_m == 0.0 && d.heading_rad == 0.0 && d.speed_mps == 0.0 && d.plan_m == 0.0 && d.agents_m == 0.0 &&
         d.agents_unmatched == 0;
}

QString cause_text(const Divergence& parted, const DivergenceLimits& limits) {
  switch (parted.cause) {
    case DivergenceCause::kPosition:
      return tr("%1 m apart, limit %2 m").arg(three_digits(parted.difference.ego_m)).arg(limits.ego_m);
    case DivergenceCause::kHeading:
      return tr("headings %1 rad apart, limit %2 rad")
          .arg(three_digits(parted.difference.heading_rad))
          .arg(limits.heading_rad);
    case DivergenceCause::kSpeed:
      return tr("speeds %1 m/s apart, limit %2 m/s")
          .arg(three_digits(std::abs(parted.difference.speed_mps)))
          .arg(limits.speed_mps);
  }
  return {};
}

}  // namespace

QString run_letter(int run) { return QString(QLatin1Char(static_cast<char>('A' + run))); }

QString difference_text(const DriveDifference& difference) {
  QStringList parts;
  if (difference.ego_m >= kWorthSaying) parts << tr("%1 m apart").arg(two_decimals(difference.ego_m));
  if (std::abs(difference.speed_mps) >= kWorthSaying)
    parts << (difference.speed_mps > 0.0 ? tr("%1 m/s faster") : tr("%1 m/s slower"))
                 .arg(two_decimals(std::abs(difference.speed_mps)));
  if (parts.isEmpty() && difference.heading_rad >= kWorthSaying)
    parts << tr("heading %1 rad apart").arg(two_decimals(difference.heading_rad));
  return parts.isEmpty() ? tr("at the same place as A") : parts.join(QStringLiteral(" · "));
}

QString difference_details(const DriveDifference& difference) {
  QStringList lines{tr("distance of the egos: %1 m").arg(three_digits(difference.ego_m)),
                    tr("difference of the headings: %1 rad").arg(three_digits(difference.heading_rad)),
                    tr("speed less that of A: %1 m/s").arg(three_digits(difference.speed_mps)),
                    tr("largest distance of the plans at the same moment: %1 m").arg(three_digits(difference.plan_m)),
                    tr("largest distance of the same object: %1 m").arg(three_digits(difference.agents_m)),
                    tr("objects elsewhere: %1").arg(difference.agents_moved)};
  if (difference.agents_unmatched > 0) lines << tr("objects in only one of them: %1").arg(difference.agents_unmatched);
  return lines.join(QLatin1Char('\n'));
}

QString parting_text(int run, std::span<const DriveDifference> differences, const std::optional<Divergence>& parted,
                     const DivergenceLimits& limits, double step_interval_s, bool over) {
  const QString letter = run_letter(run);
  if (differences.empty()) return tr("%1: no step that both have yet").arg(letter);
  if (parted)
    return tr("%1 parts from A at step %2 (%3 s): %4")
        .arg(letter)
        .arg(parted->step)
        .arg(parted->step * step_interval_s, 0, 'f', 1)
        .arg(cause_text(*parted, limits));
  const auto count = static_cast<int>(differences.size());
  if (std::ranges::all_of(differences, same))
    return (over ? tr("%1 drives exactly as A in all %2 steps") : tr("%1 drives exactly as A in %2 steps so far"))
        .arg(letter)
        .arg(count);
  const auto farthest = std::ranges::max_element(differences, {}, &DriveDifference::ego_m);
  if (farthest->ego_m < 0.001)
    return (over ? tr("%1 stays within a millimetre of A in all %2 steps")
                 : tr("%1 stays within a millimetre of A in %2 steps so far"))
        .arg(letter)
        .arg(count);
  return (over ? tr("%1 stays with A in all %2 steps; farthest apart %3 m, at step %4")
               : tr("%1 stays with A in %2 steps so far; farthest apart %3 m, at step %4"))
      .arg(letter)
      .arg(count)
      .arg(three_digits(farthest->ego_m))
      .arg(farthest->step);
}

QString measure_text(DifferenceMeasure measure) {
  switch (measure) {
    case DifferenceMeasure::kPosition:
      return tr("distance of the egos, m");
    case DifferenceMeasure::kHeading:
      return tr("difference of the headings, rad");
    case DifferenceMeasure::kSpeed:
      return tr("speed less that of A, m/s");
    case DifferenceMeasure::kPlans:
      return tr("distance of the plans, m");
    case DifferenceMeasure::kAgents:
      return tr("distance of the same object, m");
  }
  return {};
}

Curve difference_curve(int run, std::span<const DriveDifference> differences, DifferenceMeasure measure) {
  Curve curve{.name = run_letter(run), .run = run};
  for (const DriveDifference& difference : differences) {
    curve.x.push_back(difference.step);
    curve.y.push_back(value_of(difference, measure));
  }
  return curve;
}

std::optional<double> limit_of(const DivergenceLimits& limits, DifferenceMeasure measure) {
  switch (measure) {
    case DifferenceMeasure::kPosition:
      return limits.ego_m;
    case DifferenceMeasure::kHeading:
      return limits.heading_rad;
    case DifferenceMeasure::kSpeed:
      return limits.speed_mps;
    case DifferenceMeasure::kPlans:
    case DifferenceMeasure::kAgents:
      break;
  }
  return std::nullopt;
}

}  // namespace stepscope::ui
