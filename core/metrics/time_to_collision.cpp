#include "core/metrics/time_to_collision.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/geometry/angle.h"
#include "core/metrics/moving_boxes.h"
#include "core/metrics/object_words.h"

namespace stepscope {

namespace {

constexpr double kStep = 0.1;       // s
constexpr int kMoments = 29;        // 0.1 s … 2.9 s
constexpr double kBound = 0.95;     // s
constexpr double kStopped = 0.005;  // m/s
constexpr double kAhead = 30.0 * (kPi / 180.0), kBehind = 150.0 * (kPi / 180.0);

double time_of(int moment) { return kStep + (moment - 1) * kStep; }

// Moving along its heading, whatever the direction of its velocity.
MovingBox along_heading(const OrientedBox& box, double speed) {
  const double step = speed * kStep;
  return {box, {step * std::cos(box.centre.heading), step * std::sin(box.centre.heading)}};
}

// Times to collision of one run, and who is behind those that are too short.
class TimesToCollision {
 public:
  TimesToCollision(const RoadMap& map, std::span<const MetricSample> samples, std::span<const EgoOutline> egos,
                   const CommonRoute& common, const Collisions& collisions)
      : map_(map), collisions_(collisions) {
    auto contact = collisions.all().begin();
    for (std::size_t k = 0; k < samples.size(); ++k) {
      double shortest = kNoCollision;
      for (; contact != collisions.all().end() && contact->step == static_cast<int>(k); ++contact) {
        if (!contact->at_fault) continue;
        shortest = 0.0;
        blame(k, contact->track, contact->type, 0.0);
      }
      if (egos[k].speed > kStopped)
        shortest = std::min(shortest, shortest_at(k, samples[k].objects, egos[k], common.in_common(k)));
      times_.push_back(shortest);
    }
  }

  const std::vector<double>& times() const { return times_; }
  std::vector<MetricViolation> take_violations() { return std::move(violations_); }

 private:
  double shortest_at(std::size_t k, std::span<const TrackedObject> objects, const EgoOutline& ego, bool in_common) {
    const MovingBox moving_ego = along_heading(ego.box, ego.speed);
    const bool looks_aside = !in_common || map_.is_in_layer(ego.rear_axle.position(), MapLayer::kIntersection);
    const double ego_reach = (ego.box.length + ego.box.width) / 2.0 + ego.speed * kStep * kMoments;
    double shortest = kNoCollision;
    for (const TrackedObject& object : objects) {
      const bool agent = is_agent(object.type);
      // How near the centre must be to matter, without roots: no box reaches further than half its length and width.
      const double travel = agent ? (std::abs(object.vx) + std::abs(object.vy)) * kStep * kMoments : 0.0;
      const double reach = ego_reach + (object.box.length + object.box.width) / 2.0 + travel;
      const Point2 d = object.box.centre.position() - ego.centre();
      if (!(std::abs(d.x) <= reach && std::abs(d.y) <= reach)) continue;
      const double angle = bearing(ego.rear_axle, object.box.centre.position());
      if (!(angle < kAhead || (looks_aside && !(angle > kBehind)))) continue;
      if (collisions_.touched(object.track, k)) continue;
      const auto moment =
          first_collision(moving_ego, along_heading(object.box, agent ? object.speed() : 0.0), kMoments);
      if (!moment) continue;
      const double time = time_of(*moment);
      shortest = std::min(shortest, time);
      if (time <= kBound) blame(k, object.track, object.type, time);
    }
    return shortest;
  }

  void blame(std::size_t k, Token track, ObjectType type, double time) {
    const int step = static_cast<int>(k);
    const auto [found, first] = violation_of_.emplace(track, violations_.size());
    if (first)
      violations_.push_back({.step = step, .culprit = track, .value = kNoCollision, .threshold = kBound, .unit = "s"});
    MetricViolation& violation = violations_[found->second];
    violation.last_step = step;
    if (time >= violation.value) return;
    violation.value = time;
    violation.what =
        time > 0.0 ? fmt::format("{:.1f} s until the ego hits {} if both go straight on", time, with_article(type))
                   : fmt::format("ego hits {}", with_article(type));
  }

  const RoadMap& map_;
  const Collisions& collisions_;
  std::vector<double> times_;
  std::vector<MetricViolation> violations_;  // one per object, ascending by first step
  std::unordered_map<Token, std::size_t> violation_of_;
};

}  // namespace

Metric time_to_collision_metric(const RoadMap& map, std::span<const MetricSample> samples,
                                std::span<const EgoOutline> egos, const CommonRoute& common,
                                const Collisions& collisions) {
  TimesToCollision found(map, samples, egos, common, collisions);
  Metric metric{.name = "time_to_collision_within_bound", .score_unit = "bool"};
  MetricSeries series{.unit = "time_to_collision_under_3.0_seconds [s]", .values = found.times()};
  double shortest = kNoCollision;
  for (std::size_t k = 0; k < egos.size(); ++k) {
    series.times.push_back(egos[k].time);
    shortest = std::min(shortest, found.times()[k]);
    metric.score_so_far.push_back(shortest > kBound ? 1.0 : 0.0);
  }
  metric.score = metric.score_so_far.back();
  metric.statistics = {{"min_time_to_collision", shortest}, {"time_to_collision_within_bound", shortest > kBound}};
  metric.series = std::move(series);
  metric.violations = found.take_violations();
  // Objects do not depend on each other: without one of them the others are as near as before.
  for (MetricViolation& violation : metric.violations)
    violation.score_without = metric.violations.size() == 1 ? 1.0 : 0.0;
  return metric;
}

}  // namespace stepscope
