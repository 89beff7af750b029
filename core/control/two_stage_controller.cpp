#include "core/control/two_stage_controller.h"

#include <fmt/format.h>

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
  state_ = motion_.propagate(ego, command.value(), next.time.us - current.time.us);
  return {};
}

}  // namespace stepscope
