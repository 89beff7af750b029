#include "core/control/log_playback_controller.h"

namespace stepscope {

Status LogPlaybackController::reset() {
  iteration_ = 0;
  return {};
}

Status LogPlaybackController::update(const Iteration&, const Iteration& next, const EgoState&, const Trajectory&) {
  iteration_ = next.index;
  return {};
}

}  // namespace stepscope
