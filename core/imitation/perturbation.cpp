#include "core/imitation/perturbation.h"

#include <algorithm>
#include <cmath>

#include "core/geometry/relative_pose.h"
#include "core/imitation/fading.h"

namespace stepscope {

namespace {

constexpr double kEndTolerance = 0.03;  // s: frames are not to the millisecond where their rate says

double spread(Random& random, double width) { return random.uniform(-width, width); }

}  // namespace

Perturbation draw_perturbation(const PerturbationOptions& options, Random& random) {
  if (random.uniform() >= options.share) return {};
  Perturbation drawn;
  drawn.lateral_m = spread(random, options.lateral_m);
  drawn.longitudinal_m = spread(random, options.longitudinal_m);
  drawn.heading_rad = spread(random, options.heading_rad);
  drawn.speed_share = spread(random, options.speed_share);
  return drawn;
}

EgoState perturbed(const EgoState& ego, const Perturbation& by) {
  EgoState moved = ego;
  moved.rear_axle = to_absolute(ego.rear_axle, {by.longitudinal_m, by.lateral_m, by.heading_rad});
  moved.vx *= 1.0 + by.speed_share;
  moved.vy *= 1.0 + by.speed_share;
  return moved;
}

int recovery_poses(const ExpertPath& expert, const EgoState& expert_ego, const Perturbation& by, double return_s,
                   double interval_s, std::span<Pose2> out) {
  std::ranges::fill(out, Pose2{});
  const SimTime now = expert_ego.time;
  const double origin = expert.distance_at(now);
  const double start = origin + by.longitudinal_m;
  const auto after = [now](double seconds) { return SimTime{now.us + static_cast<std::int64_t>(seconds * 1e6)}; };
  const Fading along{by.longitudinal_m, expert_ego.vx * by.speed_share, return_s};
  const double driven = expert.distance_at(after(return_s)) - origin;
  const Fading across{by.lateral_m, std::tan(by.heading_rad), return_length_m(driven)};
  const Pose2 from = perturbed(expert_ego, by).rear_axle;
  double reached = start;
  int known = 0;
  for (std::size_t k = 0; k < out.size(); ++k) {
    const double seconds = static_cast<double>(k + 1) * interval_s;
    if (seconds_between(now, expert.end()) + kEndTolerance < seconds) break;
    reached = std::max(reached, expert.distance_at(after(seconds)) + along.at(seconds));
    const Pose2 on_path = expert.pose_at(reached);
    const Pose2 off_path{0.0, across.at(reached - start), std::atan(across.slope_at(reached - start))};
    out[k] = to_relative(from, to_absolute(on_path, off_path));
    ++known;
  }
  return known;
}

}  // namespace stepscope
