#pragma once

#include <cmath>
#include <limits>
#include <memory>

#include "ui/models/score_list_model.h"

namespace stepscope::ui {

inline constexpr std::uint64_t kPedestrian = 0x3f2a'0000'0000'0001U;
inline constexpr FeatureId kNearestRoad = 4711;

// A closed-loop run of `steps` steps that loses score in every way: a pedestrian is hit at step 42, the drivable area
// is left twice, the limit is broken, progress is partial, and comfort could not be computed.
//   multipliers 0 · 0 · 1 · 1, weighted mean (5·0.6 + 5·1 + 4·0.9) / 14
inline Scorecard made_up_card(int steps = 149) {
  Scorecard card;
  card.set = MetricSet::kClosedLoop;
  const auto falls = [steps](int at, double from, double to) {
    std::vector<double> values(static_cast<std::size_t>(steps), from);
    for (int k = at; k < steps; ++k) values[static_cast<std::size_t>(k)] = to;
    return values;
  };
  const auto series = [steps](const char* unit, auto&& value) {
    MetricSeries made{unit, {}, {}};
    for (int k = 0; k < steps; ++k) {
      made.times.push_back({1'000'000 + 100'000LL * k});
      made.values.push_back(value(k));
    }
    return made;
  };
  Metric lane_change{.name = "ego_lane_change"};
  Metric collisions{.name = "no_ego_at_fault_collisions", .score = 0.0, .score_unit = "bool"};
  collisions.score_so_far = falls(42, 1.0, 0.0);
  collisions.violations = {
      {42, 45, "front of the ego hits a pedestrian", Token{kPedestrian}, 1.0, 0.0, "count", 1.0, 0.0}};
  Metric area{.name = "drivable_area_compliance", .score = 0.0, .score_unit = "bool"};
  area.score_so_far = falls(60, 1.0, 0.0);
  area.series = series("meters", [](int k) { return k >= 60 && k < 80 ? 0.9 * std::sin((k - 60) * 0.157) : 0.0; });
  const MapCulprit road{MapLayer::kDrivableArea, kNearestRoad};
  area.violations = {
      {60, 63, "front-right corner of the ego is 0.62 m off the drivable area", road, 0.62, 0.3, "meters", 0.0, 0.0},
      {70, 79, "rear-right corner of the ego is 0.88 m off the drivable area", road, 0.88, 0.3, "meters", 0.0, 0.0}};
  Metric progress{.name = "ego_progress_along_expert_route", .score = 0.6, .score_unit = "ratio"};
  progress.score_so_far = falls(0, 0.6, 0.6);
  for (int k = 0; k < steps; ++k) progress.score_so_far[static_cast<std::size_t>(k)] = 1.0 - 0.4 * k / (steps - 1.0);
  progress.violations = {{steps - 1, steps - 1, "the ego came 60 m far where the expert came 100 m", NoCulprit{}, 60.0,
                          100.0, "meters", 1.0, 0.0}};
  Metric making{.name = "ego_is_making_progress", .score = 1.0, .score_unit = "bool"};
  making.score_so_far = falls(0, 1.0, 1.0);
  Metric direction{.name = "driving_direction_compliance", .score = 1.0, .score_unit = "bool"};
  direction.score_so_far = falls(0, 1.0, 1.0);
  Metric ttc{.name = "time_to_collision_within_bound", .score = 1.0, .score_unit = "bool"};
  ttc.score_so_far = falls(0, 1.0, 1.0);
  ttc.series = series("seconds", [](int k) { return k > 20 && k < 40 ? 1.0 + 0.1 * (40 - k) : kNoCollision; });
  Metric limit{.name = "speed_limit_compliance", .score = 0.9, .score_unit = "bool"};
  limit.score_so_far = falls(100, 1.0, 0.9);
  limit.series = series("meters_per_second", [](int k) { return k < 100 ? 0.0 : 0.02 * (k - 100); });
  limit.violations = {{100, steps - 1, "faster than the limit of 13.4 m/s", MapCulprit{MapLayer::kLane, 17}, 1.0, 0.0,
                       "meters_per_second", 1.0, 0.0}};
  Metric comfort{.name = "ego_is_comfortable"};
  comfort.error = "8 samples are too few for a window of 15";
  card.metrics = {lane_change, collisions, area, progress, making, direction, ttc, limit, comfort};
  card.final_score = scenario_score(card.set, card.metrics);
  return card;
}

inline ShownScore made_up_score(const QString& note = {}) {
  return {.card = std::make_shared<const Scorecard>(made_up_card()),
          .begin = {1'000'000},
          .step_interval_s = 0.1,
          .note = note};
}

}  // namespace stepscope::ui
