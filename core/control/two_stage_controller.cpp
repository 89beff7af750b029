#include "core/control/two_stage_controller.h"

#include <fmt/format.h>
#include <cmath>

namespace stepscope {

Status TwoStageController::reset() {
  state_.reset();
  return {};
}

Result<EgoState> TwoStageController::state() {
  if (!state_.has_value()) {
    const Result<EgoState> recorded = log_.ego(0);
    if (!recorded.ok()) return recorded.error();
    state_ = recorded.value();
  }
  return *state_;
}

Status TwoStageController::update(const Iteration& current, const Iteration& next, const EgoState& ego,
                                  const Trajectory& trajectory) {
  if (next.time <= current.time)
    return make_error(fmt::format("iteration {} is not later than iteration {}: {} µs after {} µs", next.index,
                                  current.index, next.time.us, current.time.us));
  const Result<MotionCommand> command = tracker_->track(current, next, ego, trajectory);
  if (!command.ok()) return command.error();
  const auto [acceleration, steering_rate] = command.value();
  if (!std::isfinite(acceleration) || !std::isfinite(steering_rate))
    return Error{
        .file = {},
        .place = fmt::format("tracker {}", tracker_->name()),
        .field = "command",
        .reason = fmt::format("acceleration {} m/s² and steering rate {} rad/s cannot be driven; the numbers of "
                              "the trajectory are out of all proportion",
                              acceleration, steering_rate)};
  state_ = motion_.propagate(ego, command.value(), next.time.us - current.time.us);
  return {};
}

}  // namespace stepscope
