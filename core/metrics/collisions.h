#pragma once

#include <optional>
#include <unordered_map>

#include "core/metrics/common_route.h"
#include "core/metrics/metric.h"

namespace stepscope {

enum class CollisionKind : std::uint8_t { kStoppedEgo, kStoppedTrack, kFront, kRear, kLateral };

// First contact of the ego with an object.
struct Collision {
  int step{0};
  Token track;
  ObjectType type{ObjectType::kVehicle};
  CollisionKind kind{CollisionKind::kLateral};
  bool at_fault{false};
  double ego_speed{0.0};  // m/s
  double energy{0.0};     // what the reference calls so: half the relative speed, m/s
};

// Centre distance below half the diagonals, and the closed boxes share a point. A box without length or width collides
// with nothing: the reference's polygons have no points then.
bool collide(const OrientedBox& a, const OrientedBox& b);
// Angle between the heading of `pose` and the direction to `p`, rad in [0, π]; NaN where p is the pose's position.
double bearing(const Pose2& pose, Point2 p);

// All collisions of a run, ascending by step.
class Collisions {
 public:
  Collisions(std::span<const MetricSample> samples, std::span<const EgoOutline> egos, const CommonRoute& common);

  std::span<const Collision> all() const { return all_; }
  // The track has touched the ego at this sample or before.
  bool touched(Token track, std::size_t sample) const {
    const auto found = step_of_.find(track);
    return found != step_of_.end() && found->second <= sample;
  }

 private:
  std::vector<Collision> all_;
  std::unordered_map<Token, std::size_t> step_of_;
};

// no_ego_at_fault_collisions. Removing a violation means: that object was never there.
Metric collision_metric(std::size_t samples, const Collisions& collisions);

}  // namespace stepscope
