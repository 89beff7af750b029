#include "core/planning/pdm/collision_terms.h"

#include <algorithm>
#include <cmath>

#include "core/geometry/angle.h"

namespace stepscope {

namespace {

constexpr double kStandingSpeed = 0.05;           // m/s, in a collision
constexpr double kStillSpeed = 0.005;             // m/s: an ego this slow comes near nobody
constexpr int kLookAheadSteps[] = {0, 3, 6, 9};   // of 0.1 s, at constant heading and speed
constexpr double kAheadAngle = kPi / 6.0;         // rad, 30°
constexpr double kBehindAngle = 5.0 * kPi / 6.0;  // rad, 150°

// Between the ego's heading and the direction from its rear axle to a point, rad, 0 … π.
double bearing(const SimulatedState& ego, const EgoFootprint& footprint, Point2 p) {
  const Point2 d = p - ego.rear_axle.position();
  const double length = std::hypot(d.x, d.y);
  if (!(length > 0.0)) return 0.0;
  const double cosine = footprint.forward.x * (d.x / length) + footprint.forward.y * (d.y / length);
  return std::acos(std::clamp(cosine, -1.0, 1.0));
}

// Whether circles around footprint and obstacle meet; most pairs are settled by it.
bool may_meet(Point2 ego_centre, Point2 obstacle_centre, double obstacle_radius) {
  const Point2 d = ego_centre - obstacle_centre;
  const double reach = EgoFootprint::outer_radius() + obstacle_radius + 1e-6;
  return d.x * d.x + d.y * d.y <= reach * reach;
}

bool meets(const EgoFootprint& footprint, Point2 shift, const PdmObstacle& obstacle, double seconds) {
  return may_meet(footprint.centre + shift, obstacle.centre_at(seconds), obstacle.outer_radius) &&
         intersects(moved(footprint.corners, shift), obstacle.corners_at(seconds));
}

bool at_fault(const SimulatedState& ego, const EgoFootprint& footprint, const GroundFlags& ground,
              const PdmObstacle& obstacle, double seconds) {
  if (ego.speed() <= kStandingSpeed) return false;
  if (obstacle.speed <= kStandingSpeed) return true;
  if (bearing(ego, footprint, obstacle.centre_at(seconds)) > kBehindAngle) return false;
  const Segment bumper{footprint.corners[0], footprint.corners[3]};
  return intersects(bumper, obstacle.corners_at(seconds)) || ground.unsettled();
}

void keep_first(std::optional<int>& step, int candidate) { step = std::min(step.value_or(candidate), candidate); }

}  // namespace

void CollisionTerms::assign(const PdmScene& scene, int samples) {
  nearby_.clear();
  const double end = PdmScene::sample_time(samples - 1 + kLookAheadSteps[std::size(kLookAheadSteps) - 1]);
  for (const PdmObstacle& obstacle : scene.obstacles()) {
    if (obstacle.red_light != nullptr) continue;
    Bounds sweep = bounds_of(obstacle.corners);
    sweep.extend(bounds_of(obstacle.corners_at(end)));
    nearby_.push_back({.obstacle = &obstacle, .sweep = sweep});
  }
}

void CollisionTerms::judge(const DrivenProposal& proposal, DrivableGround& ground, ProposalTerms& terms) {
  constexpr double kFarthestLook = kLookAheadSteps[std::size(kLookAheadSteps) - 1] * kPdmStep;
  Bounds sweep;
  motion_.clear();
  for (std::size_t k = 0; k < proposal.states.size(); ++k) {
    const EgoFootprint& footprint = proposal.footprints[k];
    const double speed = proposal.states[k].speed();
    motion_.push_back({.speed = speed, .velocity = speed * footprint.forward});
    sweep.extend(bounds_of(footprint.corners));
    sweep.extend(bounds_of(moved(footprint.corners, kFarthestLook * motion_[k].velocity)));
  }
  for (const Nearby& nearby : nearby_) {
    if (!nearby.sweep.overlaps(sweep)) continue;
    judge_collision(proposal, *nearby.obstacle, terms);
    judge_time_to_collision(proposal, *nearby.obstacle, ground, terms);
  }
}

void CollisionTerms::judge_collision(const DrivenProposal& proposal, const PdmObstacle& obstacle,
                                     ProposalTerms& terms) const {
  for (std::size_t k = 0; k < proposal.states.size(); ++k) {
    const double seconds = PdmScene::sample_time(static_cast<int>(k));
    if (!meets(proposal.footprints[k], {}, obstacle, seconds)) continue;
    if (!at_fault(proposal.states[k], proposal.footprints[k], proposal.ground[k], obstacle, seconds)) return;
    terms.no_collision = std::min(terms.no_collision, obstacle.agent ? 0.0 : 0.5);
    keep_first(terms.collision_step, static_cast<int>(k));
    return;
  }
}

void CollisionTerms::judge_time_to_collision(const DrivenProposal& proposal, const PdmObstacle& obstacle,
                                             DrivableGround& ground, ProposalTerms& terms) const {
  for (std::size_t k = 0; k < proposal.states.size(); ++k) {
    const SimulatedState& ego = proposal.states[k];
    const EgoFootprint& footprint = proposal.footprints[k];
    if (motion_[k].speed < kStillSpeed) continue;
    for (const int ahead : kLookAheadSteps) {
      const double seconds = PdmScene::sample_time(static_cast<int>(k) + ahead);
      if (!meets(footprint, ahead * kPdmStep * motion_[k].velocity, obstacle, seconds)) continue;
      const double angle = bearing(ego, footprint, obstacle.centre_at(seconds));
      const bool exposed =
          angle < kAheadAngle || (!(angle > kBehindAngle) &&
                                  (proposal.ground[k].unsettled() || ground.in_intersection(ego.rear_axle.position())));
      if (!exposed) return;
      terms.time_to_collision = 0.0;
      keep_first(terms.time_to_collision_step, static_cast<int>(k));
      return;
    }
  }
}

}  // namespace stepscope
