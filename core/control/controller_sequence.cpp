#include "core/control/controller_sequence.h"

namespace stepscope {

Status ControllerSequence::reset() {
  active_ = 0;
  for (const Turn& turn : turns_)
    if (Status status = turn.controller->reset(); !status.ok()) return status;
  return {};
}

Status ControllerSequence::update(const Iteration& current, const Iteration& next, const EgoState& ego,
                                  const Trajectory& trajectory) {
  std::size_t active = 0;
  while (active + 1 < turns_.size() && turns_[active + 1].first <= current.index) ++active;
  active_ = active;
  return turns_[active_].controller->update(current, next, ego, trajectory);
}

}  // namespace stepscope
