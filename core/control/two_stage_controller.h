#pragma once

#include <memory>
#include <optional>
#include <utility>

#include "core/control/ego_controller.h"
#include "core/control/tracker.h"
#include "core/scenario/recorded_log.h"

namespace stepscope {

// A tracker commands, a motion model moves: the closed loop. Starts at the logged state of iteration 0.
class TwoStageController : public EgoController {
 public:
  TwoStageController(RecordedLog& log, std::unique_ptr<Tracker> tracker, const KinematicBicycleParameters& motion = {})
      : log_(log), tracker_(std::move(tracker)), motion_(motion) {}

  // That of its tracker: "lqr".
  std::string_view name() const override { return tracker_->name(); }
  Status reset() override;
  Result<EgoState> state() override;
  Status update(const Iteration& current, const Iteration& next, const EgoState& ego,
                const Trajectory& trajectory) override;

 private:
  RecordedLog& log_;
  std::unique_ptr<Tracker> tracker_;
  KinematicBicycle motion_;
  std::optional<EgoState> state_;  // none: not asked for since reset()
};

}  // namespace stepscope
