#pragma once

#include "core/control/ego_controller.h"
#include "core/scenario/recorded_log.h"

namespace stepscope {

// The ego does what it did in the log, whatever is planned (open loop).
class LogPlaybackController : public EgoController {
 public:
  explicit LogPlaybackController(RecordedLog& log) : log_(log) {}

  std::string_view name() const override { return "log-playback"; }
  Status reset() override;
  Result<EgoState> state() override { return log_.ego(iteration_); }
  Status update(const Iteration& current, const Iteration& next, const EgoState& ego,
                const Trajectory& trajectory) override;

 private:
  RecordedLog& log_;
  int iteration_{0};
};

}  // namespace stepscope
