#include "ui/models/score_text.h"

#include <QCoreApplication>
#include <cmath>
#include <utility>

#include "ui/models/quantity_text.h"

namespace stepscope::ui {

namespace {

QString translated(const char* text) { return QCoreApplication::translate("ScoreText", text); }

QString words(std::string_view name) {
  return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))
      .replace(QLatin1Char('_'), QLatin1Char(' '));
}

constexpr std::pair<std::string_view, const char*> kTitles[] = {
    {"no_ego_at_fault_collisions", "no at-fault collisions"},
    {"drivable_area_compliance", "drivable area"},
    {"ego_is_making_progress", "making progress"},
    {"driving_direction_compliance", "driving direction"},
    {"ego_progress_along_expert_route", "progress along the route"},
    {"time_to_collision_within_bound", "time to collision"},
    {"speed_limit_compliance", "speed limit"},
    {"ego_is_comfortable", "comfort"},
    {"planner_miss_rate_within_bound", "miss rate"},
    {"planner_expert_average_l2_error_within_bound", "average displacement"},
    {"planner_expert_final_l2_error_within_bound", "final displacement"},
    {"planner_expert_average_heading_error_within_bound", "average heading"},
    {"planner_expert_final_heading_error_within_bound", "final heading"},
};

constexpr std::pair<std::string_view, const char*> kUnits[] = {
    {"meter", "m"},
    {"meters", "m"},
    {"second", "s"},
    {"seconds", "s"},
    {"meters_per_second", "m/s"},
    {"meters_per_second_squared", "m/s²"},
    {"meters_per_second_cubed", "m/s³"},
    {"radian", "rad"},
    {"radians", "rad"},
    {"radians_per_second", "rad/s"},
    {"radians_per_second_squared", "rad/s²"},
    {"count", ""},
    {"bool", ""},
    {"boolean", ""},
    {"float", ""},
    {"ratio", ""},
    {"unitless", ""},
};

}  // namespace

QString metric_title(std::string_view metric) {
  for (const auto& [name, title] : kTitles)
    if (name == metric) return translated(title);
  return words(metric);
}

QString metric_unit_text(std::string_view unit) {
  for (const auto& [name, text] : kUnits)
    if (name == unit) return QString::fromUtf8(text);
  return words(unit);
}

QString score_text(double score) {
  if (!std::isfinite(score)) return metric_value_text(score);
  if (score == 0.0 || score == 1.0) return QString::number(static_cast<int>(score));
  if (score > 0.0 && score < 0.001) return QStringLiteral("< 0.001");
  const double cut = score < 1.0 && score > 0.999 ? 0.999 : score;
  return QString::number(cut, 'f', 3);
}

QString metric_value_text(double value) {
  if (std::isnan(value)) return translated("not a number");
  if (std::isinf(value)) return value > 0.0 ? QStringLiteral("∞") : QStringLiteral("−∞");
  return QString::number(value, 'g', 4).replace(QLatin1Char('-'), QChar(0x2212));
}

QString culprit_text(const Culprit& culprit) {
  if (const auto* track = std::get_if<Token>(&culprit))
    return translated("object %1").arg(QString::fromStdString(track->hex()));
  if (const auto* object = std::get_if<MapCulprit>(&culprit))
    return QStringLiteral("%1 %2").arg(words(layer_name(object->layer)).toLower()).arg(object->id);
  return {};
}

QString formula_text(const Scorecard& card) {
  double factor = 1.0, sum = 0.0, weights = 0.0;
  bool multiplied = false;
  for (const Metric& metric : card.metrics) {
    if (!metric.score) continue;
    if (card.is_multiplier(metric.name)) {
      factor *= *metric.score;
      multiplied = true;
    } else {
      const double weight = card.weight_of(metric.name);
      sum += weight * *metric.score;
      weights += weight;
    }
  }
  if (!multiplied && weights == 0.0) return translated("no metric has a score");
  const QString product = translated("multipliers %1").arg(score_text(factor));
  if (weights == 0.0) return product;
  const QString mean = translated("weighted mean %1").arg(score_text(sum / weights));
  return multiplied ? translated("%1 × %2").arg(product, mean) : mean;
}

}  // namespace stepscope::ui
