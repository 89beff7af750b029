#include "core/metrics/scorecard.h"

#include <algorithm>
#include <map>

#include "core/metrics/closed_loop_metrics.h"
#include "core/metrics/open_loop_metrics.h"

namespace stepscope {

const ScoringRule& scoring_rule(MetricSet set) {
  static const ScoringRule closed_loop{.multipliers = {"no_ego_at_fault_collisions", "drivable_area_compliance",
                                                       "ego_is_making_progress", "driving_direction_compliance"},
                                       .weights = {{"ego_progress_along_expert_route", 5.0},
                                                   {"time_to_collision_within_bound", 5.0},
                                                   {"speed_limit_compliance", 4.0},
                                                   {"ego_is_comfortable", 2.0}}};
  static const ScoringRule open_loop{.multipliers = {"planner_miss_rate_within_bound"},
                                     .weights = {{"planner_expert_average_l2_error_within_bound", 1.0},
                                                 {"planner_expert_average_heading_error_within_bound", 2.0},
                                                 {"planner_expert_final_l2_error_within_bound", 1.0},
                                                 {"planner_expert_final_heading_error_within_bound", 2.0}}};
  return set == MetricSet::kClosedLoop ? closed_loop : open_loop;
}

namespace {

bool multiplies(const ScoringRule& rule, std::string_view metric) {
  return std::ranges::find(rule.multipliers, metric) != rule.multipliers.end();
}

double weight_in(const ScoringRule& rule, std::string_view metric) {
  const auto found = std::ranges::find(rule.weights, metric, &MetricWeight::metric);
  return found == rule.weights.end() ? 1.0 : found->weight;
}

// The scenario's score with the score of one metric replaced.
double score_with(MetricSet set, const std::vector<Metric>& metrics, const Metric* replaced, double replacement) {
  const ScoringRule& rule = scoring_rule(set);
  double factor = 1.0, sum = 0.0, weights = 0.0;
  bool any = false;
  for (const Metric& metric : metrics) {
    if (!metric.score) continue;
    any = true;
    const double value = &metric == replaced ? replacement : *metric.score;
    if (multiplies(rule, metric.name)) {
      factor *= value;
    } else {
      const double weight = weight_in(rule, metric.name);
      sum += weight * value;
      weights += weight;
    }
  }
  if (!any) return 0.0;
  return weights > 0.0 ? factor * (sum / weights) : factor;
}

}  // namespace

const Metric* Scorecard::find(std::string_view metric) const {
  const auto found = std::ranges::find(metrics, metric, &Metric::name);
  return found == metrics.end() ? nullptr : &*found;
}

bool Scorecard::is_multiplier(std::string_view metric) const { return multiplies(scoring_rule(set), metric); }

double Scorecard::weight_of(std::string_view metric) const {
  const Metric* found = find(metric);
  if (found == nullptr || !found->score || is_multiplier(metric)) return 0.0;
  return weight_in(scoring_rule(set), metric);
}

double scenario_score(MetricSet set, const std::vector<Metric>& metrics) {
  return score_with(set, metrics, nullptr, 0.0);
}

Scorecard score(const MetricInput& input, MetricSet set) {
  Scorecard card;
  card.set = set;
  card.metrics = set == MetricSet::kClosedLoop ? closed_loop_metrics(input) : open_loop_metrics(input);
  card.final_score = scenario_score(set, card.metrics);
  for (Metric& metric : card.metrics)
    for (MetricViolation& violation : metric.violations)
      violation.final_score_without = score_with(set, card.metrics, &metric, violation.score_without);
  return card;
}

std::vector<TypeScore> scores_by_type(const std::vector<ScoredScenario>& scenarios) {
  std::map<std::string, TypeScore> by_type;
  for (const ScoredScenario& scenario : scenarios) {
    TypeScore& type = by_type[scenario.type];
    type.type = scenario.type;
    type.mean_score += scenario.final_score;
    ++type.scenarios;
  }
  std::vector<TypeScore> out;
  for (auto& [name, type] : by_type) {
    type.mean_score /= static_cast<double>(type.scenarios);
    out.push_back(std::move(type));
  }
  return out;
}

double overall_score(const std::vector<TypeScore>& types) {
  double sum = 0.0, count = 0.0;
  for (const TypeScore& type : types) {
    sum += type.mean_score * static_cast<double>(type.scenarios);
    count += static_cast<double>(type.scenarios);
  }
  return count > 0.0 ? sum / count : 0.0;
}

}  // namespace stepscope
