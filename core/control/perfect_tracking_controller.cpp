#include "core/control/perfect_tracking_controller.h"

#include <fmt/format.h>

namespace stepscope {

Status PerfectTrackingController::reset() {
  state_.reset();
  return {};
}

Result<EgoState> PerfectTrackingController::state() {
  if (!state_.has_value()) {
    const Result<EgoState> recorded = log_.ego(0);
    if (!recorded.ok()) return recorded.error();
    state_ = recorded.value();
  }
  return *state_;
}

Status PerfectTrackingController::update(const Iteration&, const Iteration& next, const EgoState&,
                                         const Trajectory& trajectory) {
  const Result<TrajectoryState> planned = trajectory.at(next.time);
  if (!planned.ok())
    return Error{.file = {}, .place = "perfect tracking", .field = "trajectory", .reason = planned.error().reason};
  const EgoState ego = planned.value().to_ego();
  if (!(ego.speed() < kSpeedLimit))
    return Error{.file = {},
                 .place = "perfect tracking",
                 .field = "speed",
                 .reason = fmt::format("the plan drives {:.2f} m/s at iteration {}; {:.0f} m/s or more is not believed",
                                       ego.speed(), next.index, kSpeedLimit)};
  state_ = ego;
  return {};
}

}  // namespace stepscope
