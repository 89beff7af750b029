#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "core/control/ego_controller.h"

namespace stepscope {

// Controllers one after another, each from an iteration on: what a run needs that goes on with another controller than
// it began with. The next one takes the ego over where the one before it left it.
class ControllerSequence : public EgoController {
 public:
  struct Turn {
    int first{0};  // iteration from which it moves the ego
    std::unique_ptr<EgoController> controller;
  };
  // At least one, ascending, the first from iteration 0.
  explicit ControllerSequence(std::vector<Turn> turns) : turns_(std::move(turns)) {}

  std::string_view name() const override { return turns_[active_].controller->name(); }
  Status reset() override;
  Result<EgoState> state() override { return turns_[active_].controller->state(); }
  Status update(const Iteration& current, const Iteration& next, const EgoState& ego,
                const Trajectory& trajectory) override;

 private:
  std::vector<Turn> turns_;
  std::size_t active_{0};  // who moved the ego last
};

}  // namespace stepscope
