#include "core/imitation/plan_return.h"

#include <algorithm>
#include <cmath>

#include "core/geometry/relative_pose.h"
#include "core/imitation/fading.h"

namespace stepscope {

namespace {

constexpr std::int64_t kEndTolerance = 1000;  // µs: rounding of a plan's times
constexpr double kReturn = 3.0;               // s
constexpr double kSteepest = 1.0;             // rad: beyond it the ego does not drive along the path
constexpr double kStep = 0.1;                 // s: of distances along the plan

SimTime after(SimTime time, double seconds) {
  return {time.us + static_cast<std::int64_t>(std::llround(seconds * 1e6))};
}

// Distance that the plan drives between two times after its begin.
double driven(const Trajectory& plan, double from_s, double to_s) {
  const auto pose_at = [&](double s) {
    return plan.at_unchecked(std::min(after(plan.start(), s), plan.end())).rear_axle;
  };
  double sum = 0.0;
  Pose2 last = pose_at(from_s);
  for (double s = from_s; s < to_s - 1e-9;) {
    s = std::min(s + kStep, to_s);
    const Pose2 next = pose_at(s);
    sum += distance(last.position(), next.position());
    last = next;
  }
  return sum;
}

}  // namespace

ExpertPlan expert_plan_of(const Trajectory& plan, const EgoState& ego, int poses, double interval_s) {
  const Pose2 offset = to_relative(plan.at_unchecked(plan.start()).rear_axle, ego.rear_axle);
  const double slope = std::tan(std::clamp(offset.heading, -kSteepest, kSteepest));
  const Fading along{offset.x, 0.0, kReturn};
  const Fading across{offset.y, slope, return_length_m(driven(plan, 0.0, kReturn))};
  ExpertPlan expert;
  double way = 0.0;
  for (int k = 1; k <= poses; ++k) {
    const double seconds = k * interval_s;
    const SimTime time = after(ego.time, seconds);
    if (time.us > plan.end().us + kEndTolerance) break;
    way += driven(plan, seconds - interval_s, seconds);
    const Pose2 on_plan = plan.at_unchecked(std::min(time, plan.end())).rear_axle;
    const Pose2 pose = to_absolute(on_plan, {along.at(seconds), across.at(way), std::atan(across.slope_at(way))});
    expert.poses.push_back(to_relative(ego.rear_axle, pose));
  }
  expert.known = static_cast<int>(expert.poses.size());
  return expert;
}

}  // namespace stepscope
