#pragma once

#include <limits>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/sim_time.h"
#include "core/base/token.h"
#include "core/map/road_map.h"

namespace stepscope {

// One number, count or verdict of a metric, under the reference's name.
struct MetricStatistic {
  std::string name;  // "max_ego_jerk"
  std::variant<bool, std::int64_t, double> value;
};

// A value per sample, at the times of the ego states.
struct MetricSeries {
  std::string unit;  // as the reference writes it: "meters_per_second_cubed"
  std::vector<SimTime> times;
  std::vector<double> values;
};

// Who or what is behind a violation.
struct NoCulprit {
  bool operator==(const NoCulprit&) const = default;
};
struct MapCulprit {  // an object of the map: the lane whose limit was broken, the nearest drivable area
  MapLayer layer{MapLayer::kLane};
  FeatureId id{0};
  bool operator==(const MapCulprit&) const = default;
};
using Culprit = std::variant<NoCulprit, Token, MapCulprit>;  // Token: track of an object

// One reason why a metric has less than its full score: "why zero?".
struct MetricViolation {
  int step{0};       // first sample at which it holds
  int last_step{0};  // last sample of the same violation
  std::string what;  // a sentence without a full stop: "front of the ego hits a pedestrian"
  Culprit culprit;
  double value{0.0};  // against the threshold, in `unit`
  double threshold{0.0};
  std::string unit;
  double score_without{1.0};        // the metric's score if this violation alone had not been
  double final_score_without{0.0};  // the scenario's score then; filled in by the scorecard
};

// One metric of one run. Only those with a score take part in the scenario's score.
struct Metric {
  std::string name;  // "no_ego_at_fault_collisions"
  std::optional<double> score;
  std::string score_unit;  // "bool", "float"; empty: none
  std::vector<MetricStatistic> statistics;
  std::optional<MetricSeries> series;
  // Score that the metric would have if the run had ended with sample k: one value per sample, the last is the score.
  // Empty where there is no score.
  std::vector<double> score_so_far;
  std::vector<MetricViolation> violations;  // ascending by step; empty at full score
  std::string error;                        // why it could not be computed; empty: it was
};

inline constexpr double kNoCollision = std::numeric_limits<double>::infinity();  // time to collision

}  // namespace stepscope
