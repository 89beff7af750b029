#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/metrics/metric.h"
#include "core/metrics/metric_input.h"

namespace stepscope {

// Which metrics a challenge is judged by.
enum class MetricSet { kOpenLoop, kClosedLoop };

struct MetricWeight {
  std::string_view metric;
  double weight{1.0};
};

// How a scenario's score is made: product of the multipliers × weighted mean of the other metrics that have a score.
struct ScoringRule {
  std::vector<std::string_view> multipliers;
  std::vector<MetricWeight> weights;  // metrics not listed weigh 1
};
const ScoringRule& scoring_rule(MetricSet set);

// What a run is worth, and why.
struct Scorecard {
  MetricSet set{MetricSet::kClosedLoop};
  double final_score{0.0};
  std::vector<Metric> metrics;  // in the reference's order

  const Metric* find(std::string_view metric) const;
  bool is_multiplier(std::string_view metric) const;
  double weight_of(std::string_view metric) const;  // 0 for multipliers and metrics without score
};

// Score of a scenario from its metrics; 0 if none has a score.
double scenario_score(MetricSet set, const std::vector<Metric>& metrics);

// Computes all metrics of the set, their violations and the final score. At least one sample. A metric that cannot be
// computed has an error and no score.
Scorecard score(const MetricInput& input, MetricSet set);

// A scored scenario, as the aggregation sees it.
struct ScoredScenario {
  std::string type;
  double final_score{0.0};
};
struct TypeScore {
  std::string type;
  std::size_t scenarios{0};
  double mean_score{0.0};
};
// Score per scenario type: mean over its scenarios, sorted by type.
std::vector<TypeScore> scores_by_type(const std::vector<ScoredScenario>& scenarios);
// Mean over types weighted by their number of scenarios; 0 without any.
double overall_score(const std::vector<TypeScore>& types);

}  // namespace stepscope
