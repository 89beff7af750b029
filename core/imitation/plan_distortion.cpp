#include "core/imitation/plan_distortion.h"

#include <algorithm>
#include <cmath>

#include "core/geometry/relative_pose.h"

namespace stepscope {

namespace {

constexpr double kStep = 0.1, kReach = 4.0;  // s; trackers look 1 s ahead
constexpr double kAside = 2.0;               // s until the plan is all of it aside
constexpr double kFullSpeed = 5.0;           // m/s
constexpr double kStanding = 0.5;            // m/s: too slow to turn aside

SimTime after(SimTime time, double seconds) {
  return {time.us + static_cast<std::int64_t>(std::llround(seconds * 1e6))};
}

}  // namespace

void PlanDistortion::draw_next(SimTime now) {
  begin_ = after(now, random_.uniform(0.2, 2.0 * options_.pause_s));
  end_ = after(begin_, random_.uniform(options_.shortest_s, options_.longest_s));
  lateral_m_ = random_.uniform(-options_.lateral_m, options_.lateral_m);
  speed_factor_ = 1.0 + random_.uniform(-options_.speed_share, options_.speed_share);
}

bool PlanDistortion::distort(const EgoState& ego, const Trajectory& plan, Trajectory& out) {
  if (!drawn_ || ego.time >= end_) draw_next(ego.time);
  drawn_ = true;
  if (ego.time < begin_) return false;
  out.clear();
  const double lateral = lateral_m_ * std::min(1.0, ego.speed() / kFullSpeed);
  const double reach = std::min(kReach, seconds_between(plan.start(), plan.end()) / speed_factor_);
  for (int i = 0; i * kStep <= reach + 1e-9 || i < 2; ++i) {
    const double seconds = i * kStep;
    const SimTime source = std::min(after(plan.start(), seconds * speed_factor_), plan.end());
    TrajectoryState state = plan.at_unchecked(source);
    const double u = std::min(1.0, seconds / kAside);
    const double aside = lateral * u * u * (3.0 - 2.0 * u), rate = lateral / kAside * 6.0 * u * (1.0 - u);
    state.vx *= speed_factor_;
    state.vy *= speed_factor_;
    const double turned = state.vx > kStanding ? std::atan2(rate, state.vx) : 0.0;
    state.rear_axle = to_absolute(state.rear_axle, {0.0, aside, turned});
    state.time = after(plan.start(), seconds);
    out.append(state);
  }
  return true;
}

}  // namespace stepscope
