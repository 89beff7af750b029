#include "core/metrics/collisions.h"

#include <cmath>

#include "core/geometry/angle.h"
#include "core/geometry/segment.h"

namespace stepscope {

namespace {

constexpr double kStopped = 0.05;                  // m/s
constexpr double kBehind = 150.0 * (kPi / 180.0);  // rad

double half_diagonal(const OrientedBox& box) { return std::hypot(box.length, box.width) / 2.0; }

// The front bumper touches the box.
bool front_hits(const EgoOutline& ego, const OrientedBox& box) {
  const Segment bumper{ego.corners[kFrontLeft], ego.corners[kFrontRight]};
  const auto corners = box.corners();
  for (std::size_t i = 0; i < 4; ++i) {
    if (intersects(bumper, Segment{corners[i], corners[(i + 1) % 4]})) return true;
  }
  return contains(box, bumper.from);
}

CollisionKind kind_of(const EgoOutline& ego, const TrackedObject& object) {
  if (ego.speed <= kStopped) return CollisionKind::kStoppedEgo;
  if (!is_agent(object.type) || object.speed() <= kStopped) return CollisionKind::kStoppedTrack;
  if (bearing(ego.rear_axle, object.box.centre.position()) > kBehind) return CollisionKind::kRear;
  return front_hits(ego, object.box) ? CollisionKind::kFront : CollisionKind::kLateral;
}

bool is_at_fault(CollisionKind kind, bool in_common) {
  return kind == CollisionKind::kStoppedTrack || kind == CollisionKind::kFront ||
         (kind == CollisionKind::kLateral && !in_common);
}

double collision_energy(const EgoOutline& ego, const TrackedObject& object) {
  const double ve = ego.speed, vo = is_agent(object.type) ? object.speed() : 0.0;
  const double turn = ego.rear_axle.heading - object.box.centre.heading;
  return 0.5 * std::sqrt(ve * ve + vo * vo - 2.0 * ve * vo * std::cos(turn));
}

}  // namespace

bool collide(const OrientedBox& a, const OrientedBox& b) {
  return a.has_area() && b.has_area() &&
         distance(a.centre.position(), b.centre.position()) < half_diagonal(a) + half_diagonal(b) && intersects(a, b);
}

double bearing(const Pose2& pose, Point2 p) {
  const Point2 d = p - pose.position();
  const double length = std::sqrt(d.x * d.x + d.y * d.y);
  return std::acos(std::cos(pose.heading) * (d.x / length) + std::sin(pose.heading) * (d.y / length));
}

Collisions::Collisions(std::span<const MetricSample> samples, std::span<const EgoOutline> egos,
                       const CommonRoute& common) {
  for (std::size_t k = 0; k < samples.size(); ++k) {
    const EgoOutline& ego = egos[k];
    for (const TrackedObject& object : samples[k].objects) {
      // No box reaches further from its centre than half its length plus half its width.
      const double reach = (ego.box.length + ego.box.width + object.box.length + object.box.width) / 2.0;
      const Point2 d = object.box.centre.position() - ego.centre();
      if (!(std::abs(d.x) <= reach && std::abs(d.y) <= reach)) continue;
      if (touched(object.track, k) || !collide(ego.box, object.box)) continue;
      const CollisionKind kind = kind_of(ego, object);
      step_of_.emplace(object.track, k);
      all_.push_back({.step = static_cast<int>(k),
                      .track = object.track,
                      .type = object.type,
                      .kind = kind,
                      .at_fault = is_at_fault(kind, common.in_common(k)),
                      .ego_speed = ego.speed,
                      .energy = collision_energy(ego, object)});
    }
  }
}

}  // namespace stepscope
