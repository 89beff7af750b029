#pragma once

#include <optional>

#include "core/control/ego_controller.h"
#include "core/scenario/recorded_log.h"

namespace stepscope {

// The ego is where the plan says it will be at the next iteration's time. A planned speed of 50 m/s or more is an
// error.
class PerfectTrackingController : public EgoController {
 public:
  static constexpr double kSpeedLimit = 50.0;  // m/s

  explicit PerfectTrackingController(RecordedLog& log) : log_(log) {}

  std::string_view name() const override { return "perfect-tracking"; }
  Status reset() override;
  Result<EgoState> state() override;
  Status update(const Iteration& current, const Iteration& next, const EgoState& ego,
                const Trajectory& trajectory) override;

 private:
  RecordedLog& log_;
  std::optional<EgoState> state_;  // none: not asked for since reset()
};

}  // namespace stepscope
